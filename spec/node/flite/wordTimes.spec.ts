import { parsePhonemes, wordTimes } from '../../../src/node/flite/wordTimes';

const at = (printed: string, ...words: string[]) =>
  wordTimes(
    parsePhonemes(printed),
    words.map((word) => word.split(' ').filter(Boolean)),
  );

describe('wordTimes', () => {
  it('should read what flite prints', () => {
    expect(parsePhonemes('pau:0.254 hh:0.296 \n')).toEqual([
      { name: 'pau', end: 0.254 },
      { name: 'hh', end: 0.296 },
    ]);
  });

  it('should give each word the time of its phonemes', () => {
    expect(at('pau:0.1 hh:0.2 ay:0.3 pau:0.4 y:0.5 uw:0.6 pau:0.7', 'hh ay', 'y uw')).toEqual([
      { start: 0.1, end: 0.3 },
      { start: 0.4, end: 0.6 },
    ]);
  });

  it('should know a word that sounds different in its sentence', () => {
    // "a cup, the apple": "a" alone is `ey`, "the" before a vowel is `dh iy`
    const printed = 'pau:1 ax:2 k:3 ah:4 p:5 dh:6 iy:7 ae:8 p:9 ax:10 l:11';

    expect(at(printed, 'ey', 'k ah p', 'dh ax', 'ae p ax l')).toEqual([
      { start: 1, end: 2 },
      { start: 2, end: 5 },
      { start: 5, end: 7 },
      { start: 7, end: 11 },
    ]);
  });

  it('should give a sound that no word has alone to the word around it', () => {
    expect(at('s:1 t:2 r:3 iy:4 t:5', 's t iy t')).toEqual([{ start: 0, end: 5 }]);
    expect(at('k:1 ae:2 t:3 ax:4', 'k ae t', '')).toEqual([{ start: 0, end: 4 }, undefined]);
  });

  it('should keep words apart when one is not said at all', () => {
    const spans = at('w:1 ah:2 n:3 th:4 r:5 iy:6', 'w ah n', 't uw', 'th r iy');

    expect(spans[0]).toEqual({ start: 0, end: 3 });
    expect(spans[2]).toEqual({ start: 3, end: 6 });
  });
});
