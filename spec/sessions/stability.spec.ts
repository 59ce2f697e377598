import { type VoiceError } from '../../src/errors';
import { stabilityJudge } from '../../src/sessions/stability';
import { closed, lost } from './wire';

const useless = { opened: true, readyFor: 0, brought: false };
const brief = { opened: true, readyFor: 4999, brought: false };
const long = { opened: true, readyFor: 5000, brought: false };
const brought = { opened: true, readyFor: 0, brought: true };
const unopened = { opened: false, readyFor: 0, brought: false };

describe('stabilityJudge', () => {
  it.each<[name: string, lines: (typeof useless)[], verdict: string]>([
    ['bear four useless lines', [useless, brief, useless, brief], 'socket-lost'],
    ['end with the fifth', [useless, brief, useless, useless, useless], 'line-unstable'],
    [
      'begin again after a line that lasted',
      [useless, useless, useless, useless, long, useless],
      'socket-lost',
    ],
    [
      'begin again after a line that brought something',
      [useless, useless, useless, useless, brought, useless, useless, useless, useless],
      'socket-lost',
    ],
    [
      'not count dials that never opened',
      [unopened, useless, unopened, useless, unopened, unopened, useless, useless],
      'socket-lost',
    ],
    [
      'not begin again after a dial that never opened',
      [useless, useless, useless, useless, unopened, useless],
      'line-unstable',
    ],
  ])('should %s', (_, lines, verdict) => {
    const { judge } = stabilityJudge(5000);
    expect(lines.map((line) => judge(lost, line).code).pop()).toBe(verdict);
  });

  it('should name the last drop, and be final', () => {
    const { judge } = stabilityJudge(5000);
    const last = closed(1011, 'no model');
    let error = judge(last, useless);
    for (let i = 0; i < 4; i++) error = judge(last, useless);
    expect(error).toMatchObject({ code: 'line-unstable', lines: 5, retryable: false, cause: last });
    expect(error.message).toContain('1011 "no model"');
  });

  it('should name a drop without a reason or a code', () => {
    const fifth = (cause: VoiceError) => {
      const { judge } = stabilityJudge(5000);
      return [1, 2, 3, 4, 5].map(() => judge(cause, useless).message).pop();
    };
    expect(fifth(closed(1008))).toContain('closed it with 1008 ');
    expect(fifth(lost)).toContain('Lost.');
  });

  it('should begin again when told to forget', () => {
    const { judge, forget } = stabilityJudge(5000);
    for (let i = 0; i < 4; i++) judge(lost, useless);
    forget();
    expect(judge(lost, useless)).toBe(lost);
  });
});
