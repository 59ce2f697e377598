import { cold, marbleTest, schedule } from 'jest-marbles';
import { Subject } from 'rxjs';
import { timers } from '../../src/sessions/timers';

// prettier-ignore
describe('timers', () => {
  /** Runs what stands at each frame; gives the names of the waits that ended. */
  const play = (acts: Record<number, (waits: ReturnType<typeof timers<'a' | 'b'>>) => void>) => {
    const ended = new Subject<string>();
    const waits = timers<'a' | 'b'>((name) => ended.next(name));
    for (const [frame, act] of Object.entries(acts)) schedule(() => act(waits), Number(frame));
    return ended;
  };

  it('should end a wait after its time, each by its name', marbleTest(() => {
    expect(play({ 1: (w) => { w.arm('a', 4); w.arm('b', 2); } })).toBeObservable(cold('---b-a'));
  }));

  it('should begin a wait again when armed again', marbleTest(() => {
    expect(play({ 0: (w) => w.arm('a', 4), 2: (w) => w.arm('a', 4), 3: (w) => w.arm('a', 4) }))
      .toBeObservable(cold('-------a'));
  }));

  it('should take a shorter and a longer time than before', marbleTest(() => {
    expect(play({ 0: (w) => w.arm('a', 9), 1: (w) => w.arm('a', 2) })).toBeObservable(cold('---a'));
    expect(play({ 0: (w) => w.arm('a', 2), 1: (w) => w.arm('a', 9) })).toBeObservable(cold('----------a'));
  }));

  it('should end no wait that was disarmed', marbleTest(() => {
    expect(play({ 0: (w) => w.arm('a', 2), 1: (w) => w.disarm('a'), 5: (w) => w.disarm('b') })).toBeObservable(cold('-'));
    expect(play({ 0: (w) => { w.arm('a', 2); w.arm('b', 2); }, 1: (w) => w.clear() })).toBeObservable(cold('-'));
  }));

  it('should let a wait be armed from where it ended', marbleTest(() => {
    const ended = new Subject<string>();
    const waits = timers<'a'>((name) => { ended.next(name); waits.arm('a', 3); });
    schedule(() => waits.arm('a', 2), 0);
    schedule(() => waits.clear(), 9);
    expect(ended).toBeObservable(cold('--a--a--a'));
  }));
});

describe('timers on the platform clock', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const counted = () => {
    const ended: string[] = [];
    return { ended, waits: timers<'a'>((name) => ended.push(name)) };
  };

  it('should make one timer, however often a wait begins again', () => {
    const { ended, waits } = counted();
    const made = jest.spyOn(globalThis, 'setInterval');
    for (let i = 0; i < 99; i++) {
      waits.arm('a', 100);
      jest.advanceTimersByTime(1);
    }
    expect(jest.getTimerCount()).toBe(1);
    expect(made).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(98);
    expect(ended).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(ended).toEqual(['a']);
    expect(jest.getTimerCount()).toBe(0);
    made.mockRestore();
  });

  it('should never end a wait that is longer than a platform timer can be', () => {
    const { ended, waits } = counted();
    waits.arm('a', Infinity);
    jest.advanceTimersByTime(2_147_483_647 + 10);
    expect(ended).toEqual([]);
    waits.arm('a', 2_147_483_647 + 5);
    jest.advanceTimersByTime(2_147_483_647 + 4);
    expect(ended).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(ended).toEqual(['a']);
  });

  it('should not wait longer than its time when the clock goes back', () => {
    const { ended, waits } = counted();
    jest.setSystemTime(1_000_000);
    waits.arm('a', 100);
    jest.setSystemTime(0);
    waits.arm('a', 100);
    jest.advanceTimersByTime(100);
    expect(ended).toEqual(['a']);
  });

  it('should wait its time once more, and no longer, when the clock goes back under it', () => {
    const { ended, waits } = counted();
    jest.setSystemTime(1_000_000);
    waits.arm('a', 100);
    jest.setSystemTime(0);
    jest.advanceTimersByTime(200);
    expect(ended).toEqual(['a']);
  });

  it('should let what came meanwhile be heard, for a second, when its timer was held up, once', () => {
    const { ended, waits } = counted();
    waits.arm('a', 5000);
    jest.setSystemTime(Date.now() + 60_000);
    jest.advanceTimersByTime(5999);
    expect(ended).toEqual([]);
    jest.setSystemTime(Date.now() + 60_000);
    jest.advanceTimersByTime(1);
    expect(ended).toEqual(['a']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([100, 5000])('should begin a wait of %i ms again from what came then', (ms) => {
    const { ended, waits } = counted();
    waits.arm('a', ms);
    jest.setSystemTime(Date.now() + 60_000);
    jest.advanceTimersByTime(ms);
    waits.arm('a', ms);
    jest.advanceTimersByTime(ms - 1);
    expect(ended).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(ended).toEqual(['a']);
  });

  it('should end no wait that what came meanwhile disarmed', () => {
    const { ended, waits } = counted();
    waits.arm('a', 5000);
    jest.setSystemTime(Date.now() + 60_000);
    jest.advanceTimersByTime(5000);
    waits.disarm('a');
    expect(jest.getTimerCount()).toBe(0);
    expect(ended).toEqual([]);
  });
});
