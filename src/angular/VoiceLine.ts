import { type Signal } from '@angular/core';
import { type Observable } from 'rxjs';
import { type ConnectionStatus } from '../sessions';

/**
 * A session of an inject function, and how its line is. Where options change, a new session takes the place of the old one,
 * and everything here is of the newest.
 *
 * @typeParam Session - a `Synthesizer` or a `Recognizer`
 * @typeParam Event - what happens in it
 * @category Angular
 */
export interface VoiceLine<Session, Event> {
  /**
   * The session, made when first needed; also on a server, where it dials nothing by itself. What you begin with it yourself
   * runs in the zone that you begin it in. Throws a `VoiceError` `invalid-option` for options that cannot work.
   */
  readonly session: Session;
  /** How the line is. */
  readonly status: Signal<ConnectionStatus>;
  /** How the line is. Replays the latest, never errors, completes with the injector; emits outside the zone. */
  readonly status$: Observable<ConnectionStatus>;
  /** What happens in the session. Hot, never errors, completes with the injector; emits outside the zone. */
  readonly events$: Observable<Event>;
}
