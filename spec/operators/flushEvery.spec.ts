import { array, assert, constantFrom, integer, property, record, string } from 'fast-check';
import { cold, hot, marbleTest } from 'jest-marbles';
import { from, Subject, toArray } from 'rxjs';
import { flushEvery, type FlushPolicy } from '../../src/operators';
import { type SpeechCommand } from '../../src/protocol';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const say = (text: string): SpeechCommand => ({ type: 'text', text });
const tokens = { a: 'Hello ', b: 'there. ', c: 'How ', d: 'are you?', s: ' ', e: '' };
const commands = {
  a: say(tokens.a),
  b: say(tokens.b),
  c: say(tokens.c),
  d: say(tokens.d),
  s: say(' '),
  T: say('Hello there. '),
  U: say('How are you?'),
  V: say(' How '),
  F: { type: 'flush' } satisfies SpeechCommand,
};

const written = (command: SpeechCommand) => (command.type === 'text' ? command.text : '|');

/** What a policy makes of fragments that all come at once: texts, and `|` for a flush. */
function spoken(policy: FlushPolicy, ...fragments: string[]): string[] {
  let result: SpeechCommand[] = [];
  from(fragments)
    .pipe(flushEvery(policy), toArray())
    .subscribe((all) => (result = all));
  return result.map(written);
}

/** The segments: what is said between flushes. */
const segments = (result: string[]) => result.join('').split('|');

/** A text cut into fragments at random places. */
function cutAt(text: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), 0, text.length];
  ends.sort((a, b) => a - b);
  return ends.slice(1).map((end, i) => text.slice(ends[i], end));
}

/** One fragment for every UTF-16 unit. */
const unitsOf = (text: string) => Array.from({ length: text.length }, (_, i) => text.charAt(i));

// prettier-ignore
describe('flushEvery', () => {
  const values = ['One. ', 'Two, and ', 'three. ', ' ', 'Four!'];
  describe('with limits', () => itKeepsTheOperatorContract({
    operator: () => flushEvery({ sentences: 1, chars: 30, quiet: 3 }), values,
  }));
  describe('without', () => itKeepsTheOperatorContract({ operator: () => flushEvery(), values }));

  it('should flush after a sentence, when the next one begins', marbleTest(() => {
    const source = hot('-a--b-------c--d--------|', tokens);
    const subs = '      ^-----------------------!';
    const result = '    ------------(TF)--------(UF|)';

    expect(source.pipe(flushEvery({ sentences: 1 }))).toBeObservable(cold(result, commands));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should flush what waits when the text falls quiet', marbleTest(() => {
    const source = hot('-a--b-------c--d--------|', tokens);
    const result = '    --------(TF)-------(UF)-|';

    expect(source.pipe(flushEvery({ sentences: 1, quiet: 4 }))).toBeObservable(cold(result, commands));
  }));

  it('should let sentences leave as they end when it has no limit, and flush at the end', marbleTest(() => {
    const source = hot('-a--b-------c--d--------|', tokens);
    const result = '    ------------T-----------(UF|)';

    expect(source.pipe(flushEvery())).toBeObservable(cold(result, commands));
  }));

  it('should flush what waits at each value of a notifier', marbleTest(() => {
    const source = hot('-a-----b---c-----d-|    ', tokens);
    const on = hot('    x---x--------x-|        ');
    const result = '    ----(aF)---b-(cF)--(dF|)';

    expect(source.pipe(flushEvery({ on }))).toBeObservable(cold(result, commands));
    expect(on).toHaveSubscriptions('^--------------!');
  }));

  it('should pass an error of the notifier', marbleTest(() => {
    const source = hot('-a--b----', tokens);
    const on = cold('   ---#     ');
    const subs = '      ^--!     ';

    expect(source.pipe(flushEvery({ on }))).toBeObservable(cold('---#'));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should let go of the notifier with the source', marbleTest(() => {
    const on = hot('-----------');
    const source = cold<string>('--|');

    expect(source.pipe(flushEvery({ on }))).toBeObservable(cold('--|'));
    expect(on).toHaveSubscriptions('^-!');
  }));

  it('should count the quiet time from the last fragment', marbleTest(() => {
    const source = hot('-a--b--c-------|', tokens);
    const result = '    -------T---(cF)|';

    expect(source.pipe(flushEvery({ quiet: 4 }))).toBeObservable(cold(result, commands));
  }));

  it('should not take an empty fragment for text', marbleTest(() => {
    const source = hot('-a--e----------|', tokens);
    const result = '    -----(aF)------|';

    expect(source.pipe(flushEvery({ quiet: 4 }))).toBeObservable(cold(result, commands));
  }));

  it('should keep spaces for the next segment when the text falls quiet', marbleTest(() => {
    const source = hot('-a---s-----c------|', tokens);
    const result = '    ---(aF)------(VF)-|';

    expect(source.pipe(flushEvery({ quiet: 2 }))).toBeObservable(cold(result, commands));
  }));

  it('should never flush by silence when quiet is Infinity', marbleTest(() => {
    const source = hot('-a--------------|   ', tokens);
    const result = '    ----------------(aF|)';

    expect(source.pipe(flushEvery({ quiet: Infinity }))).toBeObservable(cold(result, commands));
  }));

  it('should flush a shorter first segment sooner, and the rest as they come', marbleTest(() => {
    const source = hot('-a--b-------c--d--------|', tokens);
    const result = '    ----(aF)----T-----------(UF|)';

    expect(source.pipe(flushEvery({ first: { chars: 8 } }))).toBeObservable(cold(result, { ...commands, T: say(tokens.b) }));
  }));

  it('should wait in silence until there is a letter to say', marbleTest(() => {
    const source = hot('-n---------c------|', { ...tokens, n: '4.5 ' });
    const result = '    -------------(NF)-|';

    expect(source.pipe(flushEvery({ quiet: 2 }))).toBeObservable(cold(result, { ...commands, N: say('4.5 How ') }));
  }));

  it('should not flush half a tag', marbleTest(() => {
    const source = hot('---at----u--------|', { ...tokens, t: 'you <break ti', u: 'me="1s"/> and' });
    const result = '    ------(AF)-(BF)---|';
    const whole = { A: say('Hello you '), B: say('<break time="1s"/> and') };

    expect(source.pipe(flushEvery({ quiet: 2 }))).toBeObservable(cold(result, { ...commands, ...whole }));
  }));

  it('should pass an error at once and drop what waits', marbleTest(() => {
    const source = hot('-a--b--#', tokens);

    expect(source.pipe(flushEvery({ sentences: 1, quiet: 9 }))).toBeObservable(cold('-------#'));
  }));
});

