import { concat, concatMap, map, NEVER, type Observable, of, take, tap, timer } from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { type Frame } from '../../src/connection';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { nodeSocket } from '../../src/node';
import { recognizer, synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { closeLoopback, serveTcp } from '../support/loopback';
import { type Beginnings, watchBeginnings } from './beginnings';
import { closeServers, serve } from './sockets';

// What is left and would end by itself does so long after the test has failed for it.
const patience = 8000;
jest.setTimeout(2 * patience);
const late = 60_000;

let watched: Beginnings | undefined;
afterEach(async () => {
  watched?.stop();
  watched = undefined;
  closeServers();
  await closeLoopback();
});

/** Is told what happens: statuses, chunks, and what arrives at the server. */
type Tell = (what: string) => void;

/** Something that runs, and the two ways to leave it. */
interface Running {
  readonly unsubscribe: () => void;
  readonly close: () => void;
}
type Begin = (url: string, tell: Tell, idleTimeout: number) => Running;

const common = {
  model: 'some/model:1',
  backoff: { initial: late, jitter: 'none' },
  connectTimeout: late,
  readyTimeout: late,
  keepalive: late,
} as const;
const at = (url: string) => ({ url, token: 'KEY', socket: nodeSocket });

interface Speaking extends Partial<SynthesizerOptions> {
  readonly text$?: Observable<string>;
  /** Whether there are two turns, of which the first is left at its first chunk. */
  readonly interrupted?: boolean;
}

const speaking =
  ({ text$ = of('So it is, and so it will be.'), interrupted, ...more }: Speaking = {}): Begin =>
  (url, tell, idleTimeout) => {
    const tts = synthesizer({
      ...common,
      gateway: at(url),
      sampleRate: 8000,
      firstAudioTimeout: late,
      turnTimeout: late,
      idleTimeout,
      ...more,
    });
    const parts = [tts.status$.subscribe(({ state }) => tell(state))];
    const error = () => tell('error');
    const speech$ = tts.speak(text$);
    const told$ = speech$.pipe(tap({ next: () => tell('chunk'), complete: () => tell('over') }));
    parts.push((interrupted ? told$.pipe(take(1)) : told$).subscribe({ error }));
    if (interrupted) parts.push(speech$.subscribe({ error }));
    return {
      unsubscribe: () => parts.forEach((part) => part.unsubscribe()),
      close: () => tts.close(),
    };
  };

const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
/** Words, faster than they are spoken. */
const sounds$ = toneVoice()
  .synthesize('So it is, and so it will be, for a long while.', { format })
  .pipe(concatMap((part) => ('data' in part ? timer(5).pipe(map((): AudioChunk => part)) : [])));

const listening =
  (audio$: Observable<AudioChunk> = sounds$, maxLineAge?: number): Begin =>
  (url, tell) => {
    const stt = recognizer({
      ...common,
      gateway: at(url),
      finalTimeout: late,
      ...(maxLineAge === undefined ? {} : { maxLineAge }),
    });
    const parts = [
      stt.status$.subscribe(({ state }) => tell(state)),
      stt
        .transcribe(audio$, { finalizeOn: timer(20, 20) })
        .subscribe({ next: ({ type }) => tell(type), error: () => tell('error') }),
    ];
    return {
      unsubscribe: () => parts.forEach((part) => part.unsubscribe()),
      close: () => stt.close(),
    };
  };

/** A gateway that tells of its lines, and of what they bring. */
const told =
  (tell: Tell, gateway: Gateway): Gateway =>
  (client$, request) => {
    tell('line');
    return gateway(client$.pipe(tap((frame) => tell(typeOf(frame)))), request);
  };

const typeOf = (frame: Frame): string =>
  typeof frame === 'string' ? (JSON.parse(frame) as { type: string }).type : 'sound';

/** The first line is well, and the next ones are broken. */
const spare = (gateway: Gateway, broken: (gateway: Gateway) => Gateway): Gateway => {
  const lines = { count: 0 };
  return (client$, request) => (lines.count++ === 0 ? gateway : broken(gateway))(client$, request);
};

const tts = () => ttsGateway({ pace: 5, clearDelay: 5 });
const stt = () => sttGateway();
/** Takes connections and never answers. */
const mute = 'mute';

/** Its name, the gateway, what runs, and when it is left: at so manieth of that. */
type Scene = readonly [string, () => Gateway | typeof mute, Begin, string, number?];

const scenes: readonly Scene[] = [
  ['a turn at once', tts, speaking(), 'begun'],
  ['a turn that dials', tts, speaking(), 'connecting'],
  ['a turn whose dial is not answered', () => mute, speaking(), 'connection'],
  ['a turn before ready', () => faults.noReady()(tts()), speaking(), 'init'],
  ['a turn that is ready', tts, speaking(), 'ready'],
  ['a turn in its audio', tts, speaking(), 'chunk', 3],
  ['a turn whose text goes on', tts, speaking({ text$: concat(of('So. '), NEVER) }), 'text'],
  ['a turn behind clear', tts, speaking({ interrupted: true }), 'clear'],
  ['a turn behind the fence', tts, speaking({ interrupted: true }), 'flush', 2],
  [
    'a turn behind a clear without an answer',
    () => faults.silence({ at: 'clear' })(tts()),
    speaking({ interrupted: true }),
    'clear',
  ],
  ['a turn before its retry', () => faults.refuse()(tts()), speaking(), 'waiting'],
  [
    'a turn whose line broke',
    () => faults.dropAfter({ at: 'audio' })(tts()),
    speaking(),
    'waiting',
  ],
  ['a turn whose peer answers no close', () => faults.closeDeaf()(tts()), speaking(), 'chunk'],
  ['a session that idles', tts, speaking(), 'over'],
  [
    'a turn with a spare line that is dialled',
    tts,
    speaking({ maxLineAge: 40, text$: concat(of('So. '), NEVER) }),
    'line',
    2,
  ],
  [
    'a turn with a spare line before ready',
    () => spare(tts(), faults.noReady()),
    speaking({ maxLineAge: 40, text$: concat(of('So. '), NEVER) }),
    'init',
    2,
  ],
  ['a transcription at once', stt, listening(), 'begun'],
  ['a transcription that dials', stt, listening(), 'connecting'],
  ['a transcription whose dial is not answered', () => mute, listening(), 'connection'],
  ['a transcription before ready', () => faults.noReady()(stt()), listening(), 'init'],
  ['a transcription in its audio', stt, listening(), 'sound', 5],
  ['a transcription behind a partial', stt, listening(), 'partial'],
  ['a transcription before its retry', () => faults.refuse()(stt()), listening(), 'waiting'],
  [
    'a transcription whose line broke',
    () => faults.dropAfter({ audio: 100 })(stt()),
    listening(),
    'waiting',
  ],
  [
    'a transcription whose line is not read',
    () => faults.slowDrain({ rate: 0, at: 'ready' })(stt()),
    listening(),
    'ready',
  ],
  ['a transcription that is owed a final', () => faults.noFinal()(stt()), listening(), 'finalize'],
  [
    'a transcription that is owed its last final',
    () => faults.noFinal()(stt()),
    listening(sounds$.pipe(take(3))),
    'finalize',
  ],
  ['a transcription with a spare line that is dialled', stt, listening(sounds$, 40), 'line', 2],
  [
    'a transcription with a spare line before ready',
    () => spare(stt(), faults.noReady()),
    listening(sounds$, 40),
    'init',
    2,
  ],
];

/** Begins a scene, and leaves it when it is where it shall be. */
async function leave(
  [, gateway, begin, moment, times = 1]: Scene,
  way: keyof Running,
): Promise<void> {
  let tell: Tell = () => undefined;
  const there = new Promise<void>((resolve) => {
    let left = times;
    tell = (what) => {
      if (what === moment && --left === 0) resolve();
    };
  });
  const made = gateway();
  const url =
    made === mute
      ? await serveTcp((socket) => {
          // Unread, it would not even see the end.
          socket.resume();
          tell('connection');
        })
      : (await serve({ tts: told(tell, made), stt: told(tell, made) })).url;

  watched = watchBeginnings();
  // Only who unsubscribes from the last turn lets the session idle.
  const running = begin(url, tell, way === 'close' ? late : 20);
  tell('begun');
  await there;
  running[way]();
}

describe.each(['unsubscribe', 'close'] as const)('what is left by %s over sockets', (way) => {
  it.each(scenes.map((scene) => [scene[0], scene] as const))(
    'should be nothing: %s',
    async (_, scene) => {
      await leave(scene, way);

      expect(await watched?.left(patience)).toEqual([]);
    },
  );
});
