import { cold, marbleTest } from 'jest-marbles';
import {
  concatMap,
  from,
  lastValueFrom,
  map,
  materialize,
  mergeMap,
  NEVER,
  type Observable,
  of,
  switchMap,
  takeUntil,
  timer,
} from 'rxjs';
import { connect, type Frame, type SocketFactory } from '../../../src/connection';
import {
  type Cassette,
  type CassetteEntry,
  recordCassette,
  replayCassette,
  sentText,
  ttsGateway,
} from '../../../src/gateway';
import { nodeSocket } from '../../../src/node';
import { type SpeechCommand } from '../../../src/protocol';
import { synthesizer } from '../../../src/sessions';
import { fakeSocket } from '../../../src/testing';
import { closeServers, serve } from '../../proof/sockets';
import { virtually } from '../../proof/virtually';

const path = '/v1/tts/some/model:1';
const bytes = (...values: number[]) => new Uint8Array(values);

/** A line of a tape, from what happened at which ms. */
const lineOf = (news: readonly (readonly [at: number, what: object])[], line = 1): Cassette =>
  [
    [0, { type: 'dial', url: `ws://there${path}?token=[redacted]`, headers: {} }] as const,
    [5, { type: 'open' }] as const,
    ...news,
  ].map(([at, what]) => ({ at, line, ...what }) as CassetteEntry);
const sent = (frame: Frame) => ({ type: 'sent', frame });
const received = (frame: Frame) => ({ type: 'received', frame });

const request = { url: `ws://here${path}`, headers: {} };

afterEach(closeServers);

