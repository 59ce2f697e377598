/** The size of a drawing, CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a frame. `now` is the time of the frame, ms since the page began. */
export type Draw = (pen: CanvasRenderingContext2D, size: Size, now: number) => void;

/**
 * Draws a canvas again at every frame of the screen in which `stale` says so, at the resolution of the screen. Angular knows
 * nothing of it, and a hidden page has no frames.
 *
 * @param stale - whether something new is to be seen; asked at each frame
 * @returns what ends it
 */
export function paint(
  canvas: HTMLCanvasElement,
  draw: Draw,
  stale: (now: number, size: Size) => boolean,
): () => void {
  const pen = canvas.getContext('2d');
  let size: Size = { width: 0, height: 0 };
  let resized = false;
  let request = 0;

  const frame = (now: number) => {
    request = requestAnimationFrame(frame);
    if (pen === null || size.width === 0) return;
    if (!resized && !stale(now, size)) return;
    if (resized) fit(canvas, size);
    resized = false;
    const scale = canvas.width / size.width;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, size.width, size.height);
    draw(pen, size, now);
  };
  const sizes = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    size = { width: entry.contentRect.width, height: entry.contentRect.height };
    resized = true;
  });

  sizes.observe(canvas);
  request = requestAnimationFrame(frame);
  return () => {
    cancelAnimationFrame(request);
    sizes.disconnect();
  };
}

function fit(canvas: HTMLCanvasElement, { width, height }: Size): void {
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
}
