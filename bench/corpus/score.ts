import { type CorpusCase } from '../../spec/corpus/readCorpus';
import { type Splitter } from './splitters';

/** How a splitter did on some cases. */
export interface Score {
  /** Cases with every end right and none too many. */
  readonly right: number;
  readonly cases: number;
  /** Ends inside the texts that it found, of all it said, and of all there are. */
  readonly hits: number;
  readonly said: number;
  readonly there: number;
}

export interface Miss {
  readonly splitter: string;
  readonly expected: CorpusCase;
  readonly found: readonly string[];
}

/** Where the sentences end inside a text, in characters that are no space: splitters differ in where they put those. */
export function endsOf(text: string, sentences: readonly string[]): Set<number> {
  const visible = (part: string) => part.replace(/\s/g, '').length;
  const ends = new Set<number>();
  let at = 0;
  for (const sentence of sentences.map((one) => one.trim()).filter((one) => one !== '')) {
    const found = text.indexOf(sentence, at);
    if (found < 0) continue;
    at = found + sentence.length;
    ends.add(visible(text.slice(0, at)));
  }
  ends.delete(visible(text));
  return ends;
}

const nothing: Score = { right: 0, cases: 0, hits: 0, said: 0, there: 0 };

const sum = (a: Score, b: Score): Score => ({
  right: a.right + b.right,
  cases: a.cases + b.cases,
  hits: a.hits + b.hits,
  said: a.said + b.said,
  there: a.there + b.there,
});

/** Puts splitters to the cases, and adds up what they did by each of some keys. */
export function scoreAll(
  cases: readonly CorpusCase[],
  splitters: readonly Splitter[],
  keysOf: (one: CorpusCase) => readonly string[],
): { readonly scores: Map<string, Score[]>; readonly misses: readonly Miss[] } {
  const scores = new Map<string, Score[]>();
  const misses: Miss[] = [];
  for (const one of cases) {
    const truth = endsOf(one.text, one.sentences);
    splitters.forEach((splitter, i) => {
      const answers = splitter.split(one.text, one.language);
      const ends = answers.map((answer) => endsOf(one.text, answer));
      const hitsOf = (found: Set<number>) => [...found].filter((end) => truth.has(end)).length;
      const wrong = ends.findIndex(
        (found) => found.size !== truth.size || hitsOf(found) < found.size,
      );
      // Of several answers the worst.
      const found = ends[Math.max(wrong, 0)] ?? new Set();
      if (wrong >= 0)
        misses.push({ splitter: splitter.name, expected: one, found: answers[wrong] ?? [] });
      const score = {
        right: wrong < 0 ? 1 : 0,
        cases: 1,
        hits: hitsOf(found),
        said: found.size,
        there: truth.size,
      };
      for (const key of keysOf(one)) {
        const row = scores.get(key) ?? splitters.map(() => nothing);
        row[i] = sum(row[i] ?? nothing, score);
        scores.set(key, row);
      }
    });
  }
  return { scores, misses };
}
