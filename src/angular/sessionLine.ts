import { signal } from '@angular/core';
import { BehaviorSubject, type Observable, Subject, switchMap } from 'rxjs';
import { type ConnectionStatus } from '../sessions';
import { same } from './same';
import { type Voice } from './voice';
import { type VoiceLine } from './VoiceLine';

/** What every session has. */
interface SessionLike<Event> {
  readonly status$: Observable<ConnectionStatus>;
  readonly events$: Observable<Event>;
  close(): void;
}

/**
 * A line whose session is replaced when its options change.
 *
 * @internal
 */
export interface SessionLine<Session, Event, Options> {
  /** What its users get. */
  readonly line: VoiceLine<Session, Event>;
  /** The session for the options as they are now, and these. */
  use(): { readonly session: Session; readonly options: Options };
  /** Ends it for good. */
  end(): void;
}

/**
 * Keeps a session, with the options of its last use.
 *
 * @param voice - what it runs in
 * @param choose - gives the options
 * @param make - makes the session
 * @param replaced - lets go of a session that another took the place of
 * @internal
 */
export function sessionLine<Session extends SessionLike<Event>, Event, Options>(
  voice: Voice,
  choose: () => Options,
  make: (options: Options) => Session,
  replaced: (session: Session) => void,
): SessionLine<Session, Event, Options> {
  const status = signal<ConnectionStatus>({ state: 'idle' }, { equal: same });
  const status$ = new BehaviorSubject<ConnectionStatus>({ state: 'idle' });
  const events$ = new Subject<Event>();
  const sessions$ = new Subject<Session>();
  let current: { readonly session: Session; readonly options: Options } | undefined;

  sessions$.pipe(switchMap((session) => session.status$)).subscribe(status$);
  sessions$.pipe(switchMap((session) => session.events$)).subscribe(events$);
  status$.subscribe((next) => status.set(next));

  const use = () => {
    const options = choose();
    if (current !== undefined && same(current.options, options)) return current;
    const before = current?.session;
    current = { session: make(options), options };
    sessions$.next(current.session);
    if (before !== undefined) replaced(before);
    return current;
  };

  return {
    line: {
      get session() {
        return (current ?? voice.outside(use)).session;
      },
      status: status.asReadonly(),
      status$: status$.asObservable(),
      events$: events$.asObservable(),
    },
    use,
    end: () => {
      current?.session.close();
      // What follows the last session completes with it.
      sessions$.complete();
      if (current === undefined) for (const none of [status$, events$]) none.complete();
    },
  };
}
