import {
  catchError,
  combineLatest,
  defer,
  finalize,
  ignoreElements,
  merge,
  type Observable,
  skipWhile,
  switchMap,
  tap,
} from 'rxjs';
import { type AudioChunk, type AudioFormat, bytesPerFrame, requireRate } from '../audio';
import { isVoiceError } from '../errors';
import { requireOption } from '../operators';
import { audioContext, closeContext } from './audioContext';
import { loadWorklet } from './loadWorklet';
import { microphoneLost } from './microphoneFailure';
import { type MicrophoneOptions } from './MicrophoneOptions';
import { microphoneStream } from './microphoneStream';
import { recordStream } from './recordStream';
import { suspensions } from './suspensions';

const doing = 'Recording the microphone';

const speechFormat: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };

/**
 * Records the microphone, in the format that a recognizer wants.
 *
 * ```text
 * microphone()            ---a-b-c-d-e-#      a … = 20 ms of linear16, 16000 Hz; # = microphone-lost, unplugged
 * and with reconnect()    ---a-b-c-d-e-------------a-b-c-…
 * ```
 *
 * Cold: nobody is asked for a microphone before the first subscription. Each one has its own, so `share()` what goes to several
 * places. Chunks are exactly `chunk` ms long, each with bytes of its own; they are converted on the audio thread. Never
 * completes. Unsubscribing releases the microphone at once, and the browser's recording mark goes out.
 *
 * Where the browser holds the audio back (no gesture yet, a telephone call), nothing is emitted and `onSuspended` is told; it is
 * asked again at each gesture and when the page is seen again.
 *
 * Errors:
 * - `microphone-denied`: the user, the browser or the policy of the page said no
 * - `microphone-missing`: there is none, or not the `device`; for one that was recorded before, it is still lost
 * - `microphone-busy`: the system does not give it; retryable
 * - `microphone-lost`: it was unplugged or taken away; retryable, so `reconnect()` waits for it
 * - `audio-unavailable`: no microphone can be had on this page or platform, or the worklet cannot be loaded
 *
 * @example
 * ```ts
 * microphone().pipe(reconnect(), transcribe(stt), finals()).subscribe(({ text }) => console.log(text));
 * ```
 *
 * @param options - which microphone, and how it records
 * @returns chunks, without end
 * @throws `format-mismatch` for opus and mp3, `invalid-option`
 * @see {@link microphones}, {@link speaker}, and `levels` of the main entry
 * @category Browser
 */
export function microphone(options: MicrophoneOptions = {}): Observable<AudioChunk> {
  const { format = speechFormat, chunk = 20, worklet, onSuspended } = options;
  bytesPerFrame(format, doing);
  requireRate(format.sampleRate, doing);
  requireOption(chunk >= 1 && chunk <= 10_000, 'microphone', 'chunk', '1 to 10000 ms', chunk);

  let recorded = false;
  return defer(() => {
    // At once, since a gesture lets it run only while that is handled.
    const context = audioContext(doing);
    const suspended$ = suspensions(context).pipe(
      skipWhile((suspended) => !suspended),
      tap(onSuspended),
      ignoreElements(),
    );
    return combineLatest([microphoneStream(options), loadWorklet(doing, context, worklet)]).pipe(
      tap(() => (recorded = true)),
      switchMap(([stream]) => merge(suspended$, recordStream(context, stream, { format, chunk }))),
      catchError((error: unknown) => {
        // One that was there and is not there now is still unplugged: whoever waits for it has to go on waiting.
        throw recorded && isVoiceError(error, 'microphone-missing') ? microphoneLost(error) : error;
      }),
      finalize(() => closeContext(context)),
    );
  });
}
