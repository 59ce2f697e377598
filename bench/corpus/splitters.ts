import { split as splitByTextlint } from 'sentence-splitter';
import { segment as splitBySentencex } from 'sentencex';
import { from, map, type Observable, reduce } from 'rxjs';
import { flushEvery } from '../../src';
import { type Random, random } from '../soak/random';

/** Cuts a text into sentences. What it leaves out between them, or at their edges, does not matter. */
export interface Splitter {
  readonly name: string;
  /** Several answers where it is asked in several ways: all of them have to be right. */
  split(text: string, language: string): readonly (readonly string[])[];
}

/** How often each text is cut into tokens at random. */
const chunkings = 5;

function fragmentsOf(text: string, numbers: Random): string[] {
  const fragments = [];
  for (let at = 0; at < text.length;) {
    const length = numbers.whole(1, 6);
    fragments.push(text.slice(at, at + length));
    at += length;
  }
  return fragments;
}

function phrases(fragments: readonly string[], locale: string): readonly string[] {
  const said$: Observable<readonly string[]> = from(fragments).pipe(
    flushEvery({ sentences: 1, locale }),
    map((command) => (command.type === 'text' ? [command.text] : [])),
    reduce((all, texts) => [...all, ...texts]),
  );
  let said: readonly string[] = [];
  said$.subscribe((all) => (said = all)).unsubscribe();
  return said;
}

/** All that are compared, ours first. */
export function splitters(seed: number): readonly Splitter[] {
  const numbers = random(seed);
  return [
    { name: 'flushEvery', split: (text, language) => [phrases([text], language)] },
    {
      name: '… in tokens',
      split: (text, language) =>
        Array.from({ length: chunkings }, () => phrases(fragmentsOf(text, numbers), language)),
    },
    {
      name: 'Intl.Segmenter',
      split: (text, language) => {
        const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
        return [Array.from(segmenter.segment(text), ({ segment }) => segment)];
      },
    },
    { name: 'sentencex', split: (text, language) => [splitBySentencex(language, text)] },
    {
      name: 'sentence-splitter',
      split: (text) => [
        splitByTextlint(text).flatMap((node) => (node.type === 'Sentence' ? [node.raw] : [])),
      ],
    },
  ];
}
