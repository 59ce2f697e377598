import { lanes } from './lanes';

/** What the timeline shows: the last `span` ms before `end`, so many CSS pixels wide. */
export interface View {
  readonly end: number;
  readonly span: number;
  readonly width: number;
}

/** Heights, CSS pixels. The names of the lanes beside the canvas stand in rows of the same height. */
export const laneHeight = 30;
export const axisHeight = 24;
export const viewHeight = lanes.length * laneHeight + axisHeight;

/** Between the newest moment and the right edge, so that what comes now is not cut in half. */
const margin = 14;

export const xOf = ({ end, span, width }: View, time: number): number =>
  width - margin - ((end - time) / span) * (width - margin);

export const timeOf = ({ end, span, width }: View, x: number): number =>
  end - ((width - margin - x) / (width - margin)) * span;

/** How many ms a pixel is. */
export const msPerPixel = ({ span, width }: View): number => span / Math.max(1, width - margin);

/** The view in which `time` can be seen: the same one where it can already. */
export function showing(view: View, time: number): View {
  const edge = view.span * 0.05;
  const latest = view.end;
  const earliest = view.end - view.span + edge;
  if (time > latest) return { ...view, end: time + edge };
  if (time < earliest) return { ...view, end: time + view.span - edge };
  return view;
}

/** So far apart are the lines of the axis, ms: the closest that leaves room for their times. */
export function tickOf(view: View): number {
  const steps = [500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000];
  const least = 64 * msPerPixel(view);
  return steps.find((step) => step >= least) ?? 60_000;
}

/** Minutes and seconds since the page began. */
export function clockTime(ms: number, tenths = false): string {
  const seconds = Math.max(0, ms) / 1000;
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(tenths ? 1 : 0).padStart(tenths ? 4 : 2, '0');
  return `${minutes}:${rest}`;
}
