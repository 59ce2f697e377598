import { Injectable } from '@angular/core';
import { type Word } from 'rxjs-voice';
import { Peaks } from './peaks';

/** What was said last, and how much of it was heard: plain memory, which the waveform looks at. */
@Injectable({ providedIn: 'root' })
export class Spoken {
  readonly peaks = new Peaks();
  words: Word[] = [];
  /** How much was heard, ms. */
  playedMs = 0;
  /** Whether it was cut short, so that the rest will never be heard. */
  cut = false;
  /** Changes with everything. */
  version = 0;

  private begun = false;

  /** Another answer begins. The last one stays to be seen until there is something of it. */
  begin(): void {
    this.begun = true;
  }

  write(samples: Float32Array, sampleRate: number): void {
    this.clear();
    this.peaks.write(samples, sampleRate);
    this.version++;
  }

  say(words: readonly Word[]): void {
    this.clear();
    this.words.push(...words);
    this.version++;
  }

  played(ms: number): void {
    if (this.begun) return;
    this.playedMs = Math.max(this.playedMs, ms);
    this.version++;
  }

  interrupted(): void {
    if (this.begun) return;
    this.cut = true;
    this.version++;
  }

  private clear(): void {
    if (!this.begun) return;
    this.begun = false;
    this.peaks.clear();
    this.words = [];
    this.playedMs = 0;
    this.cut = false;
  }
}
