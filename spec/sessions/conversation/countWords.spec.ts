import { backchannels } from '../../../src/sessions/conversation/backchannels';
import { wordCounter } from '../../../src/sessions/conversation/countWords';

describe('the words that say something', () => {
  it.each([
    ['', 0],
    ['Mhm.', 0],
    ['Yeah, yeah. Okay!', 0],
    ['Uh-huh, I see.', 0],
    ['I see a bird', 2],
    ['Yeah, but wait', 2],
    ['... 👍', 0],
  ])('should be counted in %j: %i', (text, count) => {
    expect(wordCounter([...backchannels.en])(text)).toBe(count);
  });

  it.each([
    ['de', 'Ja ja, genau.', 'Ja, aber warte'],
    ['fr', "D'accord.", 'Oui mais attendez'],
    ['fr', 'D’accord !', 'D’abord'],
    ['hi', 'ठीक है', 'ठीक नहीं'],
    ['ja', 'なるほど', '待ってください'],
    ['zh', '嗯嗯', '等一下'],
  ] as const)('should be none in what listeners say: %s', (language, quiet, loud) => {
    const count = wordCounter(backchannels[language]);

    expect(count(quiet)).toBe(0);
    expect(count(loud)).toBeGreaterThan(0);
  });

  it('should be what a function does not take for listening', () => {
    const count = wordCounter((text) => text === 'Quite so.');

    expect([count('Quite so.'), count('Quite so'), count('Quite so. Then')]).toEqual([0, 2, 3]);
  });

  it('should be all words where there are no such phrases', () => {
    expect(wordCounter([])('Mhm, yes.')).toBe(2);
  });
});
