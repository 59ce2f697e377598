/** What a finger or a mouse does on a canvas. */
export interface Gestures {
  /** It was put down and lifted at the same place, CSS pixels from the canvas's corner. */
  readonly tap: (x: number, y: number) => void;
  /** It went so far to the right while it was down. */
  readonly drag: (by: number) => void;
}

/** How far a hand may tremble within a tap, CSS pixels. */
const tremble = 5;

/**
 * Follows the pointer over a canvas, without change detection for its moves.
 *
 * @returns what ends it
 */
export function followPointer(canvas: HTMLCanvasElement, { tap, drag }: Gestures): () => void {
  const ended = new AbortController();
  const options = { signal: ended.signal };
  let from: PointerEvent | undefined;
  let last = 0;
  let moved = false;

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      from = event;
      last = event.clientX;
      moved = false;
      canvas.setPointerCapture(event.pointerId);
    },
    options,
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (from?.pointerId !== event.pointerId) return;
      moved ||= Math.abs(event.clientX - from.clientX) > tremble;
      if (moved) drag(event.clientX - last);
      last = event.clientX;
    },
    options,
  );
  canvas.addEventListener(
    'pointerup',
    (event) => {
      if (from !== undefined && !moved) tap(event.offsetX, event.offsetY);
      from = undefined;
    },
    options,
  );
  canvas.addEventListener('pointercancel', () => (from = undefined), options);
  return () => {
    ended.abort();
  };
}
