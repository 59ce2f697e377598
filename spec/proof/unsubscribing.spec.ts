import { concat, concatMap, from, map, type Observable, of, take, timer } from 'rxjs';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import {
  recognizer,
  type RecognizerOptions,
  synthesizer,
  type SynthesizerOptions,
} from '../../src/sessions';
import { latency, leaveAt, type Leaving, type Life, type World } from './lifetimes';

/** What a session without work has, ms. */
const idleTimeout = 40;
/** The fence gives up after a second, and after one more; the close takes a round trip. */
const fenced = 2000 + idleTimeout + 2 * latency;

type Scene = (world: World) => Life;

const words$ = (...texts: readonly string[]): Observable<SpeechCommand> =>
  from(texts).pipe(
    concatMap((text) =>
      concat(
        timer(2).pipe(map(() => ({ type: 'text', text }) as const)),
        of({ type: 'flush' } as const),
      ),
    ),
  );

const tts = (more: Parameters<typeof ttsGateway>[0] = {}) =>
  ttsGateway({
    engine: toneVoice({ byteMs: 10 }),
    ready: 5,
    pace: 15,
    frameMs: 60,
    clearDelay: 9,
    ...more,
  });
const stt = () => sttGateway({ ready: 5 });

function synthesizerIn(world: World, gateway: Gateway, more: Partial<SynthesizerOptions> = {}) {
  const session = synthesizer({
    gateway: { url: 'wss://voice.test', token: 'KEY', socket: world.socket(gateway) },
    model: 'some/model:1',
    encoding: 'mulaw',
    sampleRate: 8000,
    keepalive: 11,
    backoff: { initial: 15, jitter: 'none' },
    idleTimeout,
    ...more,
  });
  const told = [session.status$, session.events$].map((told$) =>
    world.source('listeners', told$ as Observable<unknown>).subscribe(),
  );
  const say = (...texts: readonly string[]) =>
    world
      .source('turns', session.speak(world.source('texts', words$(...texts))))
      .subscribe({ error: () => undefined });
  return { session, told, say };
}

const speaking =
  (gateway: () => Gateway, turns = 1, more: Partial<SynthesizerOptions> = {}): Scene =>
  (world) => {
    const { session, told, say } = synthesizerIn(world, gateway(), more);
    const parts = Array.from({ length: turns }, (_, i) => say(`So it is ${i}. `, 'Yes. '));
    return lifeOf(session, parts, told);
  };

/** A session without a turn would go on for ever with somebody who listens to its status: they are left as well. */
function lifeOf(session: { close(): void }, parts: Life['parts'], told: Life['parts']): Life {
  return { parts: [...parts, ...told], close: () => session.close() };
}

const warm: Scene = (world) => {
  const { session, told } = synthesizerIn(world, tts());
  session.warm();
  return lifeOf(session, [], told);
};

/** A turn is interrupted while the next one waits. */
const interrupted =
  (gateway: () => Gateway): Scene =>
  (world) => {
    const { session, told, say } = synthesizerIn(world, gateway());
    const first = say('So it is, and so it will be. ');
    const second = say('Yes. ');
    first.add(timer(25).subscribe(() => first.unsubscribe()));
    return lifeOf(session, [first, second], told);
  };

const listening =
  (gateway: () => Gateway, more: Partial<RecognizerOptions> = {}): Scene =>
  (world) => {
    const session = recognizer({
      gateway: { url: 'wss://voice.test', token: 'KEY', socket: world.socket(gateway()) },
      model: 'some/model:1',
      keepalive: 11,
      backoff: { initial: 15, jitter: 'none' },
      finalTimeout: 30,
      ...more,
    });
    const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
    const loud = new Uint8Array(640).map((_, i) => (i % 2 === 0 ? 0 : i % 32 < 16 ? 32 : 224));
    const audio$ = timer(0, 5).pipe(
      take(10),
      map(() => ({ data: loud, format })),
    );
    const finalizeOn = world.source('finalizeOn', timer(12, 20));
    const told = [session.status$, session.events$].map((told$) =>
      world.source('listeners', told$ as Observable<unknown>).subscribe(),
    );
    const heard = world
      .source('transcriptions', session.transcribe(world.source('audio', audio$), { finalizeOn }))
      .subscribe({ error: () => undefined });
    return lifeOf(session, [heard], told);
  };

