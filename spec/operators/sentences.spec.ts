import { findSentences, sentenceRule, sentenceStart } from '../../src/operators/sentences';

/** The sentences of a text, given one code point at a time. */
function sentencesOf(text: string, locale = 'en'): string[] {
  const begins = sentenceRule(locale);
  let state = sentenceStart;
  const result = [''];
  for (const character of text) {
    const found = findSentences(state, character, begins);
    state = found.state;
    if (found.starts.length > 0) result.push('');
    result.push((result.pop() ?? '') + character);
  }
  return result;
}

/** The same, given whole. */
function wholeOf(text: string, locale = 'en'): string[] {
  const { starts } = findSentences(sentenceStart, text, sentenceRule(locale));
  return [0, ...starts].map((start, i) => text.slice(start, starts[i]));
}

describe('findSentences', () => {
  const table: [string, string[], string?][] = [
    ['a stop and a capital', ['Hello there. ', 'How are you?']],
    ['! and ?, also before a small letter', ['Wait! ', 'what? ', 'Yes.']],
    ['a small letter after a stop', ['hello there. how are you']],
    ['a number that begins a sentence', ['Done. ', '3 apples.']],
    ['decimals', ['It is 3.14 or 2.5. ', 'Yes.']],
    ['versions and names of files', ['Take v2.0 of index.html, or Read.Me. ', 'Done.']],
    ['addresses', ['See www.example.com/a?b=c. ', 'Bye.']],
    ['titles', ['Dr. Smith met Mrs. Jones and Prof. Lee. ', 'They talked.']],
    ['titles in brackets', ['(Dr. Smith) came. ', 'Good.']],
    ['e.g. and i.e.', ['Cities, e.g. Paris, i.e. France. ', 'Next.']],
    ['initials', ['J. S. Bach and George W. Bush of the U.S. Army. ', 'Next.']],
    ['the word I', ['So do I. ', 'You too.']],
    ['numbers after abbreviations', ['See No. 5, Fig. 3 and Jan. 4. ', 'Then go.']],
    ['such words before a name', ['He said No. ', 'Then he left.']],
    ['the numbers of a list', ['1. Milk\n', '2. Bread\n', '12. Eggs.']],
    ['a number that ends a sentence', ['I counted to 3. ', 'Then I went.']],
    ['a run of stops', ['Really?! ', 'Well... ', 'No.']],
    ['spaced stops', ['Well . . . ', 'No.']],
    ['an ellipsis inside', ['wait... what']],
    ['quotes behind the stop', ['He said "Stop." ', 'She did.']],
    ['curly quotes and brackets', ['(He left.) ', '“Go!” ', 'End.']],
    ['a quote that goes on', ['"Stop!" he said. ', 'She did.']],
    ['a quote that begins', ['He left. ', '"Now," she said.']],
    ['Markdown emphasis', ['**Stop.** ', '*Go!* ', '**On.**']],
    ['lines', ['A title\n', 'A line. ', 'Another\r\n\r\n', 'End']],
    ['an emoji', ['Great! ', '😀 Yes.']],
    ['an emoji with a selector behind the stop', ['Great!\u200d ', 'Yes.']],
    ['accents', ['É. Zola came. ', 'Ça va?']],
    ['nothing at all', ['']],
    ['no stop', ['and so on']],
    ['Japanese', ['今日は。', '「はい。」', '次です！'], 'ja'],
    ['Hindi', ['यह है। ', 'वह है।'], 'hi'],
    ['Greek questions', ['Τι κάνεις; ', 'Καλά.'], 'el'],
    ['German', ['Am 3. Mai kam Hr. Meier, z.B. mit Fr. Kunz, bzw. Anna. ', 'Gut.'], 'de'],
    ['French', ['M. Dupont et Mme. Curie. ', 'Bien.'], 'fr'],
    ['Spanish', ['El Sr. García y la Sra. Ruiz. ', '¿Qué tal?'], 'es'],
  ];
  it.each(table)('should know %s', (_, sentences, ...rest) => {
    const [locale] = rest.filter((value) => typeof value === 'string');
    expect(sentencesOf(sentences.join(''), locale)).toEqual(sentences);
    expect(wholeOf(sentences.join(''), locale)).toEqual(sentences);
  });

  it('should not read the numbers of other languages as German ordinals', () => {
    expect(sentencesOf('We were 3. May came.', 'en')).toHaveLength(2);
    expect(sentencesOf('Wir waren 3. Mai kam.', 'de')).toHaveLength(1);
  });

  it('should know the end at the first character of the next sentence, and not before', () => {
    const begins = sentenceRule('en');
    const { state, starts } = findSentences(sentenceStart, 'Hello there. ', begins);

    expect(starts).toEqual([]);
    expect(findSentences(state, 'H', begins).starts).toEqual([0]);
    expect(findSentences(state, 'h', begins).starts).toEqual([]);
  });

  it('should leave the state it was given as it was', () => {
    const begins = sentenceRule('en');
    const { state } = findSentences(sentenceStart, 'Hello. ', begins);

    expect(findSentences(state, 'Now', begins)).toEqual(findSentences(state, 'Now', begins));
    expect(sentenceStart).toEqual({ context: '', stop: '', spaced: false });
  });

  it.each([
    ['no stop', 'and so on '],
    ['nothing but stops', '....'],
    ['nothing but spaces after a stop', '    '],
    ['nothing but lines', '\n\n\n\n'],
  ])('should keep a bounded state over a long text with %s', (_, piece) => {
    const begins = jest.fn(sentenceRule('en'));
    let state = findSentences(sentenceStart, 'Well.', begins).state;
    for (let i = 0; i < 2000; i++) state = findSentences(state, piece, begins).state;

    expect(state.context.length).toBeLessThanOrEqual(24);
    expect(state.stop.length).toBeLessThanOrEqual(64);
    // The rule looks at this much at most, and is asked once a stop: the work is linear.
    expect(begins.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it('should still end a sentence behind a very long stop', () => {
    const spaces = ' '.repeat(500);

    expect(sentencesOf(`Hi.${spaces}There.`)).toEqual([`Hi.${spaces}`, 'There.']);
    expect(wholeOf(`Hi.${spaces}There.`)).toEqual([`Hi.${spaces}`, 'There.']);
  });
});
