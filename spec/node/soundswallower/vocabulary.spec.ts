import { missingWords, vocabularyOf, wordLoop } from '../../../src/node/soundswallower/vocabulary';

describe('vocabularyOf', () => {
  it('should take each word of a text once, with its apostrophes', () => {
    expect([
      ...vocabularyOf("Don't stop, ‘please’: stop! The o’clock well-known 42.").keys(),
    ]).toEqual(["don't", 'stop', 'please', 'the', "o'clock", 'well', 'known', '42']);
  });

  it('should keep the spelling with the fewest capitals', () => {
    expect([...vocabularyOf(['The', 'the', 'Paris', 'PARIS', 'I']).values()]).toEqual([
      'the',
      'Paris',
      'I',
    ]);
  });
});

describe('missingWords', () => {
  it('should name the words that the dictionary does not have', () => {
    const dictionary = ';; a comment\nhello HH AH L OW\nthe DH AH\nthe(2) DH IY\nzoo Z UW';

    expect(missingWords(['hello', 'th', 'zoo', 'xyzzy', 'the'], dictionary)).toEqual([
      'th',
      'xyzzy',
    ]);
    expect(missingWords(['hello'], dictionary)).toEqual([]);
  });
});

describe('wordLoop', () => {
  it('should be a grammar of any words in any order, or none', () => {
    expect(wordLoop(['a', 'b'])).toBe('#JSGF V1.0; grammar words; public <words> = (a | b)*;');
  });
});
