import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text, and how a reader cuts it into sentences. */
export interface CorpusCase {
  /** The text's language, as a BCP 47 tag. */
  readonly language: string;
  /** What makes it hard. */
  readonly difficulty: string;
  readonly text: string;
  /** Its sentences, with the spaces behind them. */
  readonly sentences: readonly string[];
  /** Why this package does not get it right, where it does not. */
  readonly known?: string;
}

/** The cases that the rules were made with, and those that were written after them and changed nothing. */
export type CorpusPart = 'tuned' | 'held-back';

/** Reads the corpus: a file for each language. */
export function readCorpus(part: CorpusPart): CorpusCase[] {
  const folder = join(process.cwd(), 'spec/corpus', part);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CorpusCase[]);
}
