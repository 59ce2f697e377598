import {
  asyncScheduler,
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  merge,
  type Observable,
  of,
  startWith,
  take,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import {
  type ClosableSession,
  type Outcome,
  type ScenarioGateway,
  type ScenarioTest,
} from './Scenario';
import { type Stage } from './stage';

/** How long lines may take to end after the test, ms. A peer that does not answer our close is cut after 5 s. */
const leaving = 6000;

/**
 * How a run went, with the times of its values, ms since it began.
 *
 * @internal
 */
export interface Performance<T> {
  readonly outcome: Outcome<T>;
  readonly times: readonly number[];
  readonly end: number;
}

/**
 * Runs a test against a stage: to the end of what it made, and of every line it left open.
 *
 * @internal
 */
export function perform<T>(
  stage: Stage,
  gateways: readonly ScenarioGateway[],
  test: ScenarioTest<T>,
): Observable<Performance<T>> {
  return defer(() => {
    const [gateway] = gateways;
    if (gateway === undefined) throw new Error('The scenario is an empty list of gateways.');
    const sessions: ClosableSession[] = [];
    const closeAfter = <S extends ClosableSession>(session: S): S => {
      sessions.push(session);
      return session;
    };
    const start = asyncScheduler.now();
    const values: T[] = [];
    const times: number[] = [];
    let failed: { readonly error?: unknown } = {};
    let end = 0;
    const now = () => asyncScheduler.now() - start;

    const test$ = defer(() => test({ gateway, gateways, closeAfter })).pipe(
      tap((value) => {
        values.push(value);
        times.push(now());
      }),
      ignoreElements(),
      catchError((error: unknown) => {
        failed = { error };
        return EMPTY;
      }),
    );
    const left$ = defer(() => {
      end = now();
      for (const session of sessions) session.close();
      return stage.changes$.pipe(startWith(undefined)).pipe(
        filter(() => stage.open() === 0),
        take(1),
        timeout({ first: leaving, with: () => throwError(() => stillOpen(stage.open())) }),
        ignoreElements(),
      );
    });
    const outcome$ = defer(() =>
      of({ outcome: { values, ...failed, received: stage.received() }, times, end }),
    );
    return merge(stage.changes$.pipe(ignoreElements()), concat(test$, left$, outcome$)).pipe(
      take(1),
    );
  });
}

const stillOpen = (lines: number) =>
  new Error(
    `${lines === 1 ? 'A line is' : `${lines} lines are`} still open ${leaving} ms after the test ended. ` +
      'Close the sessions it made: closeAfter(synthesizer({ … })).',
  );
