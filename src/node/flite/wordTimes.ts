/** A phoneme of spoken text and when it ends, s. `pau` is a pause. */
export interface Phoneme {
  readonly name: string;
  readonly end: number;
}

/** A stretch of time, s. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Between two words, where the phonemes of each word by itself stand one after the other. */
const border = '|';
const pause = 'pau';
const vowels = new Set('aa ae ah ao aw ax axr ay eh er ey ih iy ow oy uh uw'.split(' '));

/**
 * Reads what flite prints with `-psdur`: `pau:0.254 hh:0.296 ax:0.341`.
 *
 * @internal
 */
export function parsePhonemes(printed: string): Phoneme[] {
  return Array.from(printed.matchAll(/(\S+):(\d+(?:\.\d+)?)(?=\s|$)/g), ([, name = '', end]) => ({
    name,
    end: Number(end),
  }));
}

/**
 * When each word is spoken, from the phonemes of the whole and those of each word by itself.
 *
 * In a sentence a word may sound a little different than alone ("the" before a vowel, "a"), so the two rows are aligned
 * with the fewest and mildest changes, pauses only between words. Words never overlap; one that got no phoneme has no span.
 *
 * @param phonemes - of the whole, in order
 * @param words - the phonemes of each word by itself, without pauses
 * @internal
 */
export function wordTimes(
  phonemes: readonly Phoneme[],
  words: readonly (readonly string[])[],
): (Span | undefined)[] {
  const alone = [
    { name: border, word: -1 },
    ...words.flatMap((names, word) => [
      ...names.map((name) => ({ name, word })),
      { name: border, word },
    ]),
  ];
  const columns = alone.length + 1;
  const costs = new Float64Array((phonemes.length + 1) * columns);
  const at = (row: number, column: number) => costs[row * columns + column] ?? Infinity;
  const nameAt = (row: number) => phonemes[row - 1]?.name ?? '';
  const aloneAt = (column: number) => alone[column - 1]?.name ?? '';
  const skipSpoken = (row: number) => (nameAt(row) === pause ? 1.5 : 1);
  const skipAlone = (column: number) => (aloneAt(column) === border ? 0 : 1);

  for (let row = 0; row <= phonemes.length; row++) {
    for (let column = 0; column < columns; column++) {
      if (row === 0 && column === 0) continue;
      costs[row * columns + column] = Math.min(
        row > 0 && column > 0
          ? at(row - 1, column - 1) + change(nameAt(row), aloneAt(column))
          : Infinity,
        row > 0 ? at(row - 1, column) + skipSpoken(row) : Infinity,
        column > 0 ? at(row, column - 1) + skipAlone(column) : Infinity,
      );
    }
  }

  const spans: (Span | undefined)[] = words.map(() => undefined);
  let column = columns - 1;
  for (let row = phonemes.length; row > 0;) {
    const cost = at(row, column);
    if (column > 0 && cost === at(row, column - 1) + skipAlone(column)) {
      column--;
      continue;
    }
    const phoneme = phonemes[row - 1];
    const word = alone[Math.max(0, column - 1)]?.word ?? -1;
    if (phoneme && phoneme.name !== pause && word >= 0) {
      const start = phonemes[row - 2]?.end ?? 0;
      spans[word] = { start, end: spans[word]?.end ?? phoneme.end };
    }
    if (column > 0 && cost === at(row - 1, column - 1) + change(nameAt(row), aloneAt(column)))
      column--;
    row--;
  }
  return spans;
}

/** How far a sound in a sentence is from the one it would be alone. */
function change(spoken: string, alone: string): number {
  if (spoken === pause || alone === border)
    return spoken === pause && alone === border ? 0 : Infinity;
  if (spoken === alone) return 0;
  return vowels.has(spoken) === vowels.has(alone) ? (vowels.has(spoken) ? 0.5 : 0.9) : 1.8;
}
