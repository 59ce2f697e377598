import { DestroyRef, inject } from '@angular/core';
import { finalize, type Observable, share, Subject, Subscription, takeUntil, tap } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type SpeechEvent } from '../protocol';
import { type Recognizer, recognizer, type RecognizerOptions, type SttEvent } from '../sessions';
import { asVoiceError, guarded } from './applicationFailed';
import { type Choice, read, recognizerOptions } from './choices';
import { levelMeter } from './levelMeter';
import { listenStep, type ListenInput, notListening } from './listenStep';
import { sessionLine } from './sessionLine';
import { signalBoard } from './signalBoard';
import { injectVoice } from './voice';
import { type ListeningOptions, type VoiceRecognizer } from './VoiceRecognizer';
import { without } from './without';

/**
 * Makes ears for a component or a service: its own session, on the microphone of {@link provideVoice}. It ends with the injector.
 *
 * Nothing of it runs inside the zone, and none of its timers keeps the application from being stable.
 *
 * @example Live captions
 * ```ts
 * import { Component } from '@angular/core';
 * import { injectRecognizer } from 'rxjs-voice/angular';
 *
 * @Component({
 *   selector: 'app-captions',
 *   template: `
 *     <button (click)="ears.listening() ? ears.stop() : ears.start()">
 *       {{ ears.listening() ? 'Stop' : 'Listen' }}
 *     </button>
 *     <p aria-live="polite">{{ ears.captions().committed }} <i>{{ ears.captions().tentative }}</i></p>
 *     @if (ears.error(); as error) { <p role="alert">{{ error.message }}</p> }
 *   `,
 * })
 * export class Captions {
 *   readonly ears = injectRecognizer();
 * }
 * ```
 *
 * @example Only speech leaves the page
 * ```ts
 * const ears = injectRecognizer({ hear: (audio$, stt) => stt.transcribe(audio$.pipe(gateSpeech())) });
 * ```
 *
 * @param options - where it differs from what `provideVoice` says
 * @returns the ears
 * @throws a `VoiceError` `invalid-option` where there is no `provideVoice`
 * @category Angular
 */
export function injectRecognizer(options: Choice<ListeningOptions> = {}): VoiceRecognizer {
  const voice = injectVoice('injectRecognizer');
  const board = signalBoard({ ...notListening, level: 0 });
  const microphone$ = new Subject<AudioChunk>();
  const speech$ = new Subject<SpeechEvent>();
  const levels$ = new Subject<number>();
  const runs = new Subscription();
  const meter = levelMeter(
    (level) => levels$.next(level),
    (level) => board.show({ ...board.state(), level }),
  );
  const line = sessionLine<Recognizer, SttEvent, RecognizerOptions>(
    voice,
    () => recognizerOptions(voice, without(read(options), 'microphone', 'hear')),
    recognizer,
    // What it still awaits comes; it has no line without that.
    () => undefined,
  );
  let newest: Run | undefined;

  const tell = (run: Run, input: ListenInput) => {
    if (run === newest) board.show(listenStep(board.state(), input));
  };

  function begin(): void {
    const run: Run = { over$: new Subject(), life: new Subscription() };
    newest = run;
    runs.add(run.life);
    tell(run, { type: 'started' });
    const end = (input: ListenInput) => {
      run.life.unsubscribe();
      runs.remove(run.life);
      tell(run, input);
    };
    const fail = (error: unknown) => end({ type: 'failed', error: asVoiceError('hear', error) });
    try {
      const { session } = line.use();
      const { microphone, hear = transcribeAll } = read(options);
      const audio$ = voice.microphone(microphone).pipe(
        tap((chunk) => {
          tell(run, { type: 'audio' });
          if (run === newest) meter.measure(chunk);
          microphone$.next(chunk);
        }),
        takeUntil(run.over$),
        finalize(() => {
          tell(run, { type: 'deaf' });
          if (run === newest) meter.rest();
        }),
        share(),
      );
      run.life.add(
        guarded('hear', () => hear(audio$, session)).subscribe({
          next: (event) => {
            tell(run, { type: 'speech', event });
            speech$.next(event);
          },
          error: fail,
          complete: () => end({ type: 'over' }),
        }),
      );
    } catch (error) {
      fail(error);
    }
  }

  inject(DestroyRef).onDestroy(() =>
    voice.outside(() => {
      runs.unsubscribe();
      line.end();
      for (const subject of [microphone$, speech$, levels$]) subject.complete();
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
    microphone$: microphone$.asObservable(),
    speech$: speech$.asObservable(),
    levels$: levels$.asObservable(),
    start: () => {
      if (!voice.onServer && !board.state().listening) voice.outside(begin);
    },
    stop: () => voice.outside(() => newest?.over$.next()),
    cancel: () =>
      voice.outside(() => {
        if (newest === undefined || newest.life.closed) return;
        newest.life.unsubscribe();
        tell(newest, { type: 'over' });
      }),
  };
}

/** One transcription. */
interface Run {
  /** Lets go of the microphone. */
  readonly over$: Subject<void>;
  readonly life: Subscription;
}

const transcribeAll = (audio$: Observable<AudioChunk>, stt: Recognizer) => stt.transcribe(audio$);
