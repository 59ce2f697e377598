import { from, merge, NEVER, Observable, Subject, takeUntil, tap } from 'rxjs';
import { type AudioChunk } from '../../audio';
import { outbox } from '../outbox';
import { type TtsEvent } from '../SynthesizerOptions';
import { timers } from '../timers';
import { type ConversationEvent } from './ConversationEvent';
import { type ConversationOptions } from './ConversationOptions';
import { type Speaker, speakAnswer } from './speakAnswer';
import {
  quiet,
  type AnswerInput,
  type Talking,
  type TalkEffect,
  type TalkInput,
  type TalkTimer,
} from './talking';
import { talkRules } from './talkRules';
import { talkStep } from './talkStep';
import { thinkAnswer } from './thinkAnswer';

/**
 * The loop of a voice agent: what the user says is answered, aloud, and whoever talks over the answer interrupts it.
 *
 * ```text
 * hear$            -f-u---------p           f final, u utterance-end, p partial
 * think(f)            T                     one token
 * conversation()   -i-(utF)a-b-c(iX)        i hearing, u heard, t token, F phrase, a to c audio, X interrupted
 * tts, sent        -i-(Tf)------c           i init, T text, f flush, c clear
 * ```
 *
 * An utterance is the finals up to an `utterance-end`, or until nothing follows the last of them for `silence` ms; a partial
 * waits for its final. It is given to `think` with the history. The tokens go through `flushEvery` to `tts`, and the audio,
 * paced in real time, to `play`. `hear$` stays subscribed all the while.
 *
 * A sign of speech while an answer is thought or spoken interrupts it, once: `play` is unsubscribed, which silences it and
 * lets go of the gateway, then `think`; all in the same call, before the `interrupted` event is emitted. That event says how
 * much was heard, by what `play` said last, and in which words: from word times where the route gives them, else by the share of the
 * segment's length. Only what was heard goes into the history, so the model knows what the user knows. `bargeIn` says what
 * interrupts and what does not.
 *
 * A pause, where `bargeIn.pause` asks for it, holds the audio back before `play`, which need not know how to pause: what it
 * holds already, `lead` ms and a chunk of 20 ms, still sounds.
 *
 * An answer that fails is a `failed` event, and the next utterance is answered. An error of `hear$`, `interrupt` or `hush`, or a throw
 * of an option's function, silences what speaks and is the error of the conversation. When `hear$` completes, it completes
 * after the last answer. Unsubscribing silences and lets go of everything. The session `tts` stays open: it is yours.
 *
 * @example A voice agent
 * ```ts
 * const talk$ = conversation({
 *   hear$: microphone$.pipe(transcribe(stt)),
 *   think: (text, history, { signal }) => model.stream([...history, { role: 'user', content: text }], { signal }),
 *   tts,
 *   play: play(speaker),
 * });
 * talk$.subscribe((event) => console.log(event));
 * ```
 *
 * @param options - what hears, thinks, speaks and plays
 * @returns what happens; cold, a conversation for each subscription
 * @throws a `VoiceError` `invalid-option` for options that cannot work
 * @category Sessions
 */
export function conversation(options: ConversationOptions): Observable<ConversationEvent> {
  const rules = talkRules(options);
  const { hear$, interrupt, hush, tts } = options;

  return new Observable<ConversationEvent>((output) => {
    const users = outbox();
    const waits = timers<TalkTimer>((timer) => tell({ type: 'elapsed', timer }));
    const lines = new Map<string, Line>();
    const over$ = new Subject<void>();
    let state = quiet;

    function tell(input: TalkInput): void {
      if (output.closed) return;
      users.hold(() => {
        try {
          const step = talkStep(rules, state, input);
          state = step.state;
          for (const effect of step.effects) run(effect);
        } catch (error) {
          fail(error);
        }
      });
    }

    function run(effect: TalkEffect): void {
      switch (effect.type) {
        case 'arm':
          waits.arm(effect.timer, effect.ms);
          return;
        case 'disarm':
          waits.disarm(effect.timer);
          return;
        case 'stop':
          stop(effect.turn);
          return;
        case 'pause':
        case 'resume':
          lines.get(effect.turn)?.speaker?.pause(effect.type === 'pause');
          return;
        case 'tell':
          users.put(() => output.next(effect.event));
          return;
        case 'warm':
          tts.warm();
          return;
        case 'speak':
          if (isWanted(state, effect.turn)) speak(effect.turn);
          return;
        case 'think':
          if (!isWanted(state, effect.turn)) return;
          thinkAnswer(options, effect, lineOf(effect.turn).gone$, teller(effect.turn));
          return;
        case 'say':
          lines.get(effect.turn)?.speaker?.say(effect.text);
          return;
        case 'end':
          lines.get(effect.turn)?.speaker?.end();
          return;
        case 'finish':
          users.put(() => output.complete());
      }
    }

    function speak(turn: string): void {
      const line = lineOf(turn);
      const hand = (chunk: AudioChunk) =>
        users.put(() => output.next({ type: 'audio', turn, chunk }));
      line.speaker = speakAnswer(options, turn, teller(turn), hand);
      // It may have failed at once.
      if (lines.get(turn) !== line) line.speaker.stop();
    }

    function lineOf(turn: string): Line {
      const line = lines.get(turn) ?? { gone$: new Subject<void>(), speaker: undefined };
      lines.set(turn, line);
      return line;
    }

    function stop(turn: string): void {
      const line = lines.get(turn);
      lines.delete(turn);
      try {
        line?.speaker?.stop();
      } finally {
        // Also where what plays throws as it is let go of: nothing goes on thinking for nobody.
        line?.gone$.next();
      }
    }

    function fail(error: unknown): void {
      users.hold(() => {
        state = quiet;
        try {
          silence();
        } catch {
          // What went wrong first is what is told.
        }
        users.put(() => output.error(error));
      });
    }

    function silence(): void {
      waits.clear();
      try {
        [...lines.keys()].forEach(stop);
      } finally {
        over$.next();
      }
    }

    const teller = (turn: string) => (input: AnswerInput) => tell({ ...input, turn });

    output.add(silence);
    merge(
      tts.events$.pipe(tap(tellOfTurn)),
      from(interrupt ?? NEVER).pipe(tap(() => tell({ type: 'interrupt' }))),
      from(hush ?? NEVER).pipe(tap(() => tell({ type: 'hush' }))),
      hear$.pipe(
        tap({
          next: (event) => tell({ type: 'heard', event }),
          complete: () => tell({ type: 'deaf' }),
        }),
      ),
    )
      .pipe(takeUntil(over$))
      .subscribe({ error: fail });

    function tellOfTurn(event: TtsEvent): void {
      if (event.type === 'segment' || event.type === 'segment-end' || event.type === 'words')
        tell(event);
    }
  });
}

/** What an answer holds. */
interface Line {
  readonly gone$: Subject<void>;
  speaker: Speaker | undefined;
}

const isWanted = ({ answer, thought }: Talking, turn: string): boolean =>
  answer?.turn === turn || thought?.turn === turn;
