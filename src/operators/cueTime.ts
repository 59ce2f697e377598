/**
 * A time as subtitles write it: `01:02:03.456`.
 *
 * @param ms - a whole number
 * @param point - what stands before the ms
 * @internal
 */
export function cueTime(ms: number, point: '.' | ','): string {
  const digits = (value: number, length = 2) => String(Math.floor(value)).padStart(length, '0');
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((part) => digits(part));
  return `${clock.join(':')}${point}${digits(ms % 1000, 3)}`;
}
