import { EMPTY, Subject } from 'rxjs';
import { type Connection } from '../../src/connection';
import { deadLine } from '../../src/sessions/deadLine';
import { type Browser, browser } from '../support/browser';

let here: Browser | undefined;
beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  here?.leave();
  here = undefined;
  jest.useRealTimers();
});

/** A line that is watched, with what was asked of it and how it ended. */
function watch({ pings = true } = {}) {
  const activity = new Subject<void>();
  const ping = jest.fn();
  const ask = jest.fn();
  const connection: Connection = {
    exchange: () => EMPTY,
    bufferedAmount: 0,
    activity$: activity,
    ...(pings && { ping }),
  };
  const failed = jest.fn();
  const watching = deadLine(connection, 10_000, ask).subscribe({ error: failed });
  return { arrive: () => activity.next(), ping, ask, failed, watching };
}

const sleep = (ms: number) => jest.setSystemTime(Date.now() + ms);

describe('deadLine', () => {
  it('should ping, and tell of a line on which nothing came for 5 s more', () => {
    const { ping, failed } = watch();
    jest.advanceTimersByTime(9999);
    expect(ping).toHaveBeenCalledTimes(0);
    jest.advanceTimersByTime(1);
    expect(ping).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(4999);
    expect(failed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(failed).toHaveBeenCalledWith(
      expect.objectContaining({
        code: 'socket-lost',
        retryable: true,
        message: expect.stringContaining('for 15000 ms'),
      }),
    );
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should let a line live on which something comes', () => {
    const { arrive, failed, watching } = watch();
    for (let i = 0; i < 10; i++) {
      jest.advanceTimersByTime(14_999);
      arrive();
    }
    expect(failed).not.toHaveBeenCalled();
    watching.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should notice within a second that the machine slept, and ping', () => {
    const { ping, failed, arrive } = watch();
    jest.advanceTimersByTime(3000);
    sleep(8 * 3_600_000);
    jest.advanceTimersByTime(1000);
    expect(ping).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(4999);
    expect(failed).not.toHaveBeenCalled();
    arrive();
    jest.advanceTimersByTime(14_999);
    expect(failed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('should let frames that came while all was frozen be heard first', () => {
    const { failed, arrive } = watch();
    jest.advanceTimersByTime(14_500);
    sleep(60_000);
    jest.advanceTimersByTime(500);
    arrive();
    jest.advanceTimersByTime(9000);
    expect(failed).not.toHaveBeenCalled();
  });

  it('should bear a clock that goes back', () => {
    const { failed, arrive } = watch();
    for (let i = 0; i < 10; i++) {
      jest.advanceTimersByTime(4000);
      sleep(-3_600_000);
      arrive();
    }
    expect(failed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(16_000);
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('should ask by a message where it cannot ping, when the machine slept, and only then', () => {
    const { ask, failed, watching } = watch({ pings: false });
    jest.advanceTimersByTime(60_000);
    expect(ask).not.toHaveBeenCalled();
    sleep(60_000);
    jest.advanceTimersByTime(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(failed).not.toHaveBeenCalled();
    sleep(8 * 3_600_000);
    jest.advanceTimersByTime(6000);
    expect(failed).toHaveBeenCalledTimes(1);
    watching.unsubscribe();
  });

  it('should ping at once when the network is back or the page is seen again', () => {
    here = browser();
    const { ping, failed, arrive, watching } = watch();
    expect(here.listeners()).toBe(4);
    jest.advanceTimersByTime(1500);
    here.network(true);
    expect(ping).toHaveBeenCalledTimes(1);
    arrive();
    here.page('visible');
    expect(ping).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(4999);
    expect(failed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(failed).toHaveBeenCalledTimes(1);
    expect(watching.closed).toBe(true);
    expect(here.listeners()).toBe(0);
  });

  it('should not be given more time by being woken again and again', () => {
    here = browser();
    const { failed } = watch();
    for (let i = 0; i < 20; i++) {
      here.network(true);
      jest.advanceTimersByTime(300);
    }
    expect(failed).toHaveBeenCalledTimes(1);
  });
});
