import { cold, hot, marbleTest } from 'jest-marbles';
import { catchError, EMPTY, map, merge, mergeMap, NEVER, type Observable, of, timer } from 'rxjs';
import { type Frame } from '../../src/connection';
import { type VoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';
import { encodeSttRequest, encodeTtsRequest } from '../../src/protocol';
import { ends, script, type ScriptLine, type ScriptValues, tone } from '../../src/testing';

const values: ScriptValues = {
  a: 'a',
  b: 'b',
  c: 'c',
  X: ends.close(1012, 'restarting'),
  Z: ends.refuse(503, 'busy'),
};
const client: Record<string, Frame> = {
  i: encodeTtsRequest({ type: 'init' }),
  t: encodeTtsRequest({ type: 'text', text: 'T' }),
  f: encodeTtsRequest({ type: 'flush' }),
  x: encodeTtsRequest({ type: 'clear' }),
  z: encodeSttRequest({ type: 'finalize' }),
  s: new Uint8Array([1, 2]),
  j: 'not JSON',
};
const request = { url: 'ws://test', headers: {} };
const dialled = (gateway: Gateway, client$: Observable<Frame>) => gateway(client$, request);
const line = (lines: Parameters<typeof script>[0]) => script(lines, values);

// prettier-ignore
describe('script', () => {
  it('should say a diagram from the dial on, a frame a ms', marbleTest(() => {
    expect(dialled(line('-a 10ms (bc)-|'), hot('----'))).toBeObservable(cold('-a 10ms (bc)-|'));
  }));

  it('should answer messages of a type from the moment they come', marbleTest(() => {
    const gateway = line({ says: '-c', answers: { init: 'a', flush: '--(ab)', finalize: 'b', audio: 'c', unreadable: 'a' } });
    const said = '    i-----f------z--s--j-';
    const answers = ' ac------(ab)-b--c--a-';

    expect(dialled(gateway, hot(said, client))).toBeObservable(cold(answers));
  }));

  it('should answer the first, the second, and then no more, of a list', marbleTest(() => {
    const gateway = line({ answers: { text: ['-a', '', '-b'] } });

    expect(dialled(gateway, hot('t--t--t--t--', client))).toBeObservable(cold('-a-----b----'));
  }));

  it('should let answers go on side by side, and clear stop them', marbleTest(() => {
    const gateway = line({ answers: { text: '-a-a-a', flush: '-b-b-b', clear: 'c-c' } });
    const said = '    tf--x-----';
    const answers = ' -abac-c--';

    expect(dialled(gateway, hot(said, client))).toBeObservable(cold(answers));
  }));

  it.each([
    ['completes with |', 'a-|', undefined],
    ['is cut with #', 'a-#', 'socket-lost'],
    ['is closed with a code', 'a-X', 'socket-closed'],
  ])('should make a line that %s', (_, diagram, code) => marbleTest(() => {
    const end$ = dialled(line(diagram), hot('-----')).pipe(catchError((error: unknown) => of((error as VoiceError).code)));

    expect(end$).toBeObservable(cold(code === undefined ? 'a-|' : 'a-(e|)', { a: 'a', e: code }));
  })());

  it('should end a line from an answer', marbleTest(() => {
    const gateway = line({ answers: { flush: '-a-#' } });
    const end$ = dialled(gateway, hot('-f------', client)).pipe(catchError(() => of('lost')));

    expect(end$).toBeObservable(cold('--a-(l|)', { a: 'a', l: 'lost' }));
  }));

  it('should refuse at once, in the call', () => {
    const seen: unknown[] = [];
    dialled(line('Z'), EMPTY).subscribe({ error: (error: unknown) => seen.push(error) });

    expect(seen).toEqual([expect.objectContaining({ code: 'socket-refused', status: 503, body: 'busy' })]);
  });

  it('should be another line for each dial, and complain of one too many', marbleTest(() => {
    const gateway = line(['-a', { says: '-b' }]);
    const dials$ = merge(...[0, 3].map((at) => timer(at).pipe(mergeMap(() => dialled(gateway, hot('-'))))));

    expect(dials$).toBeObservable(cold('-a--b'));
    expect(timer(6).pipe(mergeMap(() => dialled(gateway, hot('-'))), catchError((error: unknown) => of((error as Error).message))))
      .toBeObservable(cold('------(e|)', { e: 'The script has 2 lines, and line 3 was dialled.' }));
  }));

  it('should have words for what gateways say most', marbleTest(() => {
    const types$ = dialled(script('RFEC(pa)', { p: { type: 'partial_transcript', transcript: 'x' }, a: tone(1, { sampleRate: 1000 }) }), hot('-'))
      .pipe(map((frame) => (typeof frame === 'string' ? (JSON.parse(frame) as { type: string }).type : frame.length)));

    expect(types$).toBeObservable(cold('RFEC(pa)', { R: 'ready', F: 'flushed', E: 'audio_end', C: 'cleared', p: 'partial_transcript', a: 2 }));
  }));

  it('should read diagrams alike inside a TestScheduler and outside of one', () => {
    jest.useFakeTimers();
    const seen: unknown[] = [];
    const start = Date.now();
    dialled(line('-a 10ms b'), NEVER).subscribe((frame) => seen.push([Date.now() - start, frame]));
    jest.advanceTimersByTime(50);
    jest.useRealTimers();

    expect(seen).toEqual([[1, 'a'], [12, 'b']]);
  });
});

// prettier-ignore
describe('script: what it refuses', () => {
  it.each<[string, string, ScriptLine | string]>([
    ['a letter without a value', "The diagram '-q' of a script cannot be read. There is no value for its letter q.", '-q'],
    ['a past', 'leave the ^ out', '--^-a'],
    ['an unsubscription', "cannot have the unsubscription marker", '-a!'],
    ['a late refusal', 'at frame 0, and nowhere else', '-Z'],
    ['a refusal behind a frame', 'at frame 0, and nowhere else', 'aZ'],
    ['a refusal as an answer', 'at frame 0, and nowhere else', { answers: { init: 'Z' } }],
  ])('should be %s', (_, sentence, wrong) => {
    expect(() => line(wrong)).toThrow(expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining(sentence) }));
  });
});
