/**
 * What a meter shows, and what it has measured since.
 *
 * @internal
 */
export interface Meter {
  readonly shown: number;
  /** When that changed last, ms by the clock. */
  readonly at: number;
  /** The loudest since it was shown. */
  readonly peak: number;
}

/** @internal */
export const restingMeter: Meter = { shown: 0, at: -Infinity, peak: 0 };

/** More than a tenth of a second, ms: so the fall to 0 at an end is within ten changes a second too. */
const every = 112;

/** How many steps there are from silence to the loudest. */
const steps = 50;

/**
 * A meter after one more level: it follows the peak, in steps, and changes at most nine times a second.
 *
 * @param level - 0 to 1
 * @param now - ms by the clock
 * @internal
 */
export function meterStep(meter: Meter, level: number, now: number): Meter {
  const peak = Math.max(meter.peak, level);
  if (now - meter.at < every) return { ...meter, peak };
  const shown = Math.round(peak * steps) / steps;
  return { shown, at: shown === meter.shown ? meter.at : now, peak: 0 };
}

/**
 * A meter of what has fallen silent, which is shown at once.
 *
 * @internal
 */
export const restMeter = (meter: Meter, now: number): Meter =>
  meter.shown === 0 ? { ...meter, peak: 0 } : { shown: 0, at: now, peak: 0 };
