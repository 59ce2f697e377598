import { from } from 'rxjs';
import { flushEvery, type FlushPolicy } from '../../../src/operators';

/** The most characters that a pattern bound to a place can take: the longest is a link. */
const longestPattern = 480;

/**
 * Counts the characters that are given to regular expressions, as far as each has to read them, and to `Intl.Segmenter`, while
 * a text goes through `flushEvery` in fragments.
 */
function workOf(text: string, fragment: number, policy: FlushPolicy): number {
  /* eslint-disable @typescript-eslint/unbound-method -- each is called on what it was called on */
  const { exec } = RegExp.prototype;
  const { segment } = Intl.Segmenter.prototype;
  /* eslint-enable @typescript-eslint/unbound-method */
  let work = 0;
  // By hand: Jest's spies would keep every call.
  RegExp.prototype.exec = function (input) {
    const begun = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, input);
    const read = (found ? found.index + found[0].length : input.length) - begun;
    work += this.sticky ? Math.min(read, longestPattern) : read;
    return found;
  };
  Intl.Segmenter.prototype.segment = function (input) {
    work += input.length;
    return segment.call(this, input);
  };
  try {
    from(fragmentsOf(text, fragment)).pipe(flushEvery(policy)).subscribe();
  } finally {
    RegExp.prototype.exec = exec;
    Intl.Segmenter.prototype.segment = segment;
  }
  return work;
}

function* fragmentsOf(text: string, length: number): Generator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

const repeated = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

describe('the work of flushEvery', () => {
  const megabyte = 1_000_000;

  it.each<[string, FlushPolicy]>([
    ['sentences', { sentences: 1 }],
    ['characters', { sentences: 1, chars: 300 }],
  ])('should be a few looks at each character of a megabyte without a stop: by %s', (_, policy) => {
    const text = repeated('and so on without a stop ', megabyte);
    // In tokens of 40 characters, and all at once.
    expect(workOf(text, 40, policy)).toBeLessThan(12 * megabyte);
    expect(workOf(text, megabyte, policy)).toBeLessThan(12 * megabyte);
  });

  describe('should grow with the length of the text alone', () => {
    it.each([
      ['words', 'and so on '],
      ['one word', 'a'],
      ['short sentences', 'Yes. No. '],
      ['stops', '.'],
      ['question marks', '?! '],
      ['spaces', ' '],
      ['lines', '\n'],
      ['digits', '7'],
      ['a list', '1. '],
      ['initials', 'J. '],
      ['letters with stops', 'a.b.'],
      ['openers of tags', '<a b="'],
      ['comparisons', '<a '],
      ['openers of links', '[a]('],
      ['brackets', '['],
      ['backticks', '`'],
      ['code', '`a '],
      ['fences', '```'],
      ['an open fence', '```\na. B '],
      ['quotes', '"'],
      ['quotes behind stops', '." '],
      ['dashes behind stops', '. – '],
      ['emoji', '😀'],
      ['joined emoji', '👨\u200d'],
      ['accents', 'e\u0301\u0301\u0301'],
      ['halves of pairs', '\ud83d'],
      ['citations', '.[1'],
      ['emphasis', '.**_~'],
      ['addresses', '/?a=A&'],
      ['unknown words with capitals', 'Abc. Def'],
    ])('%s', (_, piece) => {
      for (const policy of [{ sentences: 1 }, { chars: 40 }])
        for (const fragment of [3, 12_000]) {
          const once = workOf(repeated(piece, 1500), fragment, policy);
          const manyTimes = workOf(repeated(piece, 12_000), fragment, policy);
          // Eight times the text: squared, it would be 64. What is looked at again around a stop or a cut is bounded.
          expect(manyTimes / once).toBeLessThan(12);
          expect(manyTimes / 12_000).toBeLessThan(4 * longestPattern);
        }
    });
  });
});
