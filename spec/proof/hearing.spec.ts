import fc from 'fast-check';
import {
  asyncScheduler,
  concat,
  concatMap,
  defer,
  delay,
  finalize,
  from,
  ignoreElements,
  map,
  merge,
  timer,
} from 'rxjs';
import { type AudioFormat } from '../../src/audio';
import { type Gateway, sttGateway, toneVoice } from '../../src/gateway';
import { type SpeechEvent } from '../../src/protocol';
import { recognizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { type Coverage, disturb, type Impossible, missed, schedule, show, table } from './schedule';
import { hearingStates, strikes } from './strikes';
import { virtually } from './virtually';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };
const tones = toneVoice({ byteMs: 5 });
/** 20 ms of the format, in bytes. */
const frame = 320;

/** The gateway's words take a while. */
const calmGateway = (): Gateway => {
  const gateway = sttGateway({ ready: 20 });
  return (client$, request) =>
    concat(gateway(client$, request).pipe(delay(15)), timer(15).pipe(ignoreElements()));
};

/** What is said: sentences, each with so many frames of silence behind it; and when a final is asked for, ms. */
interface Recording {
  readonly said: readonly { readonly words: readonly string[]; readonly silence: number }[];
  readonly asks: readonly number[];
}

const word = fc.string({
  unit: fc.constantFrom(...Array.from('abcdé')),
  minLength: 1,
  maxLength: 6,
});
const recording = fc.record<Recording>({
  said: fc.array(
    fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 5 }),
      silence: fc.integer({ min: 0, max: 40 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  asks: fc.array(fc.integer({ min: 100, max: 1500 }), { maxLength: 2 }),
});

function audioOf({ said }: Recording): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (const { words, silence } of said) {
    tones.synthesize(`${words.join(' ')}. `, { format }).subscribe((part) => {
      if ('data' in part) parts.push(part.data);
    });
    parts.push(new Uint8Array(silence * frame));
  }
  const whole = Buffer.concat(parts);
  return Array.from({ length: Math.ceil(whole.length / frame) }, (_, i) =>
    whole.subarray(i * frame, (i + 1) * frame),
  );
}

/** Transcribes it in real time. */
function hearAll(gateway: Gateway, asked: Recording) {
  return virtually(() => {
    const stt = recognizer({
      gateway: {
        url: 'wss://ears.test',
        token: 'KEY',
        socket: fakeSocket(gateway, { latency: 3 }),
      },
      model: 'some/model:1',
      keepalive: false,
      backoff: { initial: 5, jitter: 'none' },
      readyTimeout: 900,
      finalTimeout: 1500,
    });
    const audio$ = from(audioOf(asked)).pipe(
      concatMap((data) => timer(20).pipe(map(() => ({ data, format })))),
    );
    return stt
      .transcribe(audio$, { finalizeOn: merge(...asked.asks.map((at) => timer(at))) })
      .pipe(finalize(() => stt.close()));
  });
}

/** The finals with words in them. */
const finalsOf = (events: readonly SpeechEvent[]) =>
  events.flatMap((event) => (event.type === 'final' && event.text !== '' ? [event] : []));

/** Times on the wire are whole ms, and a line that begins in the middle rounds again. */
const near = (one: number | undefined, other: number | undefined) =>
  Math.abs((one ?? NaN) - (other ?? NaN)) <= 2;

function calm(asked: Recording) {
  const watch = strikes('stt', () => asyncScheduler.now());
  let end = 0;
  const { values } = hearAll(
    watch.above(
      watch.below((client$, request) =>
        defer(() => calmGateway()(client$, request)).pipe(
          finalize(() => (end = asyncScheduler.now())),
        ),
      ),
    ),
    asked,
  );
  return { line: watch.lines[0] ?? [], end, finals: finalsOf(values) };
}

const not = (states: readonly string[], reason: string) =>
  Object.fromEntries(
    hearingStates.filter((state) => !states.includes(state)).map((state) => [state, reason]),
  );
const says = 'the gateway says nothing in this state';
const impossible: Impossible = {
  refuse: not(['opening'], 'the upgrade is answered, and there is no line yet'),
  acceptThenDrop: not(['opening'], 'the line is cut before its init arrives'),
  lateReady: not(['greeting'], 'a ready is said once'),
  // It speaks before the words of the gateway alone, and a client closes when it has heard them all.
  junk: { opening: says, idle: says, ended: says },
};

describe('listening through generated faults, in virtual time', () => {
  it('should have the finals of the undisturbed line, whatever strikes in which state', () => {
    const coverage: Coverage = new Map();

    fc.assert(
      fc.property(recording, schedule, (asked, drawn) => {
        const { line, end, finals } = calm(asked);
        const { gateway, count } = disturb('stt', calmGateway(), drawn, line, end);
        const { values, error, hung } = hearAll(gateway, asked);
        count(coverage);

        expect({ error, hung }).toEqual({ error: undefined, hung: false });
        const got = finalsOf(values);
        expect(got.map(({ text }) => text)).toEqual(finals.map(({ text }) => text));
        expect(values.filter(({ type }) => type === 'gap')).toEqual([]);
        const away = got.filter(
          ({ start, end: until }, i) =>
            !near(start, finals[i]?.start) || !near(until, finals[i]?.end),
        );
        expect(away).toEqual([]);
      }),
      { seed: 5, numRuns: 600 },
    );

    show(
      'Listening: how often each fault struck in each state',
      table(coverage, hearingStates, impossible),
    );
    expect(missed(coverage, hearingStates, impossible)).toEqual([]);
  });
});
