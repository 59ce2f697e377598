/** What was found, all of it in bytes for speech and in words for transcriptions. */
export interface Tally {
  turns: number;
  interrupted: number;
  lost: number;
  repeated: number;
  stuck: number;
  faults: Map<string, number>;
}

/** How much of `expected` is missing in `got`, and how much `got` has beside it: by the longest common run of values. */
export function compare<T>(expected: readonly T[], got: readonly T[]) {
  let row = new Array<number>(got.length + 1).fill(0);
  for (const value of expected) {
    const above = row;
    row = [0];
    got.forEach((other, i) => {
      row.push(value === other ? (above[i] ?? 0) + 1 : Math.max(above[i + 1] ?? 0, row[i] ?? 0));
    });
  }
  const common = row.at(-1) ?? 0;
  return { lost: expected.length - common, repeated: got.length - common };
}

/** The same for audio, in linear time: what is too short was lost, what is too long was repeated, what differs is both. */
export function compareAudio(expected: Uint8Array, got: Uint8Array) {
  const short = Math.max(0, expected.length - got.length);
  const long = Math.max(0, got.length - expected.length);
  if (short > 0 || long > 0) return { lost: short, repeated: long };
  const wrong = expected.reduce((sum, byte, i) => sum + (byte === got[i] ? 0 : 1), 0);
  return { lost: wrong, repeated: wrong };
}
