import { playClock } from '../../src/audio';

const heard = (clock: ReturnType<typeof playClock>, now: number) =>
  clock.until(now).reduce((sum, { frames }) => sum + frames, 0);

describe('playClock', () => {
  it('should not drift, however often it is asked', () => {
    const clock = playClock({ sampleRate: 44_100 });
    const now = 1_764_000_000_000;
    clock.add(441_000, now);
    let frames = 0;
    for (let ms = 0; ms < 9999; ms++) frames += heard(clock, now + ms);

    expect(frames).toBe(Math.floor(9998 * 44.1));
    expect(clock.end()).toBe(now + 10_000);
  });

  it('should play on where the clock goes back', () => {
    const clock = playClock({ sampleRate: 1000 });
    clock.add(100, 5000);
    expect(heard(clock, 5040)).toBe(40);
    expect(heard(clock, 1000)).toBe(0);
    expect(heard(clock, 1010)).toBe(10);
    expect(clock.end()).toBe(1060);
  });

  it('should let a fade end before what comes next, also where the clock goes back', () => {
    const clock = playClock({ sampleRate: 1000 });
    clock.add(100, 5000);
    clock.until(5010);
    expect(clock.stop(20, 5010)).toEqual({ at: 5010, frames: 20 });
    clock.add(1, 1000);
    expect(clock.until(1019)).toEqual([]);
    expect(clock.until(1021)).toEqual([{ at: 1020, frames: 1 }]);
  });

  it('should know its end across stalls', () => {
    const clock = playClock({ sampleRate: 1000, latency: 5, stalls: [{ at: 10, for: 7 }, { at: 50, for: 9 }] });
    expect(clock.end()).toBeUndefined();
    clock.add(20, 0);
    expect(clock.end()).toBe(32);
    expect(clock.until(22)).toEqual([{ at: 5, frames: 10 }]);
    expect(clock.until(40)).toEqual([{ at: 22, frames: 10 }]);
    expect(clock.end()).toBeUndefined();
  }); // prettier-ignore

  it('should sound on only where it sounds', () => {
    const clock = playClock({ sampleRate: 1000, latency: 5 });
    clock.add(20, 0);
    clock.until(3);
    expect(clock.stop(4, 3)).toBeUndefined();
    clock.add(20, 3);
    clock.until(10);
    expect(clock.stop(4, 10)).toEqual({ at: 10, frames: 4 });
    clock.add(1, 10);
    expect(clock.until(20)).toEqual([{ at: 15, frames: 1 }]);
  });
});
