import {
  defer,
  distinctUntilChanged,
  fromEvent,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  startWith,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import { wakeUps } from '../connection';

/** In which browsers let a page sound; a tap is one only at its end. */
const gestures = ['pointerdown', 'pointerup', 'touchend', 'keydown', 'click'];

/** How long a context that may sound takes to begin, ms. Before that it is not held back, only slow. */
const startsWithin = 250;

const gestures$ = defer(() =>
  typeof document === 'undefined'
    ? NEVER
    : merge(...gestures.map((type) => fromEvent(document, type, { capture: true, passive: true }))),
);

/**
 * Tells whether the browser holds a context back, as before the first gesture and in a telephone call, and makes it go on as
 * soon as it may: at each gesture, and when the page is seen again.
 *
 * Cold. Emits when that is known, and after each change. Never completes; unsubscribing takes its listeners away.
 *
 * @internal
 */
export const suspensions = (context: AudioContext): Observable<boolean> =>
  fromEvent(context, 'statechange').pipe(
    startWith(undefined),
    map(() => context.state),
    distinctUntilChanged(),
    switchMap((state) => {
      if (state === 'running') return of(false);
      if (state === 'closed') return NEVER;
      const waking$ = merge(gestures$, wakeUps()).pipe(
        startWith(undefined),
        tap(() => resume(context)),
        mergeMap(() => NEVER),
      );
      return merge(timer(startsWithin).pipe(map(() => true)), waking$);
    }),
    distinctUntilChanged(),
  );

/**
 * Asks a context to go on. The browser may leave that unanswered until a gesture.
 *
 * @internal
 */
export function resume(context: AudioContext): void {
  // Refused when it is closed meanwhile: whoever closed it knows.
  context.resume().catch(() => undefined);
}
