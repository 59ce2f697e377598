import { DestroyRef, inject } from '@angular/core';
import { isObservable, type Observable, of, Subject, Subscription } from 'rxjs';
import { type SpeechCommand } from '../protocol';
import { type Synthesizer, synthesizer, type SynthesizerOptions, type TtsEvent } from '../sessions';
import { asVoiceError, guarded } from './applicationFailed';
import { type Choice, read, synthesizerOptions } from './choices';
import { levelMeter } from './levelMeter';
import { sessionLine } from './sessionLine';
import { signalBoard } from './signalBoard';
import { speakTurn } from './speakTurn';
import { noTurn, turnStep } from './turnStep';
import { injectVoice } from './voice';
import { type SpeakingOptions, type TurnEvent, type VoiceSynthesizer } from './VoiceSynthesizer';

/**
 * Makes a voice for a component or a service: its own session, on the loudspeaker of {@link provideVoice}. It ends with the
 * injector.
 *
 * A turn interrupts whatever sounds on that loudspeaker, another's too. Nothing of it runs inside the zone, and none of its
 * timers keeps the application from being stable.
 *
 * @example A button that speaks, and one that stops it
 * ```ts
 * import { Component } from '@angular/core';
 * import { injectSynthesizer } from 'rxjs-voice/angular';
 *
 * @Component({
 *   selector: 'app-speak',
 *   template: `
 *     <button (click)="voice.speak('Hello there.')">Say hello</button>
 *     @if (voice.speaking()) { <button (click)="voice.stop()">Stop</button> }
 *     @if (voice.error(); as error) { <p role="alert">{{ error.message }}</p> }
 *   `,
 * })
 * export class Speak {
 *   readonly voice = injectSynthesizer();
 * }
 * ```
 *
 * @example Another voice for the next turn, as a signal says
 * ```ts
 * const chosen = signal('aura-2-thalia-en');
 * const voice = injectSynthesizer(() => ({ voice: chosen() }));
 * ```
 *
 * @example The tokens of a model, sentence by sentence
 * ```ts
 * voice.speak(tokens$.pipe(flushEvery({ sentences: 1, quiet: 400 })));
 * ```
 *
 * @param options - where it differs from what `provideVoice` says
 * @returns the voice
 * @throws a `VoiceError` `invalid-option` where there is no `provideVoice`
 * @category Angular
 */
export function injectSynthesizer(options: Choice<SpeakingOptions> = {}): VoiceSynthesizer {
  const voice = injectVoice('injectSynthesizer');
  const board = signalBoard({ ...noTurn, level: 0 });
  const turns = new Subject<TurnEvent>();
  const levels = new Subject<number>();
  const meter = levelMeter(
    (level) => levels.next(level),
    (level) => board.show({ ...board.state(), level }),
  );
  const line = sessionLine<Synthesizer, TtsEvent, SynthesizerOptions & SpeakingOptions>(
    voice,
    () => synthesizerOptions(voice, read(options)),
    synthesizer,
    (replaced) => replaced.close(),
  );
  let stop: () => void = () => undefined;
  let count = 0;

  const tell = (event: TurnEvent) => {
    board.show(turnStep(board.state(), event));
    turns.next(event);
  };

  function begin(turn: string, text$: Observable<string | SpeechCommand>): void {
    const life = new Subscription();
    let playedMs = 0;
    const end = (event: TurnEvent) => {
      if (life.closed) return;
      life.unsubscribe();
      meter.rest();
      tell(event);
    };
    const fail = (error: unknown) =>
      end({ type: 'failed', turn, playedMs, error: asVoiceError('speaker', error) });

    stop();
    stop = () => end({ type: 'interrupted', turn, playedMs });
    life.add(voice.floor.take(stop));
    tell({ type: 'begun', turn });
    if (life.closed) return;
    try {
      const sink = voice.speaker();
      sink.resume?.();
      const { session, options: chosen } = line.use();
      const turn$ = speakTurn({
        ...{ turn, text$, tts: session, sink, encoding: chosen.encoding, buffer: chosen.buffer },
        heard: (chunk) => {
          meter.measure(chunk);
          tell({ type: 'audio', turn, chunk });
        },
        measured: (metrics) => board.show({ ...board.state(), metrics }),
      });
      life.add(
        turn$.subscribe({
          next: (ms) => {
            if (ms <= playedMs) return;
            playedMs = ms;
            tell({ type: 'playing', turn, playedMs });
          },
          error: fail,
          complete: () => end({ type: 'said', turn, playedMs }),
        }),
      );
    } catch (error) {
      fail(error);
    }
  }

  inject(DestroyRef).onDestroy(() =>
    voice.outside(() => {
      stop();
      line.end();
      turns.complete();
      levels.complete();
    }),
  );

  return {
    ...board.signals,
    get session() {
      return line.line.session;
    },
    status: line.line.status,
    status$: line.line.status$,
    events$: line.line.events$,
    turns$: turns.asObservable(),
    levels$: levels.asObservable(),
    speak: (text, { turn = `turn-${++count}` } = {}) => {
      if (voice.onServer) return;
      const text$ = isObservable(text) ? guarded('text', () => text) : of(text);
      voice.outside(() => begin(turn, text$));
    },
    stop: () => voice.outside(() => stop()),
    warm: () => {
      if (!voice.onServer) voice.outside(() => line.use().session.warm());
    },
  };
}
