import { cold, marbleTest } from 'jest-marbles';
import { tokensOf, writeTokens } from '../../../src/cli/demo/tokens';
import { demoTexts } from '../../../src/cli/demo/demoTexts';

describe('tokensOf', () => {
  it('should lose no character', () => {
    expect(tokensOf(demoTexts.second).join('')).toBe(demoTexts.second);
  });

  it('should keep the space before a word, and cut long words', () => {
    expect(tokensOf('Hi weatherman. ')).toEqual(['Hi', ' weath', 'erman.']);
  });
});

describe('writeTokens', () => {
  it(
    'should write as a model does, 40 to 60 ms a token',
    marbleTest(() => {
      expect(writeTokens('a b c')).toBeObservable(
        cold('40ms a 54ms b 44ms (c|)', { a: 'a', b: ' b', c: ' c' }),
      );
    }),
  );
});
