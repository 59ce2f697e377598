import {
  concat,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  type Observable,
  of,
  tap,
  toArray,
} from 'rxjs';
import { type AudioFormat } from '../../audio';
import {
  faults,
  type RecognitionEngine,
  sttGateway,
  type SynthesisEngine,
  ttsGateway,
} from '../../gateway';
import { fliteVoice, soundswallowerEars } from '../../node';
import { type GatewayOptions, recognizer, synthesizer } from '../../sessions';
import { type Io } from '../Io';
import { patience } from '../patience';
import { type Printer } from '../printer';
import { startEars, startVoice } from '../startEngine';
import { type GatewayChoice, withGateway } from '../withGateway';
import { writeWav } from '../writeWav';
import { actInterrupt } from './actInterrupt';
import { actListen } from './actListen';
import { actSpeak, nothingSpoken } from './actSpeak';
import { conclude } from './conclude';
import { demoTexts } from './demoTexts';
import { differenceFromReference } from './difference';
import { type Timeline, timeline } from './timeline';
import { wordsOf } from './wordsHeard';

/** The options of `demo`. */
export interface DemoOptions extends GatewayChoice {
  readonly out: string;
  readonly voice?: string;
  readonly ttsModel: string;
  readonly sttModel: string;
}

/** What both services of a gateway take without converting. */
const format: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };

/** The line is cut after so much audio, ms: in the middle of the third sentence, at "broke". */
const cutAfter = 3600;

/** More words than are said: the recogniser has to choose. */
const vocabulary = `${demoTexts.first} ${demoTexts.second}`;

/**
 * Speaks a text whose line is cut, has a second one interrupted, hears the first again, and compares.
 *
 * @internal
 */
export function demo(io: Io, printer: Printer, options: DemoOptions): Observable<never> {
  return defer(() => {
    const voice = fliteVoice();
    const ears = soundswallowerEars({ vocabulary });
    const builtIn = options.url === undefined;
    return concat(
      // A gateway that serves others has its engines running already.
      builtIn ? concat(startVoice(voice), startEars(ears)) : EMPTY,
      withGateway(
        io,
        options,
        () => badGateway(voice, ears),
        (gateway) => acts(io, printer, options, gateway, builtIn),
      ),
    ).pipe(ignoreElements());
  });
}

function acts(
  io: Io,
  printer: Printer,
  options: DemoOptions,
  gateway: GatewayOptions,
  builtIn: boolean,
): Observable<unknown> {
  const show = timeline(io, printer.json);
  const { tts, stt } = sessions(gateway, options);
  const spoken = nothingSpoken();
  let heard = '';
  greet(show, gateway.url, builtIn);
  tts.warm();

  return concat(
    defer(() => {
      show.heading('1  A model writes, and is spoken while it writes');
      return actSpeak(tts, demoTexts.first, show, spoken).pipe(
        writeWav(io.folder, options.out, format),
      );
    }),
    defer(() => {
      show.heading('2  Another turn, and you interrupt it');
      return actInterrupt(tts, demoTexts.second, show);
    }),
    defer(() => {
      show.heading('3  The first turn again, as a microphone would bring it');
      if (builtIn) show.line(show.paint.dim(`           ${knows}`));
      return actListen(stt, spoken.audio, show).pipe(
        toArray(),
        tap((finals) => (heard = finals.join(' '))),
      );
    }),
    defer(() =>
      builtIn
        ? differenceFromReference(spoken.audio, spoken.segments, format, options.voice)
        : of(undefined),
    ).pipe(
      map((difference) => {
        const texts = { said: demoTexts.first, heard };
        conclude(printer, show, texts, spoken, difference, options.out);
      }),
    ),
  ).pipe(
    finalize(() => {
      show.settle();
      tts.close();
      stt.close();
    }),
  );
}

const knows = `(the built-in recogniser knows the ${new Set(wordsOf(vocabulary)).size} words of both texts, not all of English)`;

const badGateway = (voice: SynthesisEngine, ears: RecognitionEngine) => ({
  tts: faults.dropAfter({ audio: cutAfter })(ttsGateway({ engine: voice })),
  stt: sttGateway({ engine: ears }),
});

function sessions(gateway: GatewayOptions, { ttsModel, sttModel, voice }: DemoOptions) {
  const { encoding, sampleRate } = format;
  return {
    tts: synthesizer({
      gateway,
      model: ttsModel,
      encoding,
      sampleRate,
      backoff: patience,
      ...(voice === undefined ? {} : { voice }),
    }),
    stt: recognizer({ gateway, model: sttModel, backoff: patience }),
  };
}

function greet({ paint, line }: Timeline, url: string, builtIn: boolean): void {
  line(
    `${paint.bold('rxjs-voice')}  ${paint.dim('speaks, loses its line, is interrupted, and hears itself')}`,
  );
  line(
    builtIn
      ? `The gateway is ${paint.cyan(url)}, on this machine: real speech, a real WebSocket, and a line that gets cut.`
      : `The gateway is ${paint.cyan(url)}. Its line is not cut here.`,
  );
}
