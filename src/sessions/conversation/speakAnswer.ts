import { BehaviorSubject, Subject, type Subscription, tap } from 'rxjs';
import { type AudioChunk, durationOf } from '../../audio';
import { bufferAudio, flushEvery } from '../../operators';
import { VoiceError } from '../../errors';
import { type SpeechCommand } from '../../protocol';
import { type ConversationOptions } from './ConversationOptions';
import { playByClock } from './playByClock';
import { shortChunks } from './shortChunks';
import { type AnswerInput } from './talking';

/**
 * An answer on its way from text to sound.
 *
 * @internal
 */
export interface Speaker {
  say(text: string): void;
  end(): void;
  pause(paused: boolean): void;
  /** Silences it, at once. */
  stop(): void;
}

/** How much is out of reach once it is released, ms. */
const chunkMs = 20;

/**
 * Speaks an answer.
 *
 * @param hear - told what happens to it
 * @param hand - given what is to be heard, where nothing plays
 * @internal
 */
export function speakAnswer(
  { tts, play, flush, buffer, bargeIn }: ConversationOptions,
  turn: string,
  hear: (input: AnswerInput) => void,
  hand: (chunk: AudioChunk) => void,
): Speaker {
  const text$ = new Subject<string>();
  const paused$ = new BehaviorSubject(false);
  const silenced$ = new Subject<void>();
  let whole = false;
  const phrases = phraseNotes((text) => hear({ type: 'phrase', text }));

  const speech$ = tts.speak(
    text$.pipe(flushEvery({ sentences: 1, quiet: 400, ...flush }), tap(phrases)),
    { turn },
  );
  const speaking: Subscription = speech$
    .pipe(
      tap((chunk) => hear({ type: 'received', ms: durationOf(chunk) })),
      shortChunks(chunkMs),
      bufferAudio({
        ahead: buffer?.ahead ?? 0,
        lead: play === undefined ? 0 : (buffer?.lead ?? 60),
        max: Infinity,
        paused: paused$,
      }),
      tap({ complete: () => (whole = true) }),
      play ?? playByClock(hand, silenced$, bargeIn?.fadeOut ?? 15),
    )
    .subscribe({
      next: (ms) => hear({ type: 'played', ms }),
      complete: () =>
        hear(whole ? { type: 'played-out' } : { type: 'play-failed', error: endedEarly() }),
      error: (error: unknown) => hear({ type: 'play-failed', error }),
    });

  return {
    say: (text) => text$.next(text),
    end: () => text$.complete(),
    pause: (paused) => paused$.next(paused),
    stop: () => {
      silenced$.next();
      speaking.unsubscribe();
    },
  };
}

/** Nobody heard the rest: it is no answer that was said. */
const endedEarly = () =>
  new VoiceError(
    'playback-failed',
    'Playing an answer: play completed before its audio did. Let it complete when all was played, and end an answer early with interrupt.',
    { player: 'play' },
    { retryable: false },
  );

/** Tells of each flush what it asks for. */
function phraseNotes(told: (text: string) => void): (command: SpeechCommand) => void {
  let text = '';
  return (command) => {
    if (command.type === 'text') text += command.text;
    else {
      told(text);
      text = '';
    }
  };
}
