// How often a text is cut into just the right sentences: by flushEvery, by the platform, and by two packages.
//
//   npm run corpus
//   npm run corpus -- --misses flushEvery
//   npm run corpus -- --json
//
// A case is right only when all of its ends are. The tuned part is what the rules were made with, so read the part that was
// held back: it was written after them, and they were not changed for it.
import { parseArgs } from 'node:util';
import { type CorpusPart, readCorpus } from '../../spec/corpus/readCorpus';
import { type Score, scoreAll } from './score';
import { splitters } from './splitters';
import { ends, table } from './table';

const usage = 'Use: npm run corpus -- [--seed S] [--misses NAME] [--json]';
const parts: readonly CorpusPart[] = ['tuned', 'held-back'];

function asked() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      misses: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0)
    throw new Error(`--seed is ${JSON.stringify(values.seed)}; it must be a whole number.`);
  return { ...values, seed };
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
const nameOf = (tag: string) => languageNames.of(tag) ?? tag;

const byName = (rows: Map<string, Score[]>) =>
  [...rows].sort(([, a], [, b]) => (b[0]?.cases ?? 0) - (a[0]?.cases ?? 0));

function run(part: CorpusPart, seed: number) {
  const cases = readCorpus(part);
  const sides = splitters(seed);
  const score = (keyOf: (one: (typeof cases)[number]) => string) =>
    scoreAll(cases, sides, (one) => [keyOf(one)]);
  const { scores, misses } = score(() => 'all');
  return {
    part,
    splitters: sides.map(({ name }) => name),
    all: scores.get('all') ?? [],
    byLanguage: byName(score(({ language }) => language).scores),
    byDifficulty: byName(score(({ difficulty }) => difficulty).scores),
    misses,
  };
}

try {
  const { seed, json, misses } = asked();
  const results = parts.map((part) => run(part, seed));
  if (json) console.log(JSON.stringify({ seed, results }));
  else
    for (const { part, all, byLanguage, byDifficulty, ...rest } of results) {
      const count = `${all[0]?.cases ?? 0} cases ${part === 'tuned' ? 'that the rules were made with' : 'held back, untuned'}`;
      console.log(`\n${count}: wholly right, by language\n`);
      const named = byLanguage.map(([tag, scores]) => [nameOf(tag), scores] as const);
      console.log(table('language', rest.splitters, [...named, ['all', all]]));
      console.log(ends(all));
      console.log(`\n${count}: wholly right, by difficulty\n`);
      console.log(table('difficulty', rest.splitters, byDifficulty));
      for (const { expected, found, splitter } of rest.misses)
        if (splitter === misses)
          console.log(`\n${expected.language} ${expected.difficulty}${expected.known ? ` (known: ${expected.known})` : ''}\n  ${JSON.stringify(expected.sentences)}\n  ${JSON.stringify(found)}`); // prettier-ignore
    }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 2;
}
