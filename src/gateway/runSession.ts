import { ignoreElements, merge, mergeAll, Observable, Subject, type Subscriber, tap } from 'rxjs';
import { type Frame } from '../connection';

/**
 * A session as a pure function: what it is at first, and what a message or a due time makes of it.
 *
 * @internal
 */
export interface SessionPlan<State, Input, Effect> {
  /** What it is at first. */
  readonly initial: State;
  /** What an input makes of it, and what is to be done. */
  readonly step: (state: State, input: Input) => readonly [State, readonly Effect[]];
  /** Does it: at once through `line`, or as work of its own that ends with the session. */
  readonly perform: (effect: Effect, line: SessionLine<Input>) => Observable<unknown> | undefined;
}

/**
 * What the effects of a session act on.
 *
 * @internal
 */
export interface SessionLine<Input> {
  /** The client: frames, the end, or the error that says how the line ends. */
  readonly client: Subscriber<Frame>;
  /** Hands the session an input, after those that wait. */
  readonly tell: (input: Input) => void;
}

/**
 * Runs a pure session. Inputs are taken one at a time, each with all its effects, also where an effect causes the next one
 * synchronously. The completion of `inputs$` ends nothing; its error is the session's.
 *
 * @internal
 */
export function runSession<State, Input extends object, Effect>(
  { initial, step, perform }: SessionPlan<State, Input, Effect>,
  inputs$: Observable<Input>,
): Observable<Frame> {
  return new Observable((client) => {
    const work$ = new Subject<Observable<unknown>>();
    const waiting: Input[] = [];
    let state = initial;
    let busy = false;

    const take = (input: Input) => {
      const [next, effects] = step(state, input);
      state = next;
      for (const effect of effects) {
        if (client.closed) return;
        const work = perform(effect, line);
        if (work !== undefined) work$.next(work);
      }
    };
    const tell = (input: Input) => {
      waiting.push(input);
      if (busy) return;
      busy = true;
      for (let next = waiting.shift(); next && !client.closed; next = waiting.shift()) take(next);
      busy = false;
    };
    const line: SessionLine<Input> = { client, tell };

    merge(work$.pipe(mergeAll()), inputs$.pipe(tap(tell)))
      .pipe(ignoreElements())
      .subscribe(client);
  });
}
