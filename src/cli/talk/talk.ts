import {
  concat,
  connect,
  defer,
  EMPTY,
  finalize,
  identity,
  ignoreElements,
  map,
  merge,
  type Observable,
  of,
  Subject,
  takeUntil,
  tap,
} from 'rxjs';
import { sttGateway, ttsGateway } from '../../gateway';
import { fliteVoice } from '../../node';
import { play } from '../../operators';
import {
  type ConversationOptions,
  conversation,
  type GatewayOptions,
  recognizer,
  synthesizer,
  transcribe,
  turnMetrics$,
} from '../../sessions';
import { builtInEars } from '../builtInEars';
import { type Io } from '../Io';
import { patience } from '../patience';
import { type Printer } from '../printer';
import { recordTo } from '../record/recordTo';
import { reportLine } from '../reportLine';
import { sentenceOf } from '../sentenceOf';
import { startEars, startVoice } from '../startEngine';
import { type GatewayChoice, withGateway } from '../withGateway';
import { countAnswers } from './countAnswers';
import { deafWhileSpeaking } from './deafWhileSpeaking';
import { endOfSpeech } from './endOfSpeech';
import { type Microphone, microphone } from './microphone';
import { type Speaker, speaker } from './speaker';
import { thinkCommand } from './thinkCommand';
import { transcript } from './transcript';

/** The options of `talk`. */
export interface TalkOptions extends GatewayChoice {
  readonly think?: string;
  readonly in?: string;
  readonly out?: string;
  readonly bargeIn: boolean;
  readonly vocabulary?: string;
  readonly voice?: string;
  readonly language?: string;
  readonly ttsModel: string;
  readonly sttModel: string;
  readonly record?: string;
}

/**
 * Talks with the user: what they say is answered by a command of theirs, aloud, and they may talk over it.
 *
 * @internal
 */
export function talk(io: Io, printer: Printer, options: TalkOptions): Observable<never> {
  return defer(() => {
    const ears = options.url === undefined ? builtInEars(io, options.vocabulary) : undefined;
    const voice = fliteVoice();
    const from = microphone(io, options.in);
    const to = speaker(io, options.out);
    const talked$ = withGateway(
      io,
      options,
      () => ({
        tts: ttsGateway({ engine: voice }),
        ...(ears && { stt: sttGateway({ engine: ears }) }),
      }),
      recordTo(io, printer, options.record, (gateway) =>
        hold(io, printer, options, { gateway, from, to }),
      ),
    );
    const started$ = ears === undefined ? EMPTY : concat(startVoice(voice), startEars(ears));

    return concat(started$, talked$).pipe(finalize(() => printer.status('')));
  });
}

function hold(
  io: Io,
  printer: Printer,
  { think, bargeIn, voice, language, ttsModel, sttModel, out }: TalkOptions,
  { gateway, from, to }: { gateway: GatewayOptions; from: Microphone; to: Speaker },
): Observable<never> {
  return defer(() => {
    const stt = recognizer({
      gateway,
      model: sttModel,
      backoff: patience,
      ...(language === undefined ? {} : { language }),
    });
    const tts = synthesizer({
      gateway,
      model: ttsModel,
      backoff: patience,
      ...(voice === undefined ? {} : { voice }),
    });
    const over$ = new Subject<void>();
    const shown = transcript(io, printer);
    const count = countAnswers();
    const ends = endOfSpeech();
    const { ears, mouth } = bargeIn ? { ears: identity, mouth: identity } : deafWhileSpeaking();

    const talk$ = conversation({
      hear$: from.audio$.pipe(ears, ends.ears, transcribe(stt)),
      think: think === undefined ? echo : thinkCommand(io, think),
      tts,
      play: play(to.sink),
    }).pipe(
      mouth,
      ends.mouth,
      connect((events$) =>
        merge(
          events$.pipe(tap(shown.show)),
          turnMetrics$(events$).pipe(map(ends.measured), tap(shown.measured), tap(count.add)),
        ),
      ),
      finalize(() => over$.next()),
    );
    const lines$ = merge(
      stt.status$.pipe(
        tap(({ state }) => {
          if (state === 'ready') shown.idle();
        }),
        reportLine(printer, () => undefined),
      ),
      // It is dialled in the middle of a conversation, whose words stand where this would.
      tts.status$.pipe(reportLine({ ...printer, status: () => undefined }, () => undefined)),
    ).pipe(takeUntil(over$));
    const finish = () => {
      to.finish();
      if (out !== undefined && count.spoke())
        printer.note(`${printer.paint.green('✓')} what was heard is in ${out}`);
    };
    const finishAnyway = () => {
      try {
        finish();
      } catch (error) {
        // It has ended already, or failed with something else: nobody would hear of it.
        printer.warn(`${printer.paint.red('error:')} ${sentenceOf(error)}`);
      }
    };

    printer.note(printer.paint.dim(`${from.name} is heard. Speak; Ctrl-C ends it.`));
    return concat(merge(lines$, talk$).pipe(ignoreElements()), count.verdict()).pipe(
      tap({ complete: finish, error: finishAnyway, unsubscribe: finishAnyway }),
      finalize(() => {
        stt.close();
        tts.close();
      }),
    );
  });
}

const echo: ConversationOptions['think'] = (text) => of(text);
