import { phrasesOf } from '../../../src/node/flite/phrases';

const spoken = (text: string) =>
  phrasesOf(text).map((phrase) => phrase.map((token) => token.spoken).join(' '));

describe('phrasesOf', () => {
  it('should cut text into sentences', () => {
    expect(spoken('Hello there. How are you? Fine!')).toEqual([
      'Hello there.',
      'How are you?',
      'Fine!',
    ]);
  });

  it('should not end a sentence after an abbreviation or an initial', () => {
    expect(spoken('Dr. Smith met J. Doe. They spoke.')).toEqual([
      'Dr. Smith met J. Doe.',
      'They spoke.',
    ]);
    expect(spoken('So do I. Really.')).toEqual(['So do I.', 'Really.']);
  });

  it('should cut a long sentence at its commas, and only a long one', () => {
    const long = `${'one two three four five six seven, '.repeat(5)}and the end.`;

    expect(spoken('Short, as it is, it stays whole.')).toHaveLength(1);
    expect(spoken(long).length).toBeGreaterThan(1);
    expect(spoken(long).join(' ')).toBe(long);
    expect(
      spoken(long)
        .slice(0, -1)
        .every((phrase) => phrase.endsWith(',')),
    ).toBe(true);
  });

  it('should cut what never pauses, and words that never end', () => {
    const words = 'word '.repeat(200).trim();

    expect(spoken(words).every((phrase) => phrase.length <= 245)).toBe(true);
    expect(spoken(words).join(' ')).toBe(words);
    expect(spoken('x'.repeat(1000)).join(' ').replaceAll(' ', '')).toBe('x'.repeat(1000));
  });

  it('should keep each word as written beside what is spoken', () => {
    expect(phrasesOf('“Café” — it’s naïve…')).toEqual([
      [
        { text: '“Café”', spoken: '"Cafe"' },
        { text: 'it’s', spoken: "it's" },
        { text: 'naïve…', spoken: 'naive...' },
      ],
    ]);
    expect(phrasesOf('wait—what')[0]?.map(({ text }) => text)).toEqual(['wait—', 'what']);
  });

  it('should leave out what flite cannot read', () => {
    expect(spoken('Hi\u0000 \u0007there 👋 мир 42 & you.')).toEqual(['Hi there 42 & you.']);
  });

  it.each(['', '   \n', '...', '?! — …', '👋', '&'])('should find nothing to say in %j', (text) => {
    expect(phrasesOf(text)).toEqual([]);
  });
});
