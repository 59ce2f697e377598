/**
 * Sample frames that sounded in a row.
 *
 * @internal
 */
export interface SoundedRun {
  /** When the first of them sounded, ms by the clock. */
  readonly at: number;
  /** How many. */
  readonly frames: number;
}

/**
 * What a device that plays by the clock has played. It is told the time, and never reads it.
 *
 * @internal
 */
export interface PlayClock {
  /** Adds so many sample frames at a moment. They sound behind those that wait. */
  add(frames: number, now: number): void;
  /** The runs that sounded since this was last asked. */
  until(now: number): SoundedRun[];
  /** Forgets what waits, at a moment up to which was asked; but where it sounds, the next frames, at most so many, still do. */
  stop(frames: number, now: number): SoundedRun | undefined;
  /** When all that was added will have sounded; `undefined` where it has. */
  end(): number | undefined;
}

/**
 * How a device keeps time.
 *
 * @internal
 */
export interface PlayTiming {
  /** Sample frames a second. */
  readonly sampleRate: number;
  /** From silence, a sample sounds so many ms after it was added. */
  readonly latency?: number;
  /** Where the device stops, in frames sounded in all, and for how many ms. In order. */
  readonly stalls?: readonly { readonly at: number; readonly for: number }[];
}

/** Sums of fractions of a ms fall short by less than this, frames. */
const rounding = 1e-3;

/**
 * Makes the clock of a device: it plays what it has in real time, counted in samples, and is silent when it has nothing.
 *
 * A clock that goes back does not stop it: the time that it went back by is left out.
 *
 * @internal
 */
export function playClock({ sampleRate, latency = 0, stalls = [] }: PlayTiming): PlayClock {
  const msOf = (frames: number) => (frames * 1000) / sampleRate;
  let waiting = 0;
  let sounded = 0;
  let anchor = 0; // when the first of the frames in a row sounded
  let row = 0; // frames since then
  let free = -Infinity; // nothing new sounds before
  let stalled = 0; // stalls behind us
  let seen = -Infinity;

  const next = () => anchor + msOf(row);
  const begin = (at: number) => {
    anchor = at;
    row = 0;
  };
  const see = (now: number) => {
    if (now < seen) {
      anchor += now - seen;
      free += now - seen;
    }
    seen = now;
  };

  return {
    add: (frames, now) => {
      see(now);
      if (waiting === 0) begin(Math.max(now + latency, free));
      waiting += frames;
    },
    until: (now) => {
      see(now);
      const runs: SoundedRun[] = [];
      while (waiting > 0) {
        const stall = stalls[stalled];
        if (stall && stall.at <= sounded) {
          begin(next() + stall.for);
          stalled++;
          continue;
        }
        const due = Math.floor(((now - anchor) * sampleRate) / 1000 + rounding) - row;
        const frames = Math.min(waiting, due, stall ? stall.at - sounded : Infinity);
        if (!(frames > 0)) break;
        runs.push({ at: next(), frames });
        row += frames;
        sounded += frames;
        waiting -= frames;
      }
      return runs;
    },
    stop: (frames, now) => {
      const run = { at: next(), frames: Math.min(frames, waiting) };
      const sounds = run.frames > 0 && row > 0 && run.at <= now + msOf(1);
      if (sounds) free = run.at + msOf(run.frames);
      waiting = 0;
      return sounds ? run : undefined;
    },
    end: () => {
      if (waiting === 0) return undefined;
      const ahead = stalls.slice(stalled).filter(({ at }) => at < sounded + waiting);
      return ahead.reduce((end, stall) => end + stall.for, next() + msOf(waiting));
    },
  };
}