const speakingScenes: readonly (readonly [string, Scene, number])[] = [
  ['a turn', speaking(() => tts()), 46],
  ['two turns, one waiting', speaking(() => tts(), 2), 62],
  ['a line that is warm', warm, 42],
  ['the fence, with a turn behind it', interrupted(() => tts()), 46],
  ['a fence without an answer', interrupted(() => faults.silence({ at: 'clear' })(tts())), 36],
  ['a dial that is refused, and the wait', speaking(() => faults.refuse({ lines: 2 })(tts())), 66],
  ['lines that are dropped', speaking(() => faults.dropAfter({ audio: 40, lines: 2 })(tts())), 62],
  [
    'a line that is closed',
    speaking(() => faults.closeWith({ code: 1011, at: 'audio' })(tts())),
    54,
  ],
  [
    'a line that falls silent',
    speaking(() => faults.halfOpen({ at: 'audio' })(tts()), 1, { turnTimeout: 30 }),
    66,
  ],
  [
    'a ready that is late',
    speaking(() => faults.lateReady(20)(tts()), 1, { readyTimeout: 15 }),
    54,
  ],
  ['a peer that answers no close', speaking(() => faults.closeDeaf()(tts())), 36],
  [
    'an error frame',
    speaking(() => faults.errorAt({ code: 'auth_error', at: 'audio' })(tts()), 2),
    36,
  ],
  ['one turn a line', speaking(() => faults.singleTurn()(tts()), 2), 62],
  ['stray audio', speaking(() => faults.strayAudio({ delay: 5 })(tts()), 2), 60],
  ['a line that is replaced', speaking(() => tts(), 2, { maxLineAge: 30 }), 70],
  [
    'a token that takes its time',
    (world) =>
      speaking(() => tts(), 1, {
        gateway: {
          url: 'wss://voice.test',
          token: () => world.source('tokens', timer(10).pipe(map(() => 'KEY'))),
          socket: world.socket(tts()),
        },
      })(world),
    36,
  ],
  [
    'the second of two gateways',
    (world) =>
      speaking(() => tts(), 2, {
        gateway: [faults.refuse({ lines: 9 })(tts()), tts()].map((gateway) => ({
          url: 'wss://voice.test',
          token: 'KEY',
          socket: world.socket(gateway),
        })),
      })(world),
    54,
  ],
];

const listeningScenes: readonly (readonly [string, Scene, number])[] = [
  ['a transcription', listening(stt), 66],
  ['a dial that is refused, and the wait', listening(() => faults.refuse({ lines: 2 })(stt())), 66],
  ['lines that are dropped', listening(() => faults.dropAfter({ time: 20, lines: 2 })(stt())), 66],
  ['a line that falls silent', listening(() => faults.halfOpen({ at: 'audio' })(stt())), 66],
  ['a final that never comes', listening(() => faults.noFinal()(stt())), 66],
  [
    'a line that reads slowly',
    listening(() => faults.slowDrain({ rate: 2000, at: 'ready' })(stt())),
    48,
  ],
  ['a peer that answers no close', listening(() => faults.closeDeaf()(stt())), 36],
  [
    'an error frame',
    listening(() => faults.errorAt({ code: 'auth_error', at: 'partial' })(stt())),
    36,
  ],
];

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

/** A peer that answers no close is cut after 5 s, by whoever made the socket. */
const cutTime = 5000;

const all = ({ parts }: Life) => parts.forEach((part) => part.unsubscribe());

const closed = { leave: (life: Life) => life.close(), within: 2 * latency, atOnce: true };

/** Tries every ms of the time, and every step of it, and gives what is wrong. */
function everywhere(scene: Scene, ms: number, leaving: Leaving) {
  const wrong: string[] = [];
  const told = (at: string, left: readonly string[]) =>
    wrong.push(...left.map((what) => `left ${at}: ${what}`));
  const { steps } = leaveAt(scene, { ms }, leaving);
  for (let at = 0; at <= ms; at++) told(`at ${at} ms`, leaveAt(scene, { ms: at }, leaving).wrong);
  for (let step = 1; step <= steps; step++) {
    told(`in step ${step}`, leaveAt(scene, { step }, leaving).wrong);
  }
  return { wrong, points: ms + 1 + steps };
}

describe.each(speakingScenes)('leaving at every point: %s', (name, scene, ms) => {
  const deaf = /no close|silent/.test(name) ? cutTime : 0;

  it('should leave nothing once all were unsubscribed from and idleTimeout has passed', () => {
    const { wrong, points } = everywhere(scene, ms, {
      leave: all,
      within: fenced + deaf,
      atOnce: false,
    });
    expect(wrong.slice(0, 10)).toEqual([]);
    // Something happened in it. A line that is only warmed has nine steps.
    expect(points - ms).toBeGreaterThan(name.includes('warm') ? 8 : 10);
  });

  it('should leave nothing once it was closed', () => {
    const { wrong } = everywhere(scene, ms, { ...closed, within: closed.within + deaf });
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});

describe('leaving the first of two turns at every point', () => {
  const first: Leaving = {
    leave: ({ parts: [turn, , ...told] }) => [turn, ...told].forEach((part) => part?.unsubscribe()),
    within: fenced + 500,
    atOnce: false,
  };

  it.each(speakingScenes.filter(([name]) => /two turns|fence|one turn a line/.test(name)))(
    'should leave nothing once the second is over and idleTimeout has passed: %s',
    (_, scene, ms) => {
      expect(everywhere(scene, ms, first).wrong.slice(0, 10)).toEqual([]);
    },
  );
});

describe.each(listeningScenes)('leaving a transcription at every point: %s', (name, scene, ms) => {
  const within = 2 * latency + (/no close|silent|slowly/.test(name) ? cutTime : 0);

  it('should leave nothing at once', () => {
    const { wrong, points } = everywhere(scene, ms, { leave: all, within, atOnce: true });
    expect(wrong.slice(0, 10)).toEqual([]);
    // Something happened in it. A line that is only warmed has nine steps.
    expect(points - ms).toBeGreaterThan(10);
  });

  it('should leave nothing once it was closed', () => {
    const { wrong } = everywhere(scene, ms, { ...closed, within });
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
