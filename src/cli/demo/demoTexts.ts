/**
 * What is said in the demo.
 *
 * @internal
 */
export const demoTexts = {
  /** Spoken, cut, mended, and heard again. */
  first:
    'Hello there. Thank you for listening. The connection broke while I was speaking, but nothing was lost. Every sentence arrives exactly once.',
  /** Interrupted. */
  second:
    'Now I will read you the opening hours of every shop in town. The bakery opens at six and closes at two. The butcher opens at seven and closes at one. The library opens when it likes, and nobody knows when it closes. The museum is another story.',
} as const;
