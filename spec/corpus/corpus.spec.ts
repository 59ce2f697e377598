import { from, toArray } from 'rxjs';
import { flushEvery } from '../../src';
import { type CorpusCase, readCorpus } from './readCorpus';

const cases = [...readCorpus('tuned'), ...readCorpus('held-back')];
const languages = [...new Set(cases.map(({ language }) => language))];

/** The sentences that `flushEvery` makes of fragments. */
function sentencesOf(fragments: Iterable<string>, locale: string): string[] {
  let said: string[] = [];
  from(fragments)
    .pipe(flushEvery({ sentences: 1, locale }), toArray())
    .subscribe((commands) => {
      said = commands.flatMap((command) => (command.type === 'text' ? [command.text] : []));
    });
  return said;
}

const isRight = ({ text, sentences, language }: CorpusCase) =>
  JSON.stringify(sentencesOf([text], language)) === JSON.stringify(sentences);

describe('the corpus of sentences', () => {
  it('should hold what it promises', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(languages.length).toBeGreaterThanOrEqual(8);
    expect(new Set(cases.map(({ text, language }) => language + text)).size).toBe(cases.length);
    for (const { text, sentences } of cases) expect(sentences.join('')).toBe(text);
  });

  it.each(languages)('should be cut right, but for what is known to be wrong: %s', (language) => {
    const wrong = cases.filter((one) => one.language === language && !isRight(one));

    // A case that is right now loses its `known`; one that is wrong now is a regression.
    expect(wrong).toEqual(
      cases.filter((one) => one.language === language && one.known !== undefined),
    );
  });

  it('should be cut alike in tokens of any length', () => {
    for (const { text, language } of cases) {
      const whole = sentencesOf([text], language);
      for (const length of [1, 2, 5]) {
        const tokens = text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
        expect(sentencesOf(tokens, language)).toEqual(whole);
      }
    }
  });

  it('should be cut alike where the platform has no Intl.Segmenter', () => {
    const expected = cases.map(({ text, language }) => sentencesOf([text], language));
    const segmenter = Object.getOwnPropertyDescriptor(Intl, 'Segmenter')!;
    Reflect.deleteProperty(Intl, 'Segmenter');
    try {
      expect(Intl.Segmenter).toBeUndefined();
      expect(cases.map(({ text, language }) => sentencesOf([text], language))).toEqual(expected);
    } finally {
      Object.defineProperty(Intl, 'Segmenter', segmenter);
    }
  });
});
