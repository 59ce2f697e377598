// Run as a process of its own by `exits.spec.ts`: it must end by itself, and well.
import {
  concatMap,
  finalize,
  map,
  NEVER,
  type Observable,
  of,
  Subscription,
  throwError,
  timer,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { nodeSocket, serveGateway } from '../../src/node';
import {
  type GatewayOptions,
  recognizer,
  type SessionOptions,
  synthesizer,
} from '../../src/sessions';
import { faultsOf, kinds, plain, type FaultName } from './kinds';

const did = { sessions: 0, completed: 0, failed: 0, left: 0, faults: 0 };
const fail = (what: string) => (error: unknown) => {
  process.exitCode = 1;
  console.error(what, error);
};
process.on('unhandledRejection', fail('unhandledRejection'));
process.on('uncaughtException', fail('uncaughtException'));
process.on('warning', fail('warning'));

/** Sessions and lines at work. The server closes when none is: nothing may need that to end. */
const work = { count: 0, over: (): void => undefined };
const begin = () => {
  work.count++;
};
const end = () => {
  if (--work.count === 0) work.over();
};

const counted =
  (gateway: Gateway): Gateway =>
  (client$, request) => {
    begin();
    return gateway(client$, request).pipe(finalize(end));
  };

/** Each line under the fault that its URL names. */
const faulty = (gateway: () => Gateway): Gateway => {
  const made = new Map<string, Gateway>();
  return (client$, request) => {
    const name = request.headers['x-fault'] ?? '';
    const fault = name.split(' ')[0] as FaultName | '';
    const known = made.get(name) ?? struckBy(fault, gateway());
    made.set(name, known);
    return known(client$, request);
  };
};
function struckBy(fault: FaultName | '', gateway: Gateway): Gateway {
  if (fault === '') return counted(gateway);
  const moment = kinds[fault].strikes === 'moment' ? { at: 'audio' as const } : {};
  const struck = () => {
    did.faults++;
  };
  const broken = kinds[fault].make({ ...plain, fault }, { ...moment, lines: 2, struck })(gateway);
  // A server that plays dead hears of no end.
  return fault === 'halfOpen' ? broken : counted(broken);
}

const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
const sounds$ = toneVoice()
  .synthesize('So it is, and so it will be.', { format })
  .pipe(concatMap((part) => ('data' in part ? timer(3).pipe(map((): AudioChunk => part)) : [])));

const common = {
  model: 'some/model:1',
  backoff: { initial: 2, attempts: 4, jitter: 'none' },
  readyTimeout: 150,
  keepalive: 20,
} satisfies Partial<SessionOptions>;

type Way = 'to its end' | 'left early' | 'left late' | 'closed';
const ways: readonly Way[] = ['to its end', 'left early', 'left late', 'closed'];

/** Runs a turn or a transcription; nobody listens to the status and the events of the session. */
function run(work$: Observable<unknown>, way: Way, close: () => void): void {
  did.sessions++;
  begin();
  const over = (how: 'completed' | 'failed' | 'left') => {
    did[how]++;
    waiting.unsubscribe();
    end();
  };
  const waiting = new Subscription();
  const running = work$.subscribe({
    error: () => over('failed'),
    complete: () => over('completed'),
  });
  if (running.closed || way === 'to its end') return;
  const leaving = timer(way === 'left early' ? 4 : 40).subscribe(() => {
    if (way === 'closed') close();
    else {
      running.unsubscribe();
      over('left');
    }
  });
  waiting.add(leaving);
}

function speak(gateway: GatewayOptions, way: Way, text$: Observable<string> = of('So it is. ')) {
  const tts = synthesizer({
    ...common,
    gateway,
    sampleRate: 8000,
    firstAudioTimeout: 200,
    turnTimeout: 200,
    idleTimeout: 30,
  });
  run(tts.speak(text$), way, () => tts.close());
}

function hear(gateway: GatewayOptions, way: Way, finalizeOn: Observable<unknown> = NEVER) {
  const stt = recognizer({ ...common, gateway, finalTimeout: 200 });
  run(stt.transcribe(sounds$, { finalizeOn }), way, () => stt.close());
}

/** Tokens that do not come, at once or when the session may be gone. */
const badTokens: readonly Exclude<GatewayOptions['token'], string>[] = [
  () => Promise.reject(new Error('no token')),
  () => new Promise((_, reject) => setTimeout(() => reject(new Error('no token, late')), 30)),
  () => timer(30).pipe(concatMap(() => throwError(() => new Error('no token')))),
  () => {
    throw new Error('no token at all');
  },
];
const lateText = () =>
  new Promise<string>((_, reject) => setTimeout(() => reject(new Error('no text')), 30));

const server = serveGateway({
  tts: faulty(() => ttsGateway({ pace: 20, clearDelay: 5 })),
  stt: faulty(() => sttGateway()),
}).subscribe(({ url }) => {
  const at = { url, token: 'KEY', socket: nodeSocket };
  const nowhere = { ...at, url: 'ws://127.0.0.1:1' };
  work.over = () => server.unsubscribe();
  begin();
  for (const way of ways) {
    for (const fault of faultsOf('tts')) {
      speak({ ...at, headers: { 'X-Fault': `${fault} ${way}` } }, way);
    }
    for (const fault of faultsOf('stt')) {
      hear({ ...at, headers: { 'X-Fault': `${fault} ${way}` } }, way, timer(10, 10));
    }
    for (const token of badTokens) {
      speak({ ...at, token }, way);
      hear({ ...at, token }, way);
    }
    speak(nowhere, way);
    hear(nowhere, way);
    speak(at, way, of('So. ').pipe(concatMap(lateText)));
    hear(at, way, timer(5).pipe(concatMap(lateText)));
  }
  end();
});

process.on('exit', () => console.log(JSON.stringify(did)));
