/**
 * A piece of a text.
 *
 * @internal
 */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Pieces of a text of which the beginning leaves from time to time.
 *
 * @internal
 */
export interface Ranges {
  /** Adds pieces of what is added to the text, which has `length` characters by now. */
  add(pieces: readonly Range[], length: number): void;
  /** Lets the first characters leave. */
  drop(count: number): void;
  /** Those that begin before a place. */
  within(limit: number): readonly Range[];
}

/**
 * Makes an empty list.
 *
 * @internal
 */
export function ranges(): Ranges {
  let pieces: Range[] = []; // counted from the beginning of all text
  let head = 0; // the first that has not left
  let gone = 0; // characters that have left
  return {
    add: (added, length) => {
      for (const { from, to } of added)
        pieces.push({ from: gone + length + from, to: gone + length + to });
    },
    drop: (count) => {
      gone += count;
      while ((pieces[head]?.to ?? Infinity) <= gone) head++;
      if (head < pieces.length) return;
      pieces = [];
      head = 0;
    },
    within: (limit) => {
      const found: Range[] = [];
      for (let nth = head; nth < pieces.length; nth++) {
        const piece = pieces[nth];
        if (!piece || piece.from >= gone + limit) break;
        found.push({ from: piece.from - gone, to: piece.to - gone });
      }
      return found;
    },
  };
}
