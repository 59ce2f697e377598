import {
  concat,
  finalize,
  ignoreElements,
  merge,
  NEVER,
  type Observable,
  Subject,
  switchMap,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { faults, type Gateway, toneVoice, ttsGateway } from '../../src/gateway';
import { bufferAudio, interruptOn, play } from '../../src/operators';
import { synthesizer } from '../../src/sessions';
import { fakeSocket, virtualSink, type VirtualSink } from '../../src/testing';
import { valuesOf } from '../support/audio';
import { virtually } from './virtually';

const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
const byteMs = 5;
const frameMs = 10;
const fadeOut = 6;
const first = 'One two.';
const second = 'Zero.';

const tone = toneVoice({ byteMs });

/** What the voice makes of a text that nothing disturbs. */
function undisturbed(text: string): number[] {
  const samples: number[] = [];
  tone.synthesize(text, { format }).subscribe((part) => {
    if ('data' in part) samples.push(...valuesOf(part));
  });
  return samples;
}

const whole = { first: undisturbed(first), second: undisturbed(second) };

/** How audio gets to the sink, and how a notifier ends that. */
type Player = (
  sink: VirtualSink,
  interrupt$: Observable<unknown>,
) => (speech$: Observable<AudioChunk>) => Observable<unknown>;

const players: Readonly<Record<string, Player>> = {
  'interruptOn, before a sink that plays what it gets': (sink, interrupt$) => (speech$) =>
    speech$.pipe(
      bufferAudio({ ahead: 20 }),
      interruptOn(interrupt$, { fadeOut }),
      tap((chunk) => sink.write(chunk)),
    ),
  'play, into a sink that holds audio': (sink, interrupt$) => (speech$) =>
    speech$.pipe(
      bufferAudio({ ahead: 20, lead: 40 }),
      play(sink, { fadeOut }),
      takeUntil(interrupt$),
    ),
}; // prettier-ignore

/**
 * What the line does meanwhile. Not `strayAudio`: what comes behind the end of a segment is of no turn that could be interrupted,
 * and where the next one has begun no route tells the two apart.
 */
const disturbances: Readonly<Record<string, () => (gateway: Gateway) => Gateway>> = {
  none: () => (gateway) => gateway,
  dropAfter: () => faults.dropAfter({ audio: 30 }),
  'dropAfter at clear': () => faults.dropAfter({ at: 'clear' }),
  closeWith: () => faults.closeWith({ code: 1011, audio: 20 }),
  'halfOpen at clear': () => faults.halfOpen({ at: 'clear' }),
  'silence at clear': () => faults.silence({ at: 'clear' }),
  'errorAt audio': () => faults.errorAt({ code: 'provider_error', at: 'audio', then: 'close' }),
  acceptThenDrop: () => faults.acceptThenDrop({ lines: 1 }),
  dieBeforeAudio: () => faults.dieBeforeAudio({ lines: 1 }),
  splitFrames: () => faults.splitFrames(),
  junk: () => faults.junk(),
  malformedFrames: () => faults.malformedFrames(),
  closeInsteadOfEnd: () => faults.closeInsteadOfEnd(),
  goAway: () => faults.goAway({ timeLeft: 20, at: 'audio' }),
  lateReady: () => faults.lateReady(15),
  noReady: () => faults.noReady({ lines: 1 }),
  refuse: () => faults.refuse({ status: 503 }),
  rejectDeflate: () => faults.rejectDeflate(),
  unknownFrames: () => faults.unknownFrames(),
  singleTurn: () => faults.singleTurn(),
  slowDrain: () => faults.slowDrain({ rate: 4000, at: 'ready' }),
  pingDeaf: () => faults.pingDeaf({ at: 'ready' }),
  closeDeaf: () => faults.closeDeaf({ at: 'ready' }),
};

/** Speaks, interrupts at a moment, and speaks again in the same call. */
function interruptedAt(at: number, player: Player, disturb: (gateway: Gateway) => Gateway) {
  const sink = virtualSink();
  let played = NaN;
  let over = false;
  const course = virtually(() => {
    const gateway = disturb(ttsGateway({ engine: tone, frameMs, pace: 2, clearDelay: 25 }));
    const tts = synthesizer({
      gateway: {
        url: 'wss://voice.test',
        token: 'KEY',
        socket: fakeSocket(gateway, { latency: 2 }),
      },
      model: 'some/model:1',
      sampleRate: 8000,
      keepalive: false,
      maxLineAge: Infinity,
      readyTimeout: 40,
      backoff: { initial: 5, jitter: 'none' },
    });
    const interrupt$ = new Subject<void>();
    const speak = (text: string, until$: Observable<unknown>) =>
      tts.speak(text).pipe(player(sink, until$), ignoreElements());
    const first$ = speak(first, interrupt$).pipe(tap({ complete: () => (over = true) }));
    const second$ = timer(at).pipe(
      tap(() => {
        played = sink.sounds().reduce((sum, { data }) => sum + data.length / 2, 0);
        interrupt$.next();
      }),
      switchMap(() => speak(second, NEVER)),
    );
    return concat(merge(first$, second$), timer(100)).pipe(
      ignoreElements(),
      finalize(() => tts.close()),
    );
  });
  return { sounds: sink.sounds(), played, over, course };
}

const samplesPerMs = 8;
/** How many moments were tried, and in how many of them something was sounding. */
const tried = { moments: 0, sounding: 0 };

function check(at: number, player: Player, disturb: (gateway: Gateway) => Gateway) {
  const { sounds, played, over, course } = interruptedAt(at, player, disturb);
  const all = sounds.flatMap(valuesOf);
  const rest = all.length - played - whole.second.length;
  const cut = all.slice(played, played + rest);
  let [from, endedAt] = [0, at];
  for (const sound of sounds) {
    const count = sound.data.length / 2;
    const old = Math.min(count, played + rest - from);
    if (old > 0) endedAt = sound.at + old / samplesPerMs;
    from += count;
  }

  expect([course.error, course.hung, over]).toEqual([undefined, false, true]);
  // Silence after at most the fade and a frame.
  expect(rest).toBeGreaterThanOrEqual(0);
  expect(rest).toBeLessThanOrEqual((fadeOut + frameMs) * samplesPerMs);
  if (rest > 0) expect(endedAt - at).toBeLessThanOrEqual(fadeOut + frameMs + 0.01);
  // What sounded is the turn up to there, its end fading, and then the next turn, whole and nothing else.
  expect(all.slice(0, played)).toEqual(whole.first.slice(0, played));
  expect(all.slice(played + rest)).toEqual(whole.second);
  cut.forEach((sample, i) => {
    if (Math.abs(sample) > Math.abs(whole.first[played + i]!))
      expect([at, i, sample]).toBe('no louder than it was');
  });
  if (rest > 0 && played + rest < whole.first.length)
    expect(Math.abs(cut.at(-1)!)).toBeLessThan(600);
  tried.moments++;
  if (rest > 0) tried.sounding++;
  return over && played === whole.first.length;
}

describe.each(Object.entries(players))('an interruption, by %s', (_, player) => {
  it.each(Object.entries(disturbances))(
    'should be silent in time at every moment, and let nothing of the old turn through: %s',
    (_name, disturb) => {
      let at = 0;
      while (!check(at, player, disturb())) at++;

      expect(at).toBeGreaterThan(40);
    },
  );
});

describe('the proof of interruptions', () => {
  it('should have tried moments of sound and of silence', () => {
    expect(tried.moments).toBeGreaterThan(1500);
    expect(tried.sounding / tried.moments).toBeGreaterThan(0.3);
  });
});
