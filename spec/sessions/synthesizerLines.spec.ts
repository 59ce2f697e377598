import { inspect } from 'node:util';
import { cold, marbleTest, schedule } from 'jest-marbles';
import {
  catchError,
  concat,
  concatMap,
  delay,
  EMPTY,
  filter,
  from,
  map,
  NEVER,
  of,
  skip,
  take,
  throwError,
  timer,
} from 'rxjs';
import { type Endpoint, type Frame, type WebSocketLike } from '../../src/connection';
import { type Gateway } from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import { type GatewayOptions, type Synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import {
  asText,
  closed,
  codeOf,
  letterOf,
  lost,
  refused,
  server,
  session,
  statusOf,
  wire,
} from './wire';

const F: SpeechCommand = { type: 'flush' };

const ready = { state: 'ready', sessionId: 's1' };
const dialling = (attempt: number) => ({ state: 'connecting', attempt });
const waiting = (attempt: number, delay: number) => ({
  state: 'waiting',
  attempt,
  delay,
  cause: 'socket-lost',
});
const status = {
  i: { state: 'idle' },
  c: dialling(0),
  d: dialling(1),
  e: dialling(2),
  r: ready,
  w: waiting(1, 3),
  x: waiting(2, 6),
};

/** `status$` by first letters, without the `idle` at first; `x` is closed. */
const states$ = ({ status$ }: Synthesizer) =>
  status$.pipe(
    skip(1),
    map(({ state }) => (state === 'closed' ? 'x' : state.charAt(0))),
  );

/** A socket that never opens. */
const shut = Object.assign(
  (): WebSocketLike => ({
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: () => undefined,
    close: () => undefined,
  }),
  { sendsHeaders: true },
);

// prettier-ignore
describe('the line of a synthesizer', () => {
  it('should be told of, and end with close after idleTimeout', marbleTest(() => {
    const { gateway, all$ } = wire('R--a-(FA)          ');
    const sent = '                          (iTf) 20ms q       ';
    const states = '                        (icr) 20ms i       ';
    const tts = session(gateway, { idleTimeout: 20 });

    expect(all$).toBeObservable(cold(sent));
    expect(statusOf(tts)).toBeObservable(cold(states, status));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('---a-|'));
  }));

  it('should be dialled by warm, and by nothing before a text', marbleTest(() => {
    const { gateway, all$ } = wire('-R-', '-R-');
    const tts = session(gateway);
    const sent = '                          --i 50ms q 46ms (i|)     ';
    const states = '                        i-cr 49ms i 46ms (c|)    ';

    expect(all$.pipe(take(3))).toBeObservable(cold(sent));
    expect(statusOf(tts).pipe(take(5))).toBeObservable(cold(states, status));
    schedule(() => tts.warm(), 2);
    schedule(() => tts.speak(' ').subscribe(), 90);
    schedule(() => tts.warm(), 100);
  }));

  it('should be dialled again after a loss, later each time', marbleTest(() => {
    const dying = ['-----R-a-#', lost] as const;
    const { gateway } = wire(dying, dying, '-----R-ab-(FA)');
    const tts = session(gateway);
    const states = '               (ic)-r---w--d----r---x-----e----(r|)  ';
    const audio = '                -------a 27ms b-|                     ';

    expect(statusOf(tts).pipe(take(9))).toBeObservable(cold(states, status));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold(audio));
  }));

  it('should count retries afresh once a line was ready for stableAfter', marbleTest(() => {
    const lasting = ['R--------#', lost] as const;
    const { gateway } = wire(lasting, lasting, 'R-a-(FA)');
    const tts = session(gateway, { backoff: { stableAfter: 9 } });
    const retries = '            ---------1-----------1--     ';
    const audio = '              26ms a-|                     ';
    const retries$ = tts.status$.pipe(filter(({ state }) => state === 'waiting'), map((each) => 'attempt' in each ? `${each.attempt}` : ''));

    expect(retries$).toBeObservable(cold(retries));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold(audio));
  }));

  it('should be dialled again, quietly, when it was closed with 1000 between turns', marbleTest(() => {
    const { gateway } = wire('-R-a-(FA)|', '-R-a-(FA)');
    const tts = session(gateway);
    const states = '             cr-------i-----cr 53ms i  ';
    const audio = '              ---a--------------a-|     ';
    const later$ = timer(10).pipe(concatMap(() => tts.speak('U')));

    expect(states$(tts)).toBeObservable(cold(states));
    expect(concat(tts.speak('T'), later$).pipe(asText)).toBeObservable(cold(audio));
  }));

  it('should be dialled again at once after each segment of a route that closes so', marbleTest(() => {
    const { gateway, sent$ } = wire('R-a--|', 'R-b--|', 'R-c-(FA)');
    const tts = session(gateway);
    const said$ = of<(string | SpeechCommand)[]>('T', F, 'U', F, 'V');
    const sent = '                 (iTf)(iUf)(iVf)      ';
    const audio = '                --a----b----c-|      ';

    expect(sent$).toBeObservable(cold(sent));
    expect(states$(tts).pipe(filter((state) => state === 'w'))).toBeObservable(cold('-'));
    expect(tts.speak(said$).pipe(asText)).toBeObservable(cold(audio));
  }));

  it('should be dialled again at once where the next segment was under way when it closed', marbleTest(() => {
    const { gateway } = wire('R-a-(FA)|', 'R-b-(FA)');
    const tts = session(gateway);
    const said$ = of<(string | SpeechCommand)[]>('T', F, 'U');
    const audio = '                --a-------b-|        ';

    expect(states$(tts).pipe(filter((state) => state === 'w'))).toBeObservable(cold('-'));
    expect(tts.speak(said$).pipe(asText)).toBeObservable(cold(audio));
  }));

  it('should not take a close with 1000 before the flush for an end', marbleTest(() => {
    const { gateway } = wire('-R-a-|', '-R-ab-(FA)');
    const tts = session(gateway);
    const said = cold<string>('T-----------|     ');
    const states = '              cr---w--cr 54ms i ';
    const audio = '               ---a--------b-|   ';

    expect(states$(tts)).toBeObservable(cold(states));
    expect(tts.speak(said).pipe(asText)).toBeObservable(cold(audio));
  }));

  it('should be given up as unstable when five in a row were no use, and begin anew with the next turn', marbleTest(() => {
    const bad = ['-#', closed(1008, 'no')] as const;
    const { gateway } = wire(bad, bad, bad, bad, bad, bad, 'R-a-(FA)');
    const tts = session(gateway, { backoff: { initial: 1, factor: 1 } });
    const states = '              cwcwcwcwcx--cw(cr|)   ';
    const error = '               ---------(e|)         ';

    expect(states$(tts).pipe(take(14))).toBeObservable(cold(states));
    expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold(error, { e: 'line-unstable' }));
    schedule(() => tts.speak('T').subscribe(), 12);
  }));

  it('should call a line unstable that brings the same audio again and again', marbleTest(() => {
    const bad = ['Ra#', lost] as const;
    const { gateway } = wire(bad, bad, bad, bad, bad, bad);
    const tts = session(gateway, { replay: 'restart', backoff: { initial: 1, factor: 1 } });
    // The first brought something; the next five brought it again.
    const audio = '                       -a--a--a--a--a--a(e|) ';

    expect(tts.speak('T').pipe(asText, codeOf)).toBeObservable(cold(audio, { a: 'a', e: 'line-unstable' }));
  }));

  it('should bound dials that never open by attempts, and not call them unstable', marbleTest(() => {
    const no = ['#', refused(503, 'later')] as const;
    const { gateway } = wire(no, no, no, no, no, no, no);
    const tts = session(gateway, { backoff: { initial: 1, factor: 1, attempts: 6 } });

    expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold('------(e|)', { e: 'socket-refused' }));
  }));

  it('should give up at once on a refusal that will not pass', marbleTest(() => {
    const { gateway } = wire(['#', refused(401, '{"error":"no"}')]);
    const tts = session(gateway);

    expect(statusOf(tts)).toBeObservable(cold('(icx)', { ...status, x: { state: 'closed', cause: 'socket-refused' } }));
    expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold('(e|)', { e: 'socket-refused' }));
  }));

  it('should give up at once when init is refused', marbleTest(() => {
    const { gateway } = wire('-Y-');

    expect(session(gateway).speak('T').pipe(codeOf)).toBeObservable(cold('-(e|)', { e: 'gateway-error' }));
  }));

  it('should wait no longer than readyTimeout and connectTimeout', marbleTest(() => {
    const impatient = { readyTimeout: 5, connectTimeout: 7, backoff: { attempts: 0 } };
    const mute = session(wire('-').gateway, impatient);

    expect(mute.speak('T').pipe(codeOf)).toBeObservable(cold('-----(e|)', { e: 'ready-timeout' }));
    expect(session(shut, impatient).speak('T').pipe(codeOf)).toBeObservable(cold('-------(e|)', { e: 'connect-timeout' }));
  }));

  it.each(['---a-(FA)', 'R--a-(FA)', '-R-a-(FA)'])('should be ready at open on a direct route, once, for %s', (line) => marbleTest(() => {
    const { gateway, sent$ } = wire(line);
    const tts = session(gateway, { gateway: { url: 'wss://voice.test', token: 'KEY', route: 'direct', socket: fakeSocket(gateway) } });

    expect(sent$).toBeObservable(cold('(iTf)'));
    expect(states$(tts)).toBeObservable(cold('(cr) 51ms i'));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('---a-|'));
  })());

  it('should try the next gateway where the first says only rubbish, and tell of rubbish before ready behind it', marbleTest(() => {
    const first = wire(['JN-#', lost]);
    const second = wire('JNR-a-(FA)');
    const gateway = [first, second].map((each) => ({ url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(each.gateway) }));
    const tts = session(first.gateway, { gateway });
    const events = '-----(jn|)';

    expect(tts.events$.pipe(filter((event) => 'sample' in event), map(({ type }) => type.charAt(2)), take(2))).toBeObservable(cold(events, { j: 'd', n: 'k' }));
    expect(states$(tts)).toBeObservable(cold('c----r 53ms i'));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('-------a-|'));
  }));

  it('should begin with init, with what the session was made with', marbleTest(() => {
    const { gateway, inits } = wire('-', '-');
    const given = { voice: 'v', speed: 1.5, language: 'en', config: { pronunciation: { name: 'n' }, sample_rate: 1 } };
    const at = { url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(gateway) };
    schedule(() => { session(gateway, { ...given, gateway: at }).warm(); session(gateway, { gateway: { ...at, route: 'direct', model: 'other/model' } }).warm(); }, 0);

    expect(of(0)).toSatisfyOnFlush(() => expect(inits).toEqual([
      { type: 'init', voice: 'v', config: { pronunciation: { name: 'n' }, language: 'en', speed: 1.5, sample_rate: 1000, encoding: 'mulaw' } },
      { type: 'init', model: 'other/model', config: { sample_rate: 1000, encoding: 'mulaw' } },
    ]));
  }));

  it('should try gateways in order, at each dial', marbleTest(() => {
    const first = wire(['#', refused(503)], ['#', refused(503)]);
    const second = wire(['R-a#', lost], 'R-ab-(FA)');
    const at = (host: string, gateway: Gateway): GatewayOptions => ({ url: `wss://${host}.test`, token: 'KEY', socket: fakeSocket(gateway) });
    const tts = session(first.gateway, { gateway: [at('one', first.gateway), at('two', second.gateway)] });

    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('--a------b-|'));
    expect(of(0)).toSatisfyOnFlush(() => expect([first, second].map(({ requests }) => requests.map(({ url }) => new URL(url).host))).toEqual([['one.test', 'one.test'], ['two.test', 'two.test']]));
  }));

  it('should try the next gateway at once when a line is lost in the middle of a turn', marbleTest(() => {
    const first = wire(['R-a#', lost]);
    const second = wire('R-ab-(FA)');
    const gateway = [first, second].map((each) => ({ url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(each.gateway) }));

    expect(session(first.gateway, { gateway }).speak('T').pipe(asText, codeOf)).toBeObservable(cold('--a---b-|'));
    expect(of(0)).toSatisfyOnFlush(() => expect([first, second].map(({ requests }) => requests.length)).toEqual([1, 1]));
  }));

  it.each(['bridge', 'direct'] as const)('should bear a socket that answers within the call, on a %s route', (route) => marbleTest(() => {
    const sent: string[] = [];
    const answer: Record<string, string[]> = { i: [server.R as string], f: [server.F as string, server.A as string] };
    const prompt = Object.assign((): WebSocketLike => {
      const socket = { ...shut(), send: (data: unknown) => {
        const letter = letterOf(data as string);
        sent.push(letter);
        for (const frame of answer[letter] ?? []) socket.onmessage?.({ data: frame });
      } };
      schedule(() => void socket.onopen?.({}), 1);
      return socket;
    }, { sendsHeaders: true });
    const tts = session(prompt, { gateway: { url: 'wss://voice.test', token: 'KEY', route, socket: prompt }, readyTimeout: 20 });

    expect(states$(tts)).toBeObservable(cold('cr 49ms i'));
    expect(tts.speak('T')).toBeObservable(cold('-|'));
    expect(of(0)).toSatisfyOnFlush(() => expect(sent).toEqual(['i', 'T', 'f', 'q']));
  })());

  it.each([[[503, 401], 503], [[401, 503], 503], [[401, 403], 403], [[413, 503], 413]])('should give the most hopeful error of gateways that answer %j', (statuses, given) => marbleTest(() => {
    const gateway = statuses.map((code) => ({ url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(wire(['#', refused(code)]).gateway) }));
    const tts = session(wire().gateway, { gateway, backoff: { attempts: 0 } });
    const status$ = tts.speak('T').pipe(catchError((error: unknown) => of((error as { status?: number }).status)));

    expect(status$).toBeObservable(cold('(s|)', { s: given }));
  })());

  it('should ask for a token at each dial', marbleTest(() => {
    const { gateway, requests } = wire(['R#', lost], 'R-a-(FA)');
    let asked = 0;
    const token = () => of(`KEY-${++asked}`);
    const tts = session(gateway, { gateway: { url: 'wss://voice.test', token, socket: fakeSocket(gateway) } });

    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('------a-|'));
    expect(of(0)).toSatisfyOnFlush(() => expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer KEY-1', 'Bearer KEY-2']));
  }));

  it.each([
    ['errors', '(t|)', () => throwError(() => new Error('KEY-1'))],
    ['throws', '(t|)', () => { throw new Error('KEY-1'); }],
    ['gives none', '(t|)', () => EMPTY],
    ['takes too long', '----(t|)', () => NEVER],
  ])('should not repeat what a token function said that %s', (_, expected, token) => marbleTest(() => {
    const gateway = { url: 'wss://voice.test', token, socket: fakeSocket(wire().gateway) };
    const tts = session(wire().gateway, { gateway, connectTimeout: 4, backoff: { attempts: 0 } });
    const error$ = tts.speak('T').pipe(catchError((error: unknown) => of(inspect(error, { depth: 9 }).includes('KEY-1') ? 'leaked' : (error as { code: string }).code)));

    expect(error$).toBeObservable(cold(expected, { t: 'token-failed' }));
  })());

  it('should keep the token out of everything, where the gateway echoes it too', marbleTest(() => {
    const key = 'KEY-7f3a';
    const said: unknown[] = [];
    const note = (each: unknown) => said.push(each);
    const echoes: Frame[] = [
      `{"type":"ready","session_id":"for ${key}"}`, `{"type":"${key}","key":"${key}"}`, `${'x'.repeat(195)}${key}`,
      `{"type":"audio_chunk","data":7,"key":"${key}"}`, `{"type":"error","code":"${key}","message":"bad ${key}"}`,
    ];
    for (const auth of ['header', 'query'] as const) {
      for (const end of [closed(1011, `key ${key}`), refused(403, `{"error":"${key} is bad"}`)]) {
        const gateway: Gateway = () => end.code === 'socket-refused' ? throwError(() => end) : concat(from(echoes).pipe(concatMap((frame) => of(frame).pipe(delay(1)))), throwError(() => end));
        const tts = session(gateway, { gateway: { url: 'wss://voice.test', token: key, auth, socket: fakeSocket(gateway) }, backoff: { attempts: 1 } });
        tts.status$.subscribe(note);
        tts.events$.subscribe(note);
        tts.speak('T').subscribe({ next: note, error: note });
      }
    }

    expect(of(0)).toSatisfyOnFlush(() => {
      expect(said.length).toBeGreaterThan(30);
      expect(inspect(said, { depth: 9, maxArrayLength: null, maxStringLength: null }).toLowerCase()).not.toContain(key.toLowerCase());
    });
  }));

  it('should be kept alive by the message, and by no more of them once one was answered with an error', marbleTest(() => {
    const fine = wire('R-');
    const fussy = wire('R----------Y-');
    const angry = wire('R----------Y-Y-');
    const kept = session(fine.gateway, { keepalive: 10, idleTimeout: 35 });
    const muted = session(fussy.gateway, { keepalive: 10, idleTimeout: 35 });
    const left = session(angry.gateway, { keepalive: 10, idleTimeout: 35 });
    const sent = '     i---------k---------k---------k----q  ';
    const once = '     i---------k------------------------q  ';
    const twice = '    (cr)---------i                        ';
    const event = '    -----------e                          ';

    expect(fine.all$).toBeObservable(cold(sent));
    expect(fussy.all$).toBeObservable(cold(once));
    expect(states$(left)).toBeObservable(cold(twice));
    expect(muted.events$).toBeObservable(cold(event, { e: { type: 'error', code: 'config_error', message: 'config_error here' } }));
    schedule(() => { kept.warm(); muted.warm(); left.warm(); }, 0);
  }));

  it('should be taken for dead when not even a pong comes', marbleTest(() => {
    const { gateway } = wire('R-', 'R-a-(FA)');
    const sockets = fakeSocket(gateway);
    let dialled = 0;
    const deaf = Object.assign((endpoint: Endpoint) => {
      const socket = sockets(endpoint);
      if (++dialled === 1) socket.ping = () => undefined;
      return socket;
    }, { sendsHeaders: true });
    const tts = session(deaf, { keepalive: 10 });

    expect(statusOf(tts).pipe(filter(({ state }) => state === 'waiting'))).toBeObservable(cold('5010ms w', status));
    expect(tts.speak(cold<string>('T 5011ms |')).pipe(asText)).toBeObservable(cold('5015ms a-|'));
  }));

  it.each<Partial<SynthesizerOptions>>([
    { sampleRate: 0 }, { idleTimeout: NaN }, { firstAudioTimeout: -1 }, { turnTimeout: 0 }, { connectTimeout: 0 }, { readyTimeout: -1 },
    { keepalive: 0 }, { gateway: [] }, { backoff: { attempts: -1 } },
  ])('should refuse %j', (options) => {
    expect(() => session(shut, options)).toThrow(expect.objectContaining({ code: 'invalid-option', option: Object.keys(options.backoff ?? options)[0] }));
  });

  it('should fail with what a function of the options threw', marbleTest(() => {
    const random = () => { throw new RangeError('dice'); };
    const { gateway } = wire(['R#', lost]);
    const tts = session(gateway, { backoff: { jitter: 'full', random } });

    expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold('-(e|)', { e: 'invalid-option' }));
  }));
});