// prettier-ignore
describe('replayCassette', () => {
  it('should answer as long after what the client sent as on the tape', marbleTest(() => {
    const tape = lineOf([[6, sent('t')], [8, sent('f')], [13, received('a')], [16, received('b')]]);
    const client = cold<Frame>('t-----f-----------');
    const result = '     -----------a--b---';

    expect(replayCassette(tape)(client, request)).toBeObservable(cold(result));
    expect(client).toHaveSubscriptions('^');
  }));

  it('should count from the opening where nothing was sent, and not wait for what came later on the tape', marbleTest(() => {
    const tape = lineOf([[8, received('a')], [20, sent('t')], [20, received('b')]]);

    expect(replayCassette(tape)(cold('-t---'), request)).toBeObservable(cold('---(ab)'));
    expect(replayCassette(tape)(cold('-----t'), request)).toBeObservable(cold('---a-b'));
  }));

  it.each([
    ['1000', { type: 'closed', code: 1000, reason: '' }, '--a-|', undefined],
    ['a code', { type: 'closed', code: 4008, reason: 'idle' }, '--a-#', { code: 'socket-closed', closeCode: 4008, reason: 'idle' }],
    ['a cut', { type: 'lost', message: '' }, '--a-#', { code: 'socket-lost' }],
  ])('should end as the line ended: with %s', (_name, end, result, error) => {
    const tape = lineOf([[7, received('a')], [9, end]]);
    marbleTest(() => {
      expect(replayCassette(tape)(NEVER, request)).toBeObservable(cold(result, undefined, error && expect.objectContaining(error)));
    })();
  });

  it('should take bytes as one run, however they are cut', marbleTest(() => {
    const tape = lineOf([[10, sent(bytes(1, 2, 3))], [11, sent(bytes(4))], [13, received('a')], [20, sent('f')], [20, received('b')]]);
    const frames = { p: bytes(1), q: bytes(2, 3, 4), n: bytes(), f: 'f' };

    expect(replayCassette(tape)(cold('p-nq---f', frames), request)).toBeObservable(cold('-----a-b'));
  }));

  it('should take words to be spoken as one run, however they are cut', marbleTest(() => {
    const say = (text: string) => JSON.stringify({ type: 'text', text });
    const tape = lineOf([[10, sent(say('One two. '))], [13, received('a')], [14, sent(say('Three'))], [15, sent('f')], [16, received('b')]]);
    const frames = { p: say('One'), q: say(' two. '), r: say('Three'), s: say('One two. Three'), x: say(' too. '), f: 'f', g: 'g' };
    const other = expect.objectContaining({ reason: 'Tape line 1, frame 1: expected {"type":"text","text":" two. Three"}, came {"type":"text","text":" too. "}' });
    const early = expect.objectContaining({ reason: 'Tape line 1, frame 1: expected {"type":"text","text":" two. Three"}, came f' });

    expect(replayCassette(tape)(cold('p-q--rf---', frames), request)).toBeObservable(cold('-----a-b'));
    expect(replayCassette(tape)(cold('s--f------', frames), request)).toBeObservable(cold('---ab'));
    expect(replayCassette(tape)(cold('px--------', frames), request)).toBeObservable(cold('-#', undefined, other));
    expect(replayCassette(tape)(cold('pf--------', frames), request)).toBeObservable(cold('-#', undefined, early));
  }));

  it('should play to a session what it was given while its line opened, however fast it opens now', () => {
    const tape: CassetteEntry[] = [];
    const speak = (socket: SocketFactory, text$: Observable<SpeechCommand | string>) =>
      virtually(() => synthesizer({ gateway: { url: 'ws://there', token: 'KEY', socket }, model: 'some/model:1', idleTimeout: 100 }).speak(text$));
    const tokens$ = from(['One ', 'two ', 'three.']).pipe(concatMap((token) => timer(7).pipe(map(() => token))));
    const real = speak(recordCassette(fakeSocket(ttsGateway(), { latency: 2 }), (entry) => tape.push(entry)), tokens$);
    const again = speak(fakeSocket(replayCassette(tape)), sentText(tape));
    const slower = speak(fakeSocket(replayCassette(tape), { latency: 9 }), sentText(tape));

    expect(real.values.length).toBeGreaterThan(0);
    expect([again.error, slower.error]).toEqual([undefined, undefined]);
    expect([again.values, slower.values]).toEqual([real.values, real.values]);
  });

  it('should take no notice of keepalives, here or on the tape', marbleTest(() => {
    const keepalive = '{"type":"keepalive"}';
    const tape = lineOf([[6, sent('t')], [9, sent(keepalive)], [10, received('a')]]);

    expect(replayCassette(tape)(cold('kktk-', { k: keepalive, t: 't' }), request)).toBeObservable(cold('------a'));
  }));

  it('should take audio that the tape has no more of, and no text', marbleTest(() => {
    const tape = lineOf([[6, sent(bytes(1))], [11, received('a')]]);
    const frames = { p: bytes(1), q: bytes(2), t: 'more' };
    const deviation = expect.objectContaining({ closeCode: 1002, reason: 'Tape line 1, frame 2: expected nothing more, came more' });

    expect(replayCassette(tape)(cold('pqq---', frames), request)).toBeObservable(cold('-----a'));
    expect(replayCassette(tape)(cold('pt----', frames), request)).toBeObservable(cold('-#', undefined, deviation));
  }));

  it('should take all that comes behind the last on a line that broke', marbleTest(() => {
    const say = (text: string) => JSON.stringify({ type: 'text', text });
    const lost = { type: 'lost', message: '' };
    const audio = lineOf([[6, sent(bytes(1))], [11, lost]]);
    const words = lineOf([[6, sent(say('One '))], [11, lost]]);
    const frames = { p: bytes(1), f: 'finalize', s: say('One two'), t: say('Two') };
    const error = expect.objectContaining({ code: 'socket-lost' });

    expect(replayCassette(audio)(cold('pf----', frames), request)).toBeObservable(cold('-----#', undefined, error));
    expect(replayCassette(words)(cold('st----', frames), request)).toBeObservable(cold('-----#', undefined, error));
    expect(replayCassette(words)(cold('t-----', frames), request)).toBeObservable(cold('#', undefined, expect.objectContaining({ closeCode: 1002 })));
  }));

  it.each<[string, Frame, Frame, string | undefined]>([
    ['the same text', '{"a":1,"b":[{"c":2}]}', '{ "b": [{"c":2}], "a": 1 }', undefined],
    ['what is redacted', '{"key":"[redacted]","b":1}', '{"b":1,"key":"k$1"}', undefined],
    ['another text', '{"text":"Hello"}', '{"text":"Goodbye"}', 'Tape line 1, frame 1: expected {"text":"Hello"}, came {"text":"Goodbye"}'],
    ['other text around what is redacted', '{"key":"[redacted]","b":1}', '{"b":2,"key":"k"}', 'expected'],
    ['another order in a list', '[1,2]', '[2,1]', 'expected [1,2], came [2,1]'],
    ['other bytes', bytes(1, 2), bytes(1, 3), 'Tape line 1, frame 1: expected byte 1 as recorded, came another one'],
    ['text for bytes', bytes(1, 2), 'x', 'expected 2 more bytes, came x'],
    ['bytes for text', 'x', bytes(1, 2), 'expected x, came 2 bytes'],
    ['long text', 'x'.repeat(100), 'y'.repeat(100), `expected ${'x'.repeat(35)}…, came ${'y'.repeat(35)}…`],
  ])('should compare %s', (_name, taped, came, reason) => {
    const tape = lineOf([[6, sent(taped)], [6, received('a')]]);
    const { values, error } = virtually(() => replayCassette(tape)(timer(1).pipe(map(() => came)), request), 10);

    expect(values).toEqual(reason === undefined ? ['a'] : []);
    if (reason !== undefined) expect(error).toMatchObject({ code: 'socket-closed', closeCode: 1002, retryable: false, reason: expect.stringContaining(reason) });
    // Whole in a close frame.
    expect(Buffer.byteLength(reason ?? '')).toBeLessThan(124);
  });

  it('should give each dial the next line of its path', () => {
    const tape = [...lineOf([[6, received('a')]], 1), ...lineOf([[6, received('b')]], 2)];
    const gateway = replayCassette(tape);
    const dial = (url: string) => virtually(() => gateway(NEVER, { url, headers: {} }), 5);

    expect(dial(`ws://x${path}`).values).toEqual(['a']);
    expect(dial('ws://x/v1/stt/other').error).toMatchObject({ code: 'socket-refused', status: 404, message: `The tape expected a dial of ${path}, and /v1/stt/other came.` });
    expect(dial(`ws://x${path}?a=b`).values).toEqual(['b']);
    expect(dial(`ws://x${path}`).error).toMatchObject({ status: 410, message: expect.stringContaining('all of them have been played') });
  });

  it('should refuse what was refused, and cut what never opened', () => {
    const dialled = (what: object) => [{ at: 0, line: 1, type: 'dial', url: `ws://x${path}`, headers: {} }, { at: 3, line: 1, ...what }] as Cassette;
    const dial = (tape: Cassette) => virtually(() => replayCassette(tape)(NEVER, request), 5).error;

    expect(dial(dialled({ type: 'refused', status: 429, body: 'slow', retryAfter: 10 }))).toMatchObject({ code: 'socket-refused', status: 429, body: 'slow', retryAfter: 10 });
    expect(dial(dialled({ type: 'lost', message: 'ECONNREFUSED' }))).toMatchObject({ code: 'socket-lost', message: 'ECONNREFUSED' });
  });

  it('should tell a client how it deviated, in both worlds', async () => {
    const tape = lineOf([[6, sent('{"type":"text","text":"Hello"}')], [6, received('a')]]);
    const client = (url: string, socket: typeof nodeSocket) => connect({ url: url + path }, { socket }).pipe(
      switchMap((connection) => connection.exchange(of('{"type":"text","text":"Bye"}'))),
    );
    const virtual = virtually(() => client('ws://tape', fakeSocket(replayCassette(tape)))).error;
    const server = await serve({ tts: replayCassette(tape) });
    const real = await lastValueFrom(client(server.url, nodeSocket).pipe(materialize(), mergeMap(({ error }) => of(error as unknown))));

    for (const error of [virtual, real]) {
      expect(error).toMatchObject({ closeCode: 1002, reason: 'Tape line 1, frame 1: expected {"type":"text","text":"Hello"}, came {"type":"text","text":"Bye"}' });
    }
  });

  it('should stop when it is unsubscribed from', marbleTest(() => {
    const tape = lineOf([[15, received('a')]]);
    const client = cold<Frame>('--');

    expect(replayCassette(tape)(client, request).pipe(takeUntil(timer(3)))).toBeObservable(cold('---|'));
    expect(client).toHaveSubscriptions('^--!');
  }));
});
