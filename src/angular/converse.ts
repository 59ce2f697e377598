import {
  connect,
  finalize,
  ignoreElements,
  merge,
  type Observable,
  share,
  type Subject,
  tap,
} from 'rxjs';
import { type AudioChunk } from '../audio';
import { type SpeechEvent } from '../protocol';
import {
  type ChatMessage,
  conversation,
  type ConversationEvent,
  type Recognizer,
  type Synthesizer,
  turnMetrics$,
} from '../sessions';
import { guarded } from './applicationFailed';
import { type ConversationInput } from './conversationStep';
import { type LevelMeter } from './levelMeter';
import { playOnFloor } from './playOnFloor';
import { type Voice } from './voice';
import { type VoiceConversationOptions } from './VoiceConversation';
import { type VoiceSpeaker } from './VoiceOptions';
import { without } from './without';

/**
 * What a conversation is made of, and where it tells what happens.
 *
 * @internal
 */
export interface Conversing {
  readonly voice: Voice;
  readonly options: VoiceConversationOptions;
  /** What was said before. */
  readonly history: readonly ChatMessage[];
  readonly speaker: VoiceSpeaker;
  readonly tts: Synthesizer;
  readonly stt: Recognizer;
  readonly meters: { readonly microphone: LevelMeter; readonly speaker: LevelMeter };
  readonly hush$: Subject<void>;
  readonly microphone$: Subject<AudioChunk>;
  readonly speech$: Subject<SpeechEvent>;
  readonly events$: Subject<ConversationEvent>;
  readonly tell: (input: ConversationInput) => void;
}

/**
 * A conversation that tells all that happens in it, and emits nothing.
 *
 * @internal
 */
export function converse(given: Conversing): Observable<never> {
  const { voice, options, history: before, speaker, tts, stt, meters, hush$, tell } = given;
  const { microphone, hear, interrupt, think } = options;
  const own = without(options, 'microphone', 'hear', 'interrupt', 'synthesizer', 'recognizer');
  let turn = '';

  const audio$ = voice.microphone(microphone).pipe(
    tap({
      next: (chunk) => {
        tell({ type: 'microphone' });
        meters.microphone.measure(chunk);
        given.microphone$.next(chunk);
      },
      finalize: () => meters.microphone.rest(),
    }),
    share(),
  );
  const hear$ = guarded('hear', () => hear?.(audio$, stt) ?? stt.transcribe(audio$)).pipe(
    tap((event) => {
      tell({ type: 'speech', event });
      given.speech$.next(event);
    }),
  );
  const sounds = (chunk: AudioChunk) => {
    meters.speaker.measure(chunk);
    given.events$.next({ type: 'audio', turn, chunk });
  };
  const { fadeOut = 15 } = own.bargeIn ?? {};
  const play = playOnFloor(speaker, voice.floor, () => hush$.next(), sounds, { fadeOut });

  const talk$ = conversation({
    ...own,
    hear$,
    tts,
    hush: hush$,
    play: (answer$) =>
      answer$.pipe(
        play,
        finalize(() => meters.speaker.rest()),
      ),
    think: (text, history, thinking) =>
      guarded('think', () => think(text, [...before, ...history], thinking)),
    ...(interrupt !== undefined && {
      interrupt: guarded('interrupt', () =>
        typeof interrupt === 'function' ? interrupt(audio$) : interrupt,
      ),
    }),
  });

  return talk$.pipe(
    connect((events$) =>
      merge(
        turnMetrics$(events$).pipe(tap((metrics) => tell({ type: 'measured', metrics }))),
        events$.pipe(
          tap((event) => {
            if (event.type === 'heard') turn = event.turn;
            if (event.type === 'paused') meters.speaker.rest();
            tell({ type: 'event', event });
            given.events$.next(event);
          }),
        ),
      ),
    ),
    ignoreElements(),
  );
}
