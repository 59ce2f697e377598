import { cold, marbleTest } from 'jest-marbles';
import { merge, of, tap, timer } from 'rxjs';
import { type LineSwitch, lineSwitch } from '../../scripts/desk/server/lineSwitch';
import { type Gateway } from '../../src/node';

/** What the client of a gateway hears while things are done to its line, each at its ms. */
function heard(marbles: string, acts: Readonly<Record<number, (lines: LineSwitch) => void>> = {}) {
  const lines = lineSwitch();
  acts[0]?.(lines);
  const gateway: Gateway = () => cold(marbles);
  const later = Object.entries(acts).map(([time, act]) =>
    Number(time) === 0 ? of() : timer(Number(time)).pipe(tap(() => act(lines))),
  );
  merge(...later).subscribe();
  return lines.through(gateway)(of(), { url: 'ws://desk', headers: {} });
}

const lost = expect.objectContaining({ code: 'socket-lost', retryable: true }) as unknown;

// prettier-ignore
describe('lineSwitch', () => {
  it('should leave a line alone that nobody touches', marbleTest(() => {
    const line$ = heard(  '-a--(bc)-d|');
    const expected = cold('-a--(bc)-d|');

    expect(line$).toBeObservable(expected);
  }));

  it('should hold each frame back, and the end behind them', marbleTest(() => {
    const line$ = heard(  '-a--bc--|', { 0: (lines) => lines.slow(3) });
    const expected = cold('----a--b(c|)');

    expect(line$).toBeObservable(expected);
  }));

  it('should let go at once of what is held', marbleTest(() => {
    const line$ = heard(  '-a-b------c-|', { 0: (lines) => lines.slow(50), 5: (lines) => lines.slow(0) });
    const expected = cold('-----(ab)-c-|');

    expect(line$).toBeObservable(expected);
  }));

  it('should hold back longer what is held already', marbleTest(() => {
    const line$ = heard(  '-a------', { 0: (lines) => lines.slow(4), 2: (lines) => lines.slow(6) });
    const expected = cold('-------a');

    expect(line$).toBeObservable(expected);
  }));

  it('should cut every line, with what is held in it', marbleTest(() => {
    const line$ = heard(  '-a-b-c--', { 0: (lines) => lines.slow(2), 4: (lines) => lines.cut() });
    const expected = cold('---a#   ', undefined, lost);

    expect(line$).toBeObservable(expected);
  }));

  it('should cut none that is dialled later', marbleTest(() => {
    const lines = lineSwitch();
    lines.cut();

    expect(lines.through(() => cold('-a|'))(of(), { url: 'ws://desk', headers: {} })).toBeObservable(cold('-a|'));
  }));
});
