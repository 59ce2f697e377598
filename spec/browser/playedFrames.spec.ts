import { playedFrames } from '../../src/browser/playedFrames';

describe('playedFrames', () => {
  const report = { type: 'played', generation: 0, end: 0, dry: false } as const;

  it.each`
    what                           | taken   | played | frame  | sounding | at      | expected
    ${'plays on since its anchor'} | ${1000} | ${100} | ${512} | ${true}  | ${640}  | ${228}
    ${'has just begun'}            | ${1000} | ${0}   | ${512} | ${true}  | ${512}  | ${0}
    ${'begins within a quantum'}   | ${1000} | ${0}   | ${515} | ${true}  | ${512}  | ${0}
    ${'has no more than it took'}  | ${200}  | ${100} | ${512} | ${true}  | ${5120} | ${200}
    ${'stands while it is silent'} | ${1000} | ${100} | ${512} | ${false} | ${5120} | ${100}
  `(
    'should tell what was played where it $what',
    ({ at, expected, taken, played, frame, sounding }) => {
      const state = { taken, played, frame, sounding };
      expect(playedFrames({ ...report, ...state }, at as number)).toBe(expected);
    },
  );
});
