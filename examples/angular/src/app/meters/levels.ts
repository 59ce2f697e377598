import { Injectable } from '@angular/core';

/** A level that is older than this is past, ms: who is silent tells no levels. */
const fresh = 150;

/** How loud it is at both ends, 0 to 1: plain memory, which the meters look at. */
@Injectable({ providedIn: 'root' })
export class Levels {
  private readonly heard = {
    microphone: { level: 0, at: -Infinity },
    speaker: { level: 0, at: -Infinity },
  };

  set(of: 'microphone' | 'speaker', level: number): void {
    this.heard[of] = { level, at: performance.now() };
  }

  now(of: 'microphone' | 'speaker'): number {
    const { level, at } = this.heard[of];
    return performance.now() - at > fresh ? 0 : level;
  }
}
