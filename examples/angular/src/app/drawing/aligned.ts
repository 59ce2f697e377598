/** A space as wide as a digit. */
const figureSpace = '\u2007';

/**
 * A number that stands at the right of its field by the spaces before it. Text that is pushed to the right begins somewhere else
 * with every digit more, which a browser counts as a shift of the layout.
 */
export const aligned = (text: string, length: number): string => text.padStart(length, figureSpace);
