import {
  concat,
  EMPTY,
  NEVER,
  Observable,
  of,
  type OperatorFunction,
  Subject,
  take,
  takeUntil,
  throwError,
} from 'rxjs';

/** How an operator is put to the contract's tests. */
export interface ContractSubject<T> {
  /** A fresh operator, with options under which the values below make it emit. */
  readonly operator: () => OperatorFunction<T, unknown>;
  /** Some values; repeated where a test needs many. */
  readonly values: readonly T[];
  /** By the name of a callback: an operator whose callback calls `fail`. Run on the values above, one every 5 ms. */
  readonly throwing?: Readonly<Record<string, (fail: () => never) => OperatorFunction<T, unknown>>>;
}

/** Enough for an operator that holds values to let one go. */
const many = 1000;

/** The promises every operator of this library keeps, whatever it does to its values. */
export function itKeepsTheOperatorContract<T>({
  operator,
  values,
  throwing = {},
}: ContractSubject<T>): void {
  const nth = (n: number) => values[n % values.length]!;
  const endless = (onValue: (produced: number) => void) =>
    new Observable<T>((subscriber) => {
      for (let n = 0; n < many && !subscriber.closed; n++) {
        onValue(n + 1);
        subscriber.next(nth(n));
      }
    });
  const everyFiveMs = () =>
    new Observable<T>((subscriber) => {
      let n = 0;
      const clock = setInterval(() => {
        if (n < values.length) subscriber.next(nth(n++));
        else subscriber.complete();
      }, 5);
      return () => clearInterval(clock);
    });
  const record = (source: Observable<unknown>, into: unknown[] = []) => {
    const subscription = source.subscribe({
      next: (value) => into.push(value),
      error: (error: unknown) => into.push('error', error),
      complete: () => into.push('complete'),
    });
    return { into, subscription };
  };

  describe('keeps the operator contract', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('should stop a synchronous source when it has enough', () => {
      let produced = 0;
      endless((n) => (produced = n))
        .pipe(operator(), take(1))
        .subscribe();
      jest.runOnlyPendingTimers();

      expect(produced).toBeLessThan(many);
    });

    it('should stop a synchronous source when unsubscribed in the middle', () => {
      const stop = new Subject<void>();
      let produced = 0;
      const source = endless((n) => {
        produced = n;
        if (n === 3) stop.next();
      });
      source.pipe(operator(), takeUntil(stop)).subscribe();

      expect(produced).toBe(3);
    });

    it('should leave no timer behind when unsubscribed', () => {
      concat(of(...values), NEVER)
        .pipe(operator())
        .subscribe()
        .unsubscribe();
      concat(of(...values), NEVER)
        .pipe(operator(), take(1))
        .subscribe()
        .unsubscribe();
      of(...values)
        .pipe(operator())
        .subscribe()
        .unsubscribe();

      expect(jest.getTimerCount()).toBe(0);
    });

    it('should leave no timer behind when it has ended', () => {
      const { into } = record(of(...values).pipe(operator()));
      jest.advanceTimersByTime(600_000);

      expect(into.at(-1)).toBe('complete');
      expect(jest.getTimerCount()).toBe(0);
    });

    it('should not subscribe before it is subscribed', () => {
      const subscribed = jest.fn();
      const result$ = new Observable<T>(subscribed).pipe(operator());
      expect(subscribed).not.toHaveBeenCalled();

      result$.subscribe().unsubscribe();
      expect(subscribed).toHaveBeenCalledTimes(1);
    });

    it('should let go of the source at once when unsubscribed', () => {
      const released = jest.fn();
      const source = new Observable<T>((subscriber) => {
        subscriber.next(nth(0));
        return released;
      });
      const { into, subscription } = record(source.pipe(operator()));
      const before = into.length;
      subscription.unsubscribe();
      expect(released).toHaveBeenCalledTimes(1);

      jest.advanceTimersByTime(600_000);
      expect(into).toHaveLength(before);
    });

    it('should pass an error at once and drop what it holds', () => {
      const failure = new Error('the source failed');
      const held = concat(of(...values), NEVER);
      const before = record(held.pipe(operator())).into.length;
      const { into } = record(
        concat(
          of(...values),
          throwError(() => failure),
        ).pipe(operator()),
      );
      expect(into.slice(before)).toEqual(['error', failure]);

      jest.advanceTimersByTime(600_000);
      expect(into).toHaveLength(before + 2);
    });

    it('should complete without a value when the source is empty', () => {
      const { into } = record(EMPTY.pipe(operator()));
      jest.advanceTimersByTime(600_000);

      expect(into).toEqual(['complete']);
    });

    it('should stay silent when the source does', () => {
      const { into } = record(NEVER.pipe(operator()));
      jest.advanceTimersByTime(600_000);

      expect(into).toEqual([]);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('should begin afresh for every subscriber', () => {
      const reference = record(everyFiveMs().pipe(operator())).into;
      jest.advanceTimersByTime(600_000);
      const result$ = everyFiveMs().pipe(operator());
      const cut = record(result$);
      jest.advanceTimersByTime(7);
      const first = record(result$).into;
      cut.subscription.unsubscribe();
      const second = record(result$).into;
      jest.advanceTimersByTime(600_000);

      expect(first).toEqual(reference);
      expect(second).toEqual(reference);
      expect(reference.length).toBeGreaterThan(1);
    });

    for (const [callback, make] of Object.entries(throwing))
      it(`should make a throw in ${callback} its error`, () => {
        const failure = new Error('the callback failed');
        const fail = () => {
          throw failure;
        };
        const { into } = record(concat(everyFiveMs(), NEVER).pipe(make(fail)));
        jest.advanceTimersByTime(600_000);

        expect(into.slice(-2)).toEqual(['error', failure]);
        expect(jest.getTimerCount()).toBe(0);
      });
  });
}
