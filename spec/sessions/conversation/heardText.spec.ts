import fc from 'fast-check';
import { heardLength, type Spoken } from '../../../src/sessions/conversation/heardText';

const nothing: Spoken = { text: '', segments: [], words: [], received: 0 };

/** Splits an answer into what was heard and what was not. */
const heard = (spoken: Partial<Spoken>, playedMs: number) => {
  const whole = { ...nothing, ...spoken };
  const length = heardLength(whole, playedMs);
  return `${whole.text.slice(0, length)}|${whole.text.slice(length)}`;
};

/** One segment of 1000 ms, without word times. */
const told = (text: string) => ({ text, segments: [{ text, at: 0, end: 1000 }], received: 1000 });

/** Words of 100 ms each, one after the other. */
const timed = (text: string, ...words: string[]) => ({
  ...told(text),
  words: words.map((word, i) => ({ text: word, start: 100 * i, end: 100 * (i + 1) })),
});

describe('what was heard of an answer', () => {
  describe('by word times', () => {
    it.each([
      ['nothing at the start', 'One, two.', ['One,', 'two.'], 0, '|One, two.'],
      ['nothing of a word under way', 'One, two.', ['One,', 'two.'], 99, '|One, two.'],
      ['a word at its end, with its comma', 'One, two.', ['One,', 'two.'], 100, 'One,| two.'],
      ['words without their punctuation', 'One, two.', ['one', 'two'], 100, 'One,| two.'],
      ['all words, before the segment ends', 'One, two.', ['One,', 'two.'], 300, 'One, two.|'],
      ['a word said otherwise than written', 'I owe $3 now.', ['I', 'owe', 'three', 'dollars', 'now'], 500, 'I owe $3 now.|'],
      ['not the rest of a word', 'An apple a day', ['An', 'a', 'day'], 200, 'An apple a| day'],
      ['not a later word that is written as an earlier one is said', 'I have 2 cats, and you have two.', ['I', 'have', 'two', 'cats', 'and', 'you', 'have', 'two'], 300, 'I have| 2 cats, and you have two.'],
      ['not a later one of two words', '100 is one hundred.', ['one', 'hundred', 'is', 'one', 'hundred'], 200, null],
      ['not a later one whose next words are not known yet', '2 and two', ['two'], 100, null],
      ['the later one when it is spoken', 'I have 2 cats, and you have two.', ['I', 'have', 'two', 'cats', 'and', 'you', 'have', 'two'], 800, 'I have 2 cats, and you have two.|'],
      ['no more than was said of what is said thrice', 'No no no', ['No', 'no', 'no'], 200, 'No no| no'],
      ['the word behind one that the route left out', 'One two three four', ['One', 'three', 'four'], 200, 'One two three| four'],
      ['the word behind a tag', 'Hi <break time="1s"/> there you', ['Hi', 'there', 'you'], 200, 'Hi <break time="1s"/> there| you'],
      ['not a word that is far away', `Two ${'and more '.repeat(9)}x`, ['2', 'x'], 200, null],
      ['words without spaces', '你好世界。', ['你好', '世界'], 100, '你好|世界。'],
      ['Japanese words', '今日は天気', ['今日', 'は', '天気'], 200, '今日は|天気'],
      ['Thai words', 'สวัสดีครับ', ['สวัสดี', 'ครับ'], 100, 'สวัสดี|ครับ'],
      ['Hindi words', 'नमस्ते दुनिया।', ['नमस्ते', 'दुनिया।'], 100, 'नमस्ते| दुनिया।'],
      ['Arabic words', 'مرحبا بك', ['مرحبا', 'بك'], 100, 'مرحبا| بك'],
      ['an emoji of several characters', 'Yes 👍🏽 sure', ['Yes', '👍🏽', 'sure'], 200, 'Yes 👍🏽| sure'],
      ['not half of an emoji', 'Hi 👩‍🚀 you', ['Hi', '👩'], 200, 'Hi| 👩‍🚀 you'],
      ['a word with marks that are apart', 'Cafe\u0301 au lait', ['Cafe\u0301', 'au'], 100, 'Cafe\u0301| au lait'],
      ['words whose lower case is longer', 'İyi günler', ['İyi', 'günler'], 100, 'İyi| günler'],
    ])('should be %s', (_, text, words, played, result) => {
      const share = heard(told(text), played);

      expect(heard(timed(text, ...words), played)).toBe(result ?? share);
    }); // prettier-ignore

    it('should be the words of the segment that plays, behind the whole ones before', () => {
      const text = 'Go on. Go on now.';
      const segments = [
        { text: 'Go on. ', at: 0, end: 200 },
        { text: 'Go on now.', at: 200, end: 600 },
      ];
      const words = ['Go', 'on.', 'Go', 'on', 'now.'].map((word, i) => ({ text: word, start: 100 * i, end: 100 * (i + 1) })); // prettier-ignore

      expect(heard({ text, segments, words }, 199)).toBe('Go| on. Go on now.');
      expect(heard({ text, segments, words }, 200)).toBe('Go on. |Go on now.');
      expect(heard({ text, segments, words }, 310)).toBe('Go on. Go| on now.');
      expect(heard({ text, segments, words }, 600)).toBe('Go on. Go on now.|');
    });

    it('should not be a word that goes on, where one behind it is said to have ended', () => {
      const text = 'One two three';
      const words = [
        { text: 'One', start: 0, end: 500 },
        { text: 'two', start: 100, end: 200 },
        { text: 'three', start: 500, end: 600 },
      ];

      expect(heard({ ...told(text), words }, 300)).toBe('|One two three');
      expect(heard({ ...told(text), words }, 500)).toBe('One two| three');
    });

    it('should not be what no word has come for yet', () => {
      const text = 'One two three four';
      const words = [{ text: 'One', start: 0, end: 100 }];

      expect(heard({ ...told(text), words }, 900)).toBe('One| two three four');
    });
  });

  describe('by share of the length', () => {
    it.each([
      ['nothing at the start', 'One two three four', 0, '|One two three four'],
      ['whole words only', 'One two three four', 500, 'One two| three four'],
      ['all at the end', 'One two three four.', 1000, 'One two three four.|'],
      ['words without spaces', '你好世界', 500, '你好|世界'],
      ['words of two scripts by how long they take', 'OK 你好世界', 300, 'OK| 你好世界'],
      ['no half of an emoji', '👩‍🚀👩‍🚀 one two', 600, '👩‍🚀👩‍🚀 one| two'],
      ['no half of a word with marks', 'नमस्ते दुनिया', 400, '|नमस्ते दुनिया'],
    ])('should be %s', (_, text, played, result) => {
      expect(heard(told(text), played)).toBe(result);
    });

    it('should take a segment to be as long as its text while it is still coming', () => {
      const text = 'One two three four five';
      const segments = [{ text, at: 0 }];

      expect(heard({ text, segments, received: 300 }, 300)).toBe('One| two three four five');
    });

    it('should learn the pace from the segments before', () => {
      const text = 'One two. One two three.';
      const segments = [
        { text: 'One two. ', at: 0, end: 90 },
        { text: 'One two three.', at: 90 },
      ];

      expect(heard({ text, segments, received: 100 }, 170)).toBe('One two. One two| three.');
    });

    it('should take it to be longer where more is here', () => {
      const text = 'One two';
      const segments = [{ text, at: 0 }];

      expect(heard({ text, segments, received: 7000 }, 3500)).toBe('One| two');
    });
  });

  it('should be nothing without a segment', () => {
    expect(heard({ text: 'Text that waits.' }, 400)).toBe('|Text that waits.');
  });

  it('should never shrink as more is played, nor cut a character', () => {
    const grapheme = fc.constantFrom(
      'a',
      'b',
      ' ',
      '1',
      ',',
      '.',
      '好',
      'あ',
      '👩‍🚀',
      'e\u0301',
      'नि',
      ' ',
      '🇦🇹',
    );
    const piece = fc.array(grapheme, { minLength: 1, maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (pieces) => {
        const segments = pieces.map((text, i) => ({ text, at: 100 * i, end: 100 * (i + 1) }));
        const spoken = { ...nothing, text: pieces.join(''), segments };
        const cuts = new Set([...new Intl.Segmenter('en').segment(spoken.text)].map(({ index }) => index)); // prettier-ignore
        let before = 0;
        for (let ms = 0; ms <= 100 * pieces.length; ms += 5) {
          const length = heardLength(spoken, ms);
          expect(length).toBeGreaterThanOrEqual(before);
          expect(length === spoken.text.length || cuts.has(length) || segments.some((_, i) => length === pieces.slice(0, i).join('').length)).toBe(true); // prettier-ignore
          before = length;
        }
        expect(before).toBe(spoken.text.length);
      }),
    );
  });
});
