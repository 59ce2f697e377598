import { defer, Observable, Subject } from 'rxjs';
import { microphoneFailure } from './microphoneFailure';
import { type MicrophoneOptions } from './MicrophoneOptions';
import { mediaDevices } from './mediaDevices';

/**
 * Tells that a microphone was given: from then on the browser tells the names of all.
 *
 * @internal
 */
export const given$ = new Subject<void>();

/**
 * Asks the user for a microphone.
 *
 * Cold. Emits its stream, and never completes. Unsubscribing releases it at once, and where the user has not answered yet, as
 * soon as they do.
 *
 * @internal
 */
export const microphoneStream = (options: MicrophoneOptions): Observable<MediaStream> =>
  new Observable((output) => {
    const devices = mediaDevices('Recording the microphone', 'getUserMedia');
    let stream: MediaStream | undefined;
    const release = () => stream?.getTracks().forEach((track) => track.stop());
    // Not a subscription of the output's: an answer that comes late has to be undone.
    defer(() => devices.getUserMedia({ audio: constraintsOf(options) })).subscribe({
      next: (answer) => {
        stream = answer;
        given$.next();
        if (output.closed) release();
        else output.next(answer);
      },
      error: (cause: unknown) => output.error(microphoneFailure(cause, options.device)),
    });
    return release;
  });

const constraintsOf = ({
  device,
  echoCancellation = true,
  noiseSuppression = true,
  autoGainControl = true,
}: MicrophoneOptions): MediaTrackConstraints => ({
  channelCount: 1,
  echoCancellation,
  noiseSuppression,
  autoGainControl,
  ...(device !== undefined && { deviceId: { exact: device } }),
});
