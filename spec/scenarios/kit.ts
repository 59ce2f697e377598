import {
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  map,
  mergeMap,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  type OperatorFunction,
  take,
} from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../../src/audio';
import { type Frame } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { type Scenario, type ScenarioTest, type ScenarioWorld } from '../../src/gateway';
import { type SpeechCommand, type SpeechEvent } from '../../src/protocol';
import {
  recognizer,
  type RecognizerOptions,
  synthesizer,
  type SynthesizerOptions,
} from '../../src/sessions';
import { ends, type ScriptValues } from '../../src/testing';

/**
 * A session test that runs in both worlds. What happens next in it follows from a frame or an event, never from a ms, so that a slow
 * machine changes nothing.
 */
export interface SessionCase {
  readonly name: string;
  readonly scenario: Scenario;
  readonly test: ScenarioTest<unknown>;
  /** What the test emits; its error is its code, in brackets. */
  readonly values: readonly unknown[];
  /** What was said on each line, in words. Where it is left out, it hangs on the ms of a loss. */
  readonly lines?: readonly (readonly string[])[];
}

export const flush: SpeechCommand = { type: 'flush' };

/** In mulaw at 1000 Hz a letter is a byte is a sample is a ms. */
export const mulaw: AudioFormat = { encoding: 'mulaw', sampleRate: 1000, channels: 1 };
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
export const chunk = (text: string): AudioChunk => ({ data: bytes(text), format: mulaw });

/** Small letters are audio, a byte each. */
const letters: Record<string, Frame> = Object.fromEntries(
  'abcdefgh'.split('').map((letter) => [letter, bytes(letter)]),
);

/** What a speaking gateway says. */
export const speech: ScriptValues = {
  ...letters,
  A: { type: 'audio_end' },
  S: { type: 'segment_start' },
  W: { type: 'timestamps', word_timestamps: { words: ['x'], start: [0], end: [0.002] } },
  X: { type: 'error', code: 'provider_error', message: 'It stumbled.' },
  Y: { type: 'error', code: 'config_error', message: 'No such voice.' },
  N: '{"type":"novelty"}',
  J: 'not JSON',
  D: ends.close(1008, 'no'),
  Q: ends.close(1000),
  B: ends.refuse(503, '{"error":"busy"}'),
  Z: ends.refuse(401, '{"error":"no key"}'),
};

const word = (text: string, start: number, end: number) => ({
  type: 'final_transcript' as const,
  transcript: text,
  words: [{ word: text, start: start / 1000, end: end / 1000 }],
});

/** What a listening gateway says. */
export const hearing: ScriptValues = {
  P: { type: 'partial_transcript', transcript: 'hel' },
  T: { type: 'final_transcript', transcript: 'hello' },
  O: { type: 'final_transcript', transcript: '' },
  V: word('one', 0, 1),
  W: word('two', 0, 2),
  M: { ...word('mark', 0, 1), from_finalize: true },
  U: { type: 'utterance_end', last_word_end: 0.002 },
  X: { type: 'error', code: 'provider_error', message: 'It stumbled.' },
  Y: { type: 'error', code: 'config_error', message: 'No such language.' },
  N: '{"type":"novelty"}',
  J: 'not JSON',
  Q: ends.close(1000),
  B: ends.refuse(503, '{"error":"busy"}'),
  Z: ends.refuse(401, '{"error":"no key"}'),
};

const backoff = { initial: 1, factor: 1, jitter: 'none' } as const;

/** A voice session of a world. */
export const voice = (world: ScenarioWorld, options: Partial<SynthesizerOptions> = {}) =>
  world.closeAfter(
    synthesizer({
      gateway: world.gateway,
      model: 'some/model:1',
      encoding: 'mulaw',
      sampleRate: 1000,
      ...options,
      backoff: { ...backoff, ...options.backoff },
    }),
  );

/** A listening session of a world. */
export const ears = (world: ScenarioWorld, options: Partial<RecognizerOptions> = {}) =>
  world.closeAfter(
    recognizer({
      gateway: world.gateway,
      model: 'some/model:1',
      ...options,
      backoff: { ...backoff, ...options.backoff },
    }),
  );

/** Audio as the letters of its bytes. */
export const asText: OperatorFunction<AudioChunk, string> = map(({ data }) =>
  String.fromCharCode(...data),
);

/** An error as a value: its code in brackets, or its message. */
export const codeOf = catchError((error: unknown) =>
  of(isVoiceError(error) ? `(${error.code})` : `(${(error as Error).message})`),
);

/** What was heard, in short: `hel…` is a partial, `hello` a final, with its times where it has some. */
export const inShort: OperatorFunction<SpeechEvent, string> = map((event) => {
  switch (event.type) {
    case 'partial':
      return `${event.text}…`;
    case 'final':
      return event.start === undefined
        ? event.text
        : `${event.text} ${event.start}-${event.end ?? ''}`;
    case 'gap':
      return `gap ${event.from}-${event.to}`;
    default:
      return event.type;
  }
});

/** The first value that is `wanted`, as a signal. */
export const when = <T>(source$: Observable<T>, wanted: (value: T) => boolean): Observable<T> =>
  source$.pipe(filter(wanted), take(1));

/** Lets something happen behind each value, or behind the first. */
export const behindEach = <T>(happen: (value: T) => void): MonoTypeOperatorFunction<T> =>
  mergeMap((value) =>
    concat(
      of(value),
      defer(() => {
        happen(value);
        return EMPTY;
      }),
    ),
  );

/** Lets something happen behind the first value. */
export const behindFirst = <T>(happen: () => void): MonoTypeOperatorFunction<T> => {
  let happened = false;
  return behindEach(() => {
    if (!happened) {
      happened = true;
      happen();
    }
  });
};
