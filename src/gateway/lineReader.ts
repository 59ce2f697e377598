import { asyncScheduler, Subscription, timer } from 'rxjs';

/**
 * Reads what has arrived on a line, in order and no faster than it was told to.
 *
 * @internal
 */
export interface LineReader<T> {
  /** Takes what arrived; `bytes` are those that count for the rate. */
  readonly put: (item: T, bytes: number) => void;
  /** Reads so many bytes a second from now on; `Infinity`: all at once, 0: nothing. */
  readonly setRate: (bytesPerSecond: number) => void;
  /** Goes on reading where it was held. */
  readonly resume: () => void;
  /** Ends it: what waits is never read. */
  readonly stop: () => void;
  /** How much it reads in a second, bytes. */
  readonly rate: number;
  /** Bytes that arrived and are not read yet. */
  readonly unread: number;
  /** Whether anything waits, be it of no bytes. */
  readonly behind: boolean;
}

/**
 * Makes a {@link LineReader}. An item is read when all its bytes are, so one of no bytes only waits its turn. At first it reads
 * all at once.
 *
 * @param read - takes what is read
 * @param held - whether nothing may be read now
 * @internal
 */
export function lineReader<T>(
  read: (item: T) => void,
  held: () => boolean = () => false,
): LineReader<T> {
  const queue: { readonly item: T; readonly bytes: number }[] = [];
  let rate = Infinity;
  let waiting = 0;
  /** Bytes of the first item that are read. */
  let done = 0;
  let timed = Subscription.EMPTY;
  let since = 0;
  let reading = false;

  const progress = () => {
    const first = queue[0];
    if (first === undefined || timed.closed) return done;
    const passed = Math.max(0, asyncScheduler.now() - since);
    return Math.min(first.bytes, done + (passed * rate) / 1000);
  };
  const readSome = (from: number) => {
    if (reading || !timed.closed) return;
    reading = true;
    for (let first = queue[0]; first !== undefined && rate > 0 && !held(); first = queue[0]) {
      const left = first.bytes - done;
      if (rate < Infinity && left > 0) {
        wait(first.bytes, from, (left * 1000) / rate);
        break;
      }
      queue.shift();
      waiting -= first.bytes;
      done = 0;
      read(first.item);
    }
    reading = false;
  };
  /** Timers know whole ms only: the due time is kept as a fraction, so that nothing drifts. */
  const wait = (bytes: number, from: number, ms: number) => {
    since = from;
    const due = from + ms;
    timed = timer(Math.max(0, Math.ceil(due - asyncScheduler.now()))).subscribe(() => {
      timed.unsubscribe();
      done = bytes;
      readSome(due);
    });
  };

  return {
    put(item, bytes) {
      queue.push({ item, bytes });
      waiting += bytes;
      readSome(asyncScheduler.now());
    },
    setRate(bytesPerSecond) {
      done = progress();
      timed.unsubscribe();
      rate = bytesPerSecond;
      readSome(asyncScheduler.now());
    },
    resume: () => readSome(asyncScheduler.now()),
    stop() {
      queue.length = 0;
      waiting = 0;
      timed.unsubscribe();
    },
    get rate() {
      return rate;
    },
    get unread() {
      return waiting - progress();
    },
    get behind() {
      return queue.length > 0;
    },
  };
}
