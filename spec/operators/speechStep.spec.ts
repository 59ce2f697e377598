import { beforeSpeech, type SpeechRules, speechStep } from '../../src/operators/speechStep';

/** What is told behind each frame: v speech, o none; s start, e end. */
function told(rules: SpeechRules, frames: string): string {
  let state = beforeSpeech;
  return Array.from(frames, (frame) => {
    const { state: next, bound } = speechStep(rules, state, frame === 'v');
    state = next;
    return bound === undefined ? '-' : bound.charAt(7);
  }).join('');
}

// prettier-ignore
describe('a step of hearing speech', () => {
  it.each([
    ['at once, where nothing is asked for', [1, 1, 1], 'ovvovo', '-s-ese'],
    ['behind the onset',                    [3, 1, 2], 'vvovvvoo', '-----s-e'],
    ['behind the minimum, all parts counted', [2, 5, 4], 'vvoovvvooooo', '------s---e-'],
    ['not where it ended too soon',         [2, 4, 2], 'vvvoovvoo', '---------'],
    ['an onset holds the end back',         [2, 2, 3], 'vvoovvooo', '-s------e'],
    ['a click does not, for long',          [2, 2, 3], 'vvoovooo', '-s---e--'],
  ] as const)('should tell: %s', (_, [onset, minSpeech, hangOver], frames, bounds) => {
    expect(told({ onset, minSpeech, hangOver }, frames)).toBe(bounds);
  });

  it('should leave the state it is given as it is', () => {
    const state = Object.freeze({ ...beforeSpeech });

    expect(speechStep({ onset: 1, minSpeech: 1, hangOver: 1 }, state, true)).toEqual({
      state: { phase: 'speech', heard: 1, row: 1, begin: 0, end: 1, speech: 1 },
      bound: 'speech-start',
    });
  });
});
