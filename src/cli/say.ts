import {
  asyncScheduler,
  concat,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  merge,
  type Observable,
  of,
  takeUntil,
  tap,
  Subject,
} from 'rxjs';
import {
  type AudioChunk,
  type AudioFormat,
  describeFormat,
  durationOf,
  type SampleEncoding,
} from '../audio';
import { ttsGateway } from '../gateway';
import { fliteVoice } from '../node';
import { flushEvery } from '../operators';
import { speak, synthesizer } from '../sessions';
import { usageError } from './CommandError';
import { seconds } from './duration';
import { type Io } from './Io';
import { patience } from './patience';
import { type Printer } from './printer';
import { recordTo } from './record/recordTo';
import { reportLine } from './reportLine';
import { startVoice } from './startEngine';
import { stdinText } from './stdinText';
import { type GatewayChoice, withGateway } from './withGateway';
import { withWords } from './withWords';
import { writeWav } from './writeWav';

/** The options of `say`. */
export interface SayOptions extends GatewayChoice {
  readonly out?: string;
  readonly raw?: boolean;
  readonly voice?: string;
  readonly speed?: number;
  readonly rate: number;
  readonly encoding: SampleEncoding;
  readonly model: string;
  readonly record?: string;
}

/** A pause in the text, in ms, after which an unfinished sentence is spoken all the same. */
const quiet = 1000;

/**
 * Speaks text: the arguments, or stdin as it arrives. Writes a WAV file, or raw samples to stdout.
 *
 * @internal
 */
export function say(
  io: Io,
  printer: Printer,
  words: readonly string[],
  options: SayOptions,
): Observable<never> {
  return defer(() => {
    const raw = options.raw === true || options.out === '-';
    const path = options.out ?? 'speech.wav';
    check(io, printer, words, raw);
    const text$ = (words.length > 0 ? of(words.join(' ')) : stdinText(io)).pipe(withWords());
    const format: AudioFormat = {
      encoding: options.encoding,
      sampleRate: options.rate,
      channels: 1,
    };
    let spoken = 0;
    let reconnects = 0;
    let asked: number | undefined;
    let firstByte: number | undefined;

    const report = () => {
      if (spoken === 0) return;
      printer.record({
        type: 'audio',
        ...(raw ? {} : { file: path }),
        ms: Math.round(spoken),
        encoding: format.encoding,
        sampleRate: format.sampleRate,
        reconnects,
        firstByte,
      });
      printer.note(
        `${printer.paint.green('✓')} ${seconds(spoken)} of speech${raw ? '' : ` in ${path}`} (${describeFormat(format)}), the first of it after ${firstByte} ms`,
      );
      if (!raw && io.stderr.isTTY !== true) printer.result(path);
    };

    const voice = fliteVoice();
    const gateways = () => ({ tts: ttsGateway({ engine: voice }) });
    const said$ = withGateway(
      io,
      options,
      gateways,
      recordTo(io, printer, options.record, (gateway) => {
        const tts = synthesizer({
          gateway,
          model: options.model,
          backoff: patience,
          encoding: options.encoding,
          sampleRate: options.rate,
          ...(options.voice === undefined ? {} : { voice: options.voice }),
          ...(options.speed === undefined ? {} : { speed: options.speed }),
        });
        const over = new Subject<void>();
        const speech$ = text$.pipe(
          flushEvery({ sentences: 1, quiet }),
          tap(({ type }) => {
            if (type === 'flush') asked ??= asyncScheduler.now();
          }),
          speak(tts),
          tap((chunk) => {
            firstByte ??= asyncScheduler.now() - (asked ?? asyncScheduler.now());
            spoken += durationOf(chunk);
            printer.status(`♪ ${seconds(spoken)} of speech`);
          }),
          raw ? writeRaw(io) : writeWav(io.folder, path, format),
          finalize(() => over.next()),
        );
        const news$ = tts.status$.pipe(
          reportLine(printer, () => reconnects++),
          takeUntil(over),
        );
        return merge(news$, speech$).pipe(
          ignoreElements(),
          finalize(() => {
            tts.close();
          }),
        );
      }),
    );

    return concat(options.url === undefined ? startVoice(voice) : EMPTY, said$).pipe(
      tap({ complete: report, unsubscribe: report }),
      finalize(() => printer.status('')),
    );
  });
}

const writeRaw = ({ stdout }: Io) => tap<AudioChunk>(({ data }) => stdout.write(data));

function check(io: Io, printer: Printer, words: readonly string[], raw: boolean): void {
  if (words.length === 0 && io.stdin.isTTY === true) {
    throw usageError(
      'There is nothing to say. Give the text, or pipe it in: rxjs-voice say "Hello there."',
    );
  }
  if (raw && io.stdout.isTTY === true) {
    throw usageError(
      'Raw samples are nothing for a terminal. Pipe them on, or write a WAV file with --out file.wav.',
    );
  }
  if (raw && printer.json) {
    throw usageError(
      '--json and raw samples both need stdout. Write a WAV file with --out file.wav, or leave --json out.',
    );
  }
}
