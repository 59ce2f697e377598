import { type SpeakingRules } from '../../src/sessions/speaking';
import { play, written } from './transcript';

/** A name, a transcript of what a synthesizer is told and does, and its rules where they are not the defaults. */
export type Row = [name: string, transcript: string, rules?: Partial<SpeakingRules>];

/** A test for each transcript. */
export function check(rows: readonly Row[]): void {
  for (const [name, transcript, rules] of rows) {
    it(`should ${name}`, () => {
      expect(play(transcript, rules).played).toBe(written(transcript));
    });
  }
}
