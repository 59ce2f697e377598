import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { aligned } from '../drawing/aligned';
import { Session } from '../session/session';

const parts = [
  { key: 'endpointing', name: 'End of speech', of: 'from your last words to the end of your turn' },
  { key: 'firstToken', name: 'First token', of: 'until the first word of the answer was thought' },
  { key: 'firstFlush', name: 'First phrase', of: 'until the first phrase went to the voice' },
  { key: 'firstByte', name: 'First audio', of: 'from there until its first audio was here' },
  { key: 'firstAudible', name: 'First sound', of: 'until it was heard: what you wait for' },
  { key: 'silence', name: 'To silence', of: 'from the interruption to silence' },
] as const;

/** A bar of full width stands for so long, ms, or for the longest part where that is longer. */
const full = 1000;

/** How long the parts of the last turn took. */
@Component({
  selector: 'desk-latencies',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './latencies.html',
})
export class Latencies {
  private readonly metrics = inject(Session).metrics;

  protected readonly rows = computed(() => {
    const told = this.metrics();
    const times = parts.map(({ key }) => told?.[key]);
    const longest = Math.max(full, ...times.map((ms) => ms ?? 0));
    return parts.map((part, i) => {
      const ms = times[i];
      return {
        ...part,
        text: aligned(ms === undefined ? '–' : `${Math.round(ms)} ms`, 8),
        share: ms === undefined ? 0 : (100 * ms) / longest,
      };
    });
  });
}
