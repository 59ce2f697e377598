import { findSentences, sentenceStart } from '../../../src/operators/phrases/findSentences';
import { sentenceRule } from '../../../src/operators/phrases/sentenceRule';

/** The sentences of a text, given one UTF-16 unit at a time. */
function sentencesOf(text: string, locale = 'en'): string[] {
  const rule = sentenceRule(locale);
  const result = [''];
  let state = sentenceStart;
  for (let at = 0; at <= text.length; at++) {
    const found = findSentences(state, text.charAt(at), rule, at === text.length);
    state = found.state;
    let from = 0;
    for (const start of found.starts) {
      result.push((result.pop() ?? '') + found.text.slice(from, start), '');
      from = start;
    }
    result.push((result.pop() ?? '') + found.text.slice(from));
  }
  return result;
}

/** The same, given whole. */
function wholeOf(text: string, locale = 'en'): string[] {
  const { starts } = findSentences(sentenceStart, text, sentenceRule(locale), true);
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

  describe('when the end is known', () => {
    const startsBehind = (before: string, next: string) => {
      const rule = sentenceRule('en');
      const { state, starts } = findSentences(sentenceStart, before, rule);
      expect(starts).toEqual([]);
      return findSentences(state, next, rule).starts;
    };

    it('should know it at the first character of the next sentence, and not before', () => {
      expect(startsBehind('Hello there. ', 'H')).toEqual([0]);
      expect(startsBehind('Hello there. ', '3')).toEqual([0]);
      expect(startsBehind('Hello there! ', 'h')).toEqual([0]);
      expect(startsBehind('A title\n', '"')).toEqual([0]);
      expect(startsBehind('Hello there. ', 'h')).toEqual([]);
    });

    it('should wait for the next word where an abbreviation leaves it open', () => {
      expect(startsBehind('He left the U.S. ', 'Th')).toEqual([]);
      expect(startsBehind('He left the U.S. Th', 'en ')).toEqual([0]);
      expect(startsBehind('He joined the U.S. Ar', 'my ')).toEqual([]);
    });

    it('should wait for the first letter where a quote or a dash comes before it', () => {
      expect(startsBehind('He left. ', '"')).toEqual([]);
      expect(startsBehind('He left. "', 'N')).toEqual([0]);
      expect(startsBehind('«Vete.» ', '—')).toEqual([]);
      expect(startsBehind('«Vete.» —', 'd')).toEqual([]);
    });
  });

  it('should leave the state it was given as it was', () => {
    const rule = sentenceRule('en');
    const { state } = findSentences(sentenceStart, 'Hello. ', rule);

    expect(findSentences(state, 'Now', rule)).toEqual(findSentences(state, 'Now', rule));
    expect(sentenceStart).toEqual({ context: '', stop: '', item: 0, fenced: false, held: '' });
  });

  it.each([
    ['no stop', 'and so on '],
    ['nothing but stops', '....'],
    ['nothing but spaces after a stop', '    '],
    ['nothing but lines', '\n\n\n\n'],
    ['tags that never end', '<a b="'],
    ['a link that never ends', '[label '],
    ['code that never ends', '`code '],
    ['quotes that open and open', '"('],
  ])('should keep a bounded state over a long text with %s', (_, piece) => {
    const rule = sentenceRule('en');
    let state = findSentences(sentenceStart, 'Well.', rule).state;
    for (let i = 0; i < 500; i++) {
      state = findSentences(state, piece, rule).state;
      expect(state.context.length).toBeLessThanOrEqual(64);
      expect(state.stop.length).toBeLessThanOrEqual(64);
      expect(state.held.length).toBeLessThanOrEqual(480);
    }
  });

  it('should still end a sentence behind a very long stop', () => {
    const spaces = ' '.repeat(500);

    expect(sentencesOf(`Hi.${spaces}There.`)).toEqual([`Hi.${spaces}`, 'There.']);
    expect(wholeOf(`Hi.${spaces}There.`)).toEqual([`Hi.${spaces}`, 'There.']);
  });
});
