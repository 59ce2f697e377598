import { asyncScheduler, finalize, map, type Observable, takeUntil, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import {
  type Cassette,
  sentAudio,
  sentText,
  replayCassette,
  type TapeService,
} from '../../gateway';
import {
  recognizer,
  speak,
  synthesizer,
  type SynthesizerOptions,
  transcribe,
} from '../../sessions';
import { fakeSocket, readable, recordMarbles, type RecordedStream } from '../../testing';

/**
 * The options of a session, as the tape tells them.
 *
 * @internal
 */
export type TapedOptions = Pick<
  SynthesizerOptions,
  'model' | 'voice' | 'encoding' | 'sampleRate' | 'config'
> & { readonly partials?: boolean };

/**
 * What a session of ours makes of a tape, in virtual time.
 *
 * @internal
 */
export interface Replayed {
  readonly options: TapedOptions;
  /** When the client interrupted, ms since its first dial. */
  readonly interruptedAt: number | undefined;
  /** When it ended, ms. */
  readonly endedAt: number;
  readonly stream: RecordedStream;
  /** The diagram and the values, as code. */
  readonly code: string;
  /** The values, as they can be read. */
  readonly values: readonly unknown[];
}

/** Without chance, so that every run is the same. */
const backoff = { jitter: 'none' } as const;

/**
 * Replays what a tape holds of one service to a session of ours, and records what comes of it.
 *
 * @internal
 */
export function replayService(cassette: Cassette, found: TapeService): Replayed {
  const options = optionsOf(found);
  const interruptedAt = found.lines
    .flat()
    .find(
      ({ frame }) => typeof frame === 'string' && /^\{"type":"(?:clear|cancel)"/.test(frame),
    )?.at;
  const { model, ...rest } = options;
  const values: unknown[] = [];
  const recorded = recordMarbles();
  let endedAt = 0;

  new TestScheduler(() => undefined).run(() => {
    const start = asyncScheduler.now();
    const end = () => (endedAt = asyncScheduler.now() - start);
    const gateway = {
      url: 'ws://tape',
      token: 'any',
      route: found.route,
      socket: fakeSocket(replayCassette(cassette)),
    };
    let heard$: Observable<unknown>;
    let close: () => void;
    if (found.service === 'tts') {
      const tts = synthesizer({ gateway, model, backoff, ...rest });
      heard$ = sentText(cassette).pipe(speak(tts));
      close = () => tts.close();
    } else {
      const stt = recognizer({ gateway, model, backoff, ...rest });
      heard$ = sentAudio(cassette).pipe(transcribe(stt));
      close = () => stt.close();
    }
    const whole$ =
      interruptedAt === undefined ? heard$ : heard$.pipe(takeUntil(timer(interruptedAt)));
    whole$.pipe(map(readable), recorded.as('heard'), finalize(close)).subscribe({
      next: (value) => values.push(value),
      error: end,
      complete: end,
    });
  });
  const stream = recorded.streams[0] ?? { name: 'heard', marbles: '', moved: 0 };
  return { options, interruptedAt, endedAt, stream, values, code: String(recorded) };
}

function optionsOf({ model, init, service }: TapeService): TapedOptions {
  const { encoding, sample_rate, enable_partials, ...config } = Object(init.config) as Record<
    string,
    unknown
  >;
  return {
    model,
    ...(typeof init.voice === 'string' ? { voice: init.voice } : {}),
    ...(typeof encoding === 'string' ? { encoding: encoding as 'linear16' } : {}),
    ...(typeof sample_rate === 'number' ? { sampleRate: sample_rate } : {}),
    ...(service === 'stt' && enable_partials === false ? { partials: false } : {}),
    ...(Object.keys(config).length > 0 ? { config } : {}),
  };
}
