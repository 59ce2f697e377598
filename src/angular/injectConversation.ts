import { DestroyRef, inject } from '@angular/core';
import { Subject, type Subscription } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type SpeechEvent } from '../protocol';
import {
  type ChatMessage,
  type ConversationEvent,
  type Recognizer,
  recognizer,
  type RecognizerOptions,
  type SttEvent,
  type Synthesizer,
  synthesizer,
  type SynthesizerOptions,
  type TtsEvent,
} from '../sessions';
import { asVoiceError } from './applicationFailed';
import { read, recognizerOptions, synthesizerOptions } from './choices';
import { type ConversationInput, conversationStep, noConversation } from './conversationStep';
import { converse } from './converse';
import { levelMeter } from './levelMeter';
import { sessionLine } from './sessionLine';
import { signalBoard } from './signalBoard';
import { injectVoice } from './voice';
import {
  type VoiceConversation,
  type VoiceConversationOptions,
  type VoiceLevels,
} from './VoiceConversation';

/**
 * Makes a conversation for a component or a service: it listens to the microphone of {@link provideVoice}, lets `think` answer, and
 * speaks the answer on its loudspeaker; whoever talks over it interrupts it. It ends with the injector.
 *
 * It is `conversation` of `rxjs-voice`, with sessions of its own. Nothing of it runs inside the zone, `think` included, and
 * none of its timers keeps the application from being stable. Its answers take the loudspeaker with their first audio.
 *
 * @example A voice agent
 * ```ts
 * import { Component } from '@angular/core';
 * import { injectConversation } from 'rxjs-voice/angular';
 *
 * @Component({
 *   selector: 'app-agent',
 *   template: `
 *     @if (talk.state() === 'off') { <button (click)="talk.start()">Talk</button> }
 *     @else { <button (click)="talk.stop()">Hang up</button> }
 *     @for (message of talk.history(); track $index) { <p>{{ message.role }}: {{ message.content }}</p> }
 *     <p>{{ talk.captions().committed }} {{ talk.captions().tentative }}</p>
 *   `,
 * })
 * export class Agent {
 *   readonly talk = injectConversation({
 *     think: (text, history, { signal }) =>
 *       fetch('/think', { method: 'POST', body: JSON.stringify([...history, text]), signal })
 *         .then((answer) => answer.text())
 *         .then((answer) => [answer]),
 *   });
 * }
 * ```
 *
 * @param options - what thinks, and how to listen, to speak and to be interrupted
 * @returns the conversation, which is off
 * @throws a `VoiceError` `invalid-option` where there is no `provideVoice`
 * @category Angular
 */
export function injectConversation(options: VoiceConversationOptions): VoiceConversation {
  const voice = injectVoice('injectConversation');
  const board = signalBoard({ ...noConversation, levels: silence });
  const events$ = new Subject<ConversationEvent>();
  const microphone$ = new Subject<AudioChunk>();
  const speech$ = new Subject<SpeechEvent>();
  const levels$ = new Subject<VoiceLevels>();
  const hush$ = new Subject<void>();
  const tts = sessionLine<Synthesizer, TtsEvent, SynthesizerOptions>(
    voice,
    () => synthesizerOptions(voice, read(options.synthesizer ?? {})),
    synthesizer,
    (replaced) => replaced.close(),
  );
  const stt = sessionLine<Recognizer, SttEvent, RecognizerOptions>(
    voice,
    () => recognizerOptions(voice, read(options.recognizer ?? {})),
    recognizer,
    (replaced) => replaced.close(),
  );
  let levels = silence;
  let running: Subscription | undefined;

  const tell = (input: ConversationInput) => board.show(conversationStep(board.state(), input));
  const meterOf = (side: keyof VoiceLevels) =>
    levelMeter(
      (level) => levels$.next((levels = { ...levels, [side]: level })),
      (level) =>
        board.show({ ...board.state(), levels: { ...board.state().levels, [side]: level } }),
    );
  const meters = { microphone: meterOf('microphone'), speaker: meterOf('speaker') };

  const end = (error?: unknown) => {
    running = undefined;
    tell({
      type: 'over',
      ...(error !== undefined && { error: asVoiceError('bargeIn', error) }),
    });
  };

  function begin(history: readonly ChatMessage[]): void {
    tell({ type: 'started', history });
    try {
      const speaker = voice.speaker();
      speaker.resume?.();
      const talk$ = converse({
        ...{ voice, options, history, speaker, meters, hush$, microphone$, speech$, events$ },
        ...{ tts: tts.use().session, stt: stt.use().session, tell },
      });
      const life = talk$.subscribe({ error: end, complete: () => end() });
      if (!life.closed) running = life;
    } catch (error) {
      end(error);
    }
  }

  function stop(): void {
    // Before it is let go of: it tells then what was heard of the answer.
    hush$.next();
    running?.unsubscribe();
    if (running !== undefined) end();
  }

  inject(DestroyRef).onDestroy(() =>
    voice.outside(() => {
      stop();
      tts.end();
      stt.end();
      for (const subject of [events$, microphone$, speech$, levels$]) subject.complete();
    }),
  );

  return {
    ...board.signals,
    synthesizer: tts.line,
    recognizer: stt.line,
    events$: events$.asObservable(),
    microphone$: microphone$.asObservable(),
    speech$: speech$.asObservable(),
    levels$: levels$.asObservable(),
    start: ({ history } = {}) => {
      if (voice.onServer || running !== undefined) return;
      voice.outside(() => begin(history ?? board.state().history));
    },
    stop: () => voice.outside(stop),
    interrupt: () => voice.outside(() => hush$.next()),
  };
}

const silence: VoiceLevels = { microphone: 0, speaker: 0 };