describe('flushEvery', () => {
  it('should flush after so many sentences', () => {
    expect(spoken({ sentences: 2 }, 'One. Two. Three. Four. Five.')).toEqual([
      'One. ', 'Two. ', '|', 'Three. ', 'Four. ', '|', 'Five.', '|',
    ]); // prettier-ignore
  });

  describe('the first segment', () => {
    it.each<[FlushPolicy, string[]]>([
      [{ sentences: 2, first: { sentences: 1 } }, ['One. |', 'Two. Three. |', 'Four.|']],
      [{ sentences: 1, first: { sentences: 2 } }, ['One. Two. |', 'Three. |', 'Four.|']],
      [{ chars: 11, first: { chars: 6 } }, ['One. |', 'Two. |', 'Three. |', 'Four.|']],
      [{ first: { sentences: 1 } }, ['One. |', 'Two. Three. Four.|']],
      // Never longer than the rest may be.
      [{ chars: 6, first: { chars: 99 } }, ['One. |', 'Two. |', 'Three.|', ' Four.|']],
    ])('should have limits of its own: %j', (policy, result) => {
      const said = spoken(policy, 'One. Two. Three. Four.').join('');
      expect(said.match(/[^|]+\|/g)).toEqual(result);
    });

    it('should be cut at a phrase', () => {
      const text = 'Sure, I can help with that, if you like. Just ask.';
      expect(segments(spoken({ sentences: 1, first: { chars: 30 } }, text))).toEqual([
        'Sure, I can help with that, ', 'if you like. ', 'Just ask.', '',
      ]); // prettier-ignore
    });
  });

  describe('text without a letter', () => {
    it.each<[FlushPolicy, string, string[]]>([
      [{ sentences: 1 }, 'Yes. 42. No more. Bye.', ['Yes. ', '42. No more. ', 'Bye.', '']],
      [{ sentences: 1 }, '— \n– One. Two.', ['— \n– One. ', 'Two.', '']],
      [{ sentences: 1 }, '3! 2! 1! Go! Now!', ['3! 2! 1! Go! ', 'Now!', '']],
      [{ sentences: 1 }, 'Great! 😀 It works.', ['Great! ', '😀 It works.', '']],
      // Nothing follows that it could join.
      [{ sentences: 1 }, 'The answer? 42.', ['The answer? ', '42.', '']],
      [{ sentences: 1 }, '42.', ['42.', '']],
      [{ sentences: 2 }, '1! 2! One. Two. Three.', ['1! 2! One. Two. ', 'Three.', '']],
      [{ chars: 9 }, '1, 2, 3, four, five', ['1, 2, 3, ', 'four, ', 'five', '']],
      [{ chars: 12 }, '– 4, 5, one two', ['– 4, 5, one ', 'two', '']],
      // A limit is a limit.
      [{ chars: 4 }, '123456 a', ['1234', '56 a', '']],
    ])('should join a neighbour: %j, %s', (policy, text, result) => {
      expect(segments(spoken(policy, text))).toEqual(result);
      expect(segments(spoken(policy, ...unitsOf(text)))).toEqual(result);
    });
  });

  describe('what belongs together', () => {
    it.each<[string, number, string, string[]]>([
      ['a tag', 24, 'Wait a <break time="1.5s"/> moment', ['Wait a ', '<break time="1.5s"/> ', 'moment']],
      ['a link', 20, 'See [it, all](https://a.b/c) now', ['See ', '[it, all](https://a.', 'b/c) now']],
      ['code', 16, 'Type `git, add .` now', ['Type ', '`git, add .` now']],
      ['an accent', 6, 'abcdefe\u0301gh', ['abcdef', 'e\u0301gh']],
      ['a letter and its accent', 6, 'abcdeo\u0301gh', ['abcde', 'o\u0301gh']],
      ['a flag', 5, 'abc🇩🇪d', ['abc', '🇩🇪d']],
      ['joined emoji', 7, 'abc👨\u200d👩d', ['abc', '👨\u200d👩d']],
    ])('should be cut before or behind, where it fits: %s', (_, chars, text, result) => {
      expect(segments(spoken({ chars }, text)).slice(0, -1)).toEqual(result);
      expect(segments(spoken({ chars }, ...unitsOf(text))).slice(0, -1)).toEqual(result);
    }); // prettier-ignore

    it('should keep a code block in one sentence', () => {
      const block = '```js\nlet a = 1. Then\n\nb();\n```\n';
      const result = ['Look:\n', block, 'It runs. ', 'Bye.', ''];
      const text = result.join('');
      expect(segments(spoken({ sentences: 1 }, text))).toEqual(result);
      expect(segments(spoken({ sentences: 1 }, ...unitsOf(text)))).toEqual(result);
      // A limit cuts it all the same.
      for (const part of segments(spoken({ chars: 20 }, text)))
        expect(part.length).toBeLessThan(21);
    });

    it('should stay in a code block that a flush cuts', () => {
      const source = new Subject<string>();
      const on = new Subject<void>();
      const heard: string[] = [];
      source
        .pipe(flushEvery({ sentences: 1, on }))
        .subscribe((command) => heard.push(written(command)));
      source.next('```\nA. B');
      on.next();
      source.next('. C\n```\nD. E');
      source.complete();

      expect(heard).toEqual(['```\nA. B', '|', '. C\n```\n', '|', 'D. E', '|']);
    });
  });

  it('should not flush before the end where only a notifier or silence may', () => {
    expect(spoken({ on: [] }, 'One. Two.')).toEqual(['One. ', 'Two.', '|']);
  });

  it.each<[string, FlushPolicy, string[], string[]]>([
    ['nothing', { sentences: 1 }, [], []],
    ['empty text', { sentences: 1 }, ['', ''], []],
    ['spaces alone', { sentences: 1 }, [' ', '\n'], [' \n']],
    ['spaces alone, without a limit', {}, [' ', '\n'], [' \n']],
    ['spaces after the last flush', { chars: 3 }, ['abc', '  ', ' '], ['abc', '|', '   ']],
    ['spaces behind a sentence', { sentences: 2 }, ['One. Two', '.  '], ['One. ', 'Two.  ', '|']],
    ['blank lines', { sentences: 1 }, ['\n\nOne\n\n', 'Two'], ['\n\nOne\n\n', '|', 'Two', '|']],
  ])('should never flush without words: %s', (_, policy, fragments, result) => {
    expect(spoken(policy, ...fragments)).toEqual(result);
  });

  it('should read a letter whole that two fragments share', () => {
    expect(spoken({ sentences: 1 }, 'Hi. \ud835', '\udc1a.')).toEqual(['Hi. 𝐚.', '|']);
    expect(spoken({ sentences: 1 }, 'Hi. \ud835', '\udc00.')).toEqual(['Hi. ', '|', '𝐀.', '|']);
  });

  describe('by characters', () => {
    it.each<[string, number, string, string[]]>([
      ['a sentence', 30, 'First. Second, the longer one, third.', ['First. ', 'Second, the longer one, third.']],
      ['the last of the sentences that fit', 16, 'One. Two. Three. Four.', ['One. Two. ', 'Three. Four.']],
      ['a sentence that just fits with its space', 12, 'Now, go on. X', ['Now, go on. ', 'X']],
      ['a sentence whose space does not fit', 11, 'Now, go on. X', ['Now, go on.', ' X']],
      ['a phrase', 20, 'Well, there it is, and so on', ['Well, there it is, ', 'and so on']],
      ['a phrase in quotes', 12, '"Well," she said.', ['"Well," ', 'she said.']],
      ['a phrase without spaces', 6, '今日は、とても暑い', ['今日は、', 'とても暑い']],
      ['a colon, but not that of a time', 13, 'See: at 10:30 go', ['See: ', 'at 10:30 go']],
      ['a word', 12, 'one two three four', ['one two ', 'three four']],
      ['a word at the limit', 7, 'one two three', ['one two', ' three']],
      ['the limit, in a long word', 4, 'abcdefghij', ['abcd', 'efgh', 'ij']],
      ['before a pair of surrogates', 4, 'abc😀def', ['abc', '😀de', 'f']],
      ['behind a pair that does not fit', 1, '😀a', ['😀', 'a']],
      ['a limit of one', 1, 'ab', ['a', 'b']],
    ])('should cut at %s', (_, chars, text, result) => {
      expect(segments(spoken({ chars }, text)).slice(0, -1)).toEqual(result);
      expect(segments(spoken({ chars }, ...unitsOf(text))).slice(0, -1)).toEqual(result);
    }); // prettier-ignore

    it('should not count spaces that no flush can part from their word', () => {
      expect(spoken({ chars: 3 }, '     abcd')).toEqual(['     abc', '|', 'd', '|']);
      expect(spoken({ chars: 3 }, ...unitsOf('     abcd'))).toEqual(['     abc', '|', 'd', '|']);
    });

    it('should count the characters of sentences that left before', () => {
      expect(spoken({ chars: 12 }, 'One. ', 'Two. ', 'Three. ')).toEqual([
        'One. ', 'Two. ', '|', 'Three. ', '|',
      ]); // prettier-ignore
    });

    it('should count sentences afresh after a cut', () => {
      expect(spoken({ chars: 12, sentences: 2 }, 'One. And a long one. Two. Three.')).toEqual([
        'One. ', '|', 'And a long ', '|', 'one. ', 'Two. ', '|', 'Three.', '|',
      ]); // prettier-ignore
    });
  });

  describe('when it flushes in the middle', () => {
    function interrupted(before: string, after: string) {
      const source = new Subject<string>();
      const on = new Subject<void>();
      const heard: string[] = [];
      source
        .pipe(flushEvery({ sentences: 1, on }))
        .subscribe((command) => heard.push(written(command)));
      source.next(before);
      on.next();
      source.next(after);
      source.complete();
      return heard;
    }

    it('should begin a new sentence', () => {
      expect(interrupted('Look', '3. Then go.')).toEqual(['Look', '|', '3. Then go.', '|']);
    });

    it('should keep a pair of surrogates together', () => {
      expect(interrupted('Hi \ud83d', '\ude00.')).toEqual(['Hi ', '|', '😀.', '|']);
    });
  });

  it('should keep the order when a command brings the next token about', () => {
    const source = new Subject<string>();
    const heard: string[] = [];
    source.pipe(flushEvery({ sentences: 1 })).subscribe({
      next: (command) => {
        heard.push(written(command));
        if (heard.length === 1) {
          source.next('Three. Four.');
          source.complete();
        }
      },
      complete: () => heard.push('end'),
    });
    source.next('One. Two. T');

    expect(heard).toEqual(['One. ', '|', 'Two. ', '|', 'TThree. ', '|', 'Four.', '|', 'end']);
  });

  it.each<[FlushPolicy, string]>([
    [{ sentences: 0 }, 'sentences'],
    [{ first: { chars: 0 } }, 'first.chars'],
    [{ first: { sentences: 0.5 } }, 'first.sentences'],
    [{ chars: NaN }, 'chars'],
    [{ quiet: -1 }, 'quiet'],
    [{ sentences: 1, locale: '!' }, 'locale'],
  ])('should refuse %j', (policy, option) => {
    expect(() => flushEvery(policy)).toThrow(
      expect.objectContaining({ code: 'invalid-option', option, retryable: false }),
    );
  });

  describe('for any text', () => {
    const words = constantFrom(
      'Dr.', 'e.g.', '3.', '14', 'A', 'b', 'Hello', 'there.', '!', '?"', '"', '(', ')', ',', ' ', '  ', '\n', '。', '次', '…', '...', '😀', '\ud83d', '𝐚', '**', 'I.', ':',
      'U.S.', 'The', 'a.m. ', ' – ', '“', '”', '»', '<break time="1s"/>', '<', '>', '</s>', '`', '```', '[', '](', ')', '[1]', '😀\u200d', '\u0301', '🇩', 'iPhone', '. ', '. ', 'x@y.z',
    ); // prettier-ignore
    const texts = array(words, { maxLength: 40 }).map((all) => all.join(''));
    const places = array(integer({ min: 0, max: 1000 }));
    const limits = record(
      {
        sentences: integer({ min: 1, max: 3 }),
        chars: integer({ min: 1, max: 30 }),
        first: record({
          chars: integer({ min: 1, max: 10 }),
          sentences: integer({ min: 1, max: 2 }),
        }),
        locale: constantFrom('en', 'de', 'fr', 'ja', 'el', 'th', 'ar'),
      },
      { requiredKeys: [] },
    );

    it('should lose, double and move no character', () => {
      assert(
        property(limits, texts, places, (policy, text, cuts) => {
          expect(spoken(policy, ...cutAt(text, cuts)).filter((part) => part !== '|').join('')).toBe(text); // prettier-ignore
        }),
      );
      assert(
        property(limits, array(string({ unit: 'binary' })), (policy, fragments) => {
          const parts = spoken(policy, ...fragments.map((text) => text.replaceAll('|', '')));
          expect(parts.join('').replaceAll('|', '')).toBe(fragments.join('').replaceAll('|', ''));
        }),
      );
    });

    it('should find the same sentences however it is cut', () => {
      assert(
        property(limits, texts, places, (policy, text, cuts) => {
          expect(spoken({ sentences: 9, ...policy }, ...cutAt(text, cuts))).toEqual(
            spoken({ sentences: 9, ...policy }, text),
          );
        }),
        { numRuns: 300 },
      );
    });

    it('should flush nothing without words, and never too much', () => {
      assert(
        property(limits, texts, places, ({ sentences = 9, chars = 30 }, text, cuts) => {
          const all = segments(spoken({ sentences, chars }, ...cutAt(text, cuts)));
          const last = all.pop();
          expect(last?.trim()).toBe('');
          for (const segment of all) {
            expect(segment.trim()).not.toBe('');
            const blank = segment.search(/\S/);
            // One more where a pair of surrogates is longer than the limit.
            expect(segment.length).toBeLessThanOrEqual((blank < chars ? chars : blank + chars) + 1);
            if (!/[\ud800-\udbff]/.test(segment) && blank < chars)
              expect(segment.length).toBeLessThanOrEqual(chars);
          }
        }),
      );
    });

    it('should not cut a pair of surrogates', () => {
      assert(
        property(
          limits,
          array(constantFrom('😀', 'a', '. ', 'B')),
          places,
          (policy, parts, cuts) => {
            const text = parts.join('');
            const said = spoken({ sentences: 1, ...policy }, ...cutAt(text, cuts));
            for (const part of said) expect(part).not.toMatch(/\p{Cs}/u);
          },
        ),
      );
    });
  });
});
