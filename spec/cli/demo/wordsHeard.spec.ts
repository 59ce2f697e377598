import { wordsHeard, wordsOf } from '../../../src/cli/demo/wordsHeard';

describe('wordsHeard', () => {
  it('should not mind case and punctuation', () => {
    expect(wordsHeard('Hello there. It’s fine, thanks!', "hello there it's fine thanks")).toEqual({
      said: 5,
      heard: 5,
      extra: 0,
    });
  });

  it('should count a word that is missing, one that is wrong, and one too many', () => {
    expect(wordsHeard('a b c d', 'a b d')).toEqual({ said: 4, heard: 3, extra: 0 });
    expect(wordsHeard('a b c d', 'a b x d')).toEqual({ said: 4, heard: 3, extra: 1 });
    expect(wordsHeard('a b c d', 'a b c c d')).toEqual({ said: 4, heard: 4, extra: 1 });
  });

  it('should not count words in another order', () => {
    expect(wordsHeard('a b c', 'c b a')).toEqual({ said: 3, heard: 1, extra: 2 });
  });

  it('should know nothing of silence', () => {
    expect(wordsHeard('a b', '')).toEqual({ said: 2, heard: 0, extra: 0 });
    expect(wordsOf(' … ')).toEqual([]);
  });
});
