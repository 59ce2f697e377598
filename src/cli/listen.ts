import { resolve } from 'node:path';
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  merge,
  type Observable,
  Subject,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { type AudioChunk, durationOf, type SampleEncoding } from '../audio';
import { sttGateway } from '../gateway';
import { readWav } from '../node';
import { paceAudio } from '../operators';
import { type SpeechEvent } from '../protocol';
import { recognizer, transcribe } from '../sessions';
import { builtInEars } from './builtInEars';
import { usageError } from './CommandError';
import { type Io } from './Io';
import { linear16 } from './linear16';
import { patience } from './patience';
import { type Printer } from './printer';
import { recordTo } from './record/recordTo';
import { reportLine } from './reportLine';
import { startEars } from './startEngine';
import { stdinAudio } from './stdinAudio';
import { timeLastFinal } from './timeLastFinal';
import { withAudio } from './withAudio';
import { type GatewayChoice, withGateway } from './withGateway';

/** The options of `listen`. */
export interface ListenOptions extends GatewayChoice {
  readonly vocabulary?: string;
  readonly rate: number;
  readonly encoding: SampleEncoding;
  readonly model: string;
  readonly language?: string;
  readonly record?: string;
}

/**
 * Writes down speech: a WAV file, or raw samples from stdin. Finals go to stdout, partials to a terminal.
 *
 * @internal
 */
export function listen(
  io: Io,
  printer: Printer,
  file: string | undefined,
  options: ListenOptions,
): Observable<never> {
  return defer(() => {
    const ears = options.url === undefined ? builtInEars(io, options.vocabulary) : undefined;
    const audio$ = file === undefined ? piped(io, options) : recorded(io, file, options);
    const heard$ = withGateway(
      io,
      options,
      () => ({ ...(ears && { stt: sttGateway({ engine: ears }) }) }),
      recordTo(io, printer, options.record, (gateway) => {
        const stt = recognizer({
          gateway,
          model: options.model,
          backoff: patience,
          ...(options.language === undefined ? {} : { language: options.language }),
        });
        const over = new Subject<void>();
        const events$ = audio$.pipe(
          timeLastFinal(printer, transcribe(stt)),
          tap((event) => show(printer, event)),
          finalize(() => over.next()),
        );
        const news$ = stt.status$.pipe(
          reportLine(printer, () => undefined),
          takeUntil(over),
        );
        return merge(news$, events$).pipe(
          ignoreElements(),
          finalize(() => {
            stt.close();
          }),
        );
      }),
    );

    return concat(ears === undefined ? EMPTY : startEars(ears), heard$).pipe(
      finalize(() => printer.status('')),
    );
  });
}

function show(printer: Printer, event: SpeechEvent): void {
  printer.record(event);
  if (event.type === 'partial') printer.status(event.text);
  if (event.type === 'final' && event.text !== '') printer.result(event.text);
  if (event.type === 'gap') {
    printer.warn(
      `${printer.paint.yellow('!')} From ${event.from} to ${event.to} ms nothing was heard: the line was lost there.`,
    );
  }
}

function recorded(io: Io, file: string, { url }: ListenOptions): Observable<AudioChunk> {
  const audio$ = readWav(resolve(io.folder, file), { mono: true }).pipe(map(linear16));
  // Gateways listen to what is said now: they are not made for an hour of audio in a second.
  const pace = url === undefined ? hasten : paceAudio();
  return audio$.pipe(withAudio(`${file} holds no audio. Record it again.`), pace);
}

/** A file is sent to the built-in recogniser as fast as it hears, about eight times as fast as one speaks. */
const hasten = concatMap((chunk: AudioChunk) =>
  timer(durationOf(chunk) / 8).pipe(map(() => chunk)),
);

function piped(io: Io, { rate, encoding }: ListenOptions): Observable<AudioChunk> {
  if (io.stdin.isTTY === true) {
    throw usageError(
      'There is nothing to listen to. Give a WAV file, or pipe raw PCM in: rxjs-voice listen speech.wav',
    );
  }
  return stdinAudio(io, { encoding, sampleRate: rate, channels: 1 }).pipe(
    map(linear16),
    withAudio('Nothing came on stdin, so there is nothing to listen to.'),
  );
}
