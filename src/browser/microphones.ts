import {
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  fromEvent,
  map,
  merge,
  type Observable,
  of,
  switchMap,
} from 'rxjs';
import { mediaDevices } from './mediaDevices';
import { given$ } from './microphoneStream';
import { unavailable } from './unavailable';

const doing = 'Listing the microphones';

/**
 * A microphone that can be chosen.
 *
 * @category Browser
 */
export interface MicrophoneDevice {
  /** Its `device` for {@link microphone}. It differs from site to site. */
  readonly id: string;
  /** Its name for people. Empty before the user has allowed a microphone. */
  readonly name: string;
}

/**
 * Tells which microphones there are: now, after one was plugged in or out, and when the user has allowed them, since only then
 * browsers tell their names. Before that, and where there is none, the list may be empty.
 *
 * Cold. Never completes; unsubscribing takes its listeners away. Asks the user for nothing. Errors with `audio-unavailable` where
 * the page or platform has no access to devices.
 *
 * @example
 * ```ts
 * microphones().subscribe((devices) => showChoice(devices.map(({ id, name }) => ({ value: id, text: name || 'Microphone' }))));
 * ```
 *
 * @returns lists, each whole
 * @see {@link microphone}
 * @category Browser
 */
export function microphones(): Observable<readonly MicrophoneDevice[]> {
  return defer(() => {
    const devices = mediaDevices(doing, 'mediaDevices');
    return merge(of(undefined), fromEvent(devices, 'devicechange'), allowed$, given$).pipe(
      switchMap(() => devices.enumerateDevices()),
      catchError((cause: unknown) => {
        throw unavailable(
          doing,
          'enumerateDevices',
          'The browser refused: the permissions policy of the page may forbid it.',
          cause,
        );
      }),
      map((all) =>
        all
          .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
          .map(({ deviceId, label }) => ({ id: deviceId, name: label })),
      ),
      distinctUntilChanged(
        (before, now) =>
          before.length === now.length &&
          before.every(({ id, name }, i) => now[i]?.id === id && now[i].name === name),
      ),
    );
  });
}

/** Tells that the user has allowed or forbidden the microphone, where the browser does. */
const allowed$ = defer(() => navigator.permissions.query({ name: 'microphone' })).pipe(
  switchMap((permission) => fromEvent(permission, 'change')),
  // Browsers that do not know that permission.
  catchError(() => EMPTY),
);
