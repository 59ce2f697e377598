import { NEVER, type Observable } from 'rxjs';

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

/** Tells which microphones there are. */
export function microphones(): Observable<readonly MicrophoneDevice[]> {
  return NEVER;
}
