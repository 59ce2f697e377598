import { cold, hot, marbleTest } from 'jest-marbles';
import { endOfTurn, utterances } from '../../src/operators';
import { looksUnfinished } from '../../src/operators/looksUnfinished';
import { utteranceOf } from '../../src/operators/utteranceOf';
import { type SpeechEvent, type Transcript } from '../../src/protocol';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const final = (text: string, more: Partial<Transcript> = {}): Transcript => ({
  type: 'final',
  text,
  ...more,
});
const events: Record<string, SpeechEvent> = {
  f: final('Good'),
  g: final('morning.'),
  n: final('I need a'),
  m: final('flight.'),
  e: final(''),
  p: { type: 'partial', text: 'Goo' },
  w: { type: 'partial', text: '' },
  u: { type: 'utterance-end', at: 5 },
  G: { type: 'gap', from: 0, to: 1 },
};
const said = { a: { text: 'Good morning.' }, b: { text: 'Good' }, t: { text: 'I need a flight.' }, n: { text: 'I need a' }, m: { text: 'flight.' }, g: { text: 'morning.' } }; // prettier-ignore

// prettier-ignore
describe('utterances', () => {
  itKeepsTheOperatorContract({ operator: () => utterances({ silence: 4 }), values: [events.f!, events.u!, events.g!] });

  it('should end an utterance when it is told so, or at a silence', marbleTest(() => {
    const source = hot('-f-p-g-u---f-----------|', events);
    const subs = '      ^----------------------!';
    const result = '    -------a-----------b---|';

    expect(source.pipe(utterances({ silence: 8 }))).toBeObservable(cold(result, said));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should count the silence from the last event of any kind', marbleTest(() => {
    const source = hot('f--p--G--------p|', events);
    const result = '    ----------b-----|';

    expect(source.pipe(utterances({ silence: 4 }))).toBeObservable(cold(result, said));
  }));

  it('should not make an utterance of nothing', marbleTest(() => {
    expect(hot('u-p-e-u-----|', events).pipe(utterances({ silence: 2 }))).toBeObservable(cold('------------|'));
  }));

  it('should emit what waits at the end, and drop it at an error', marbleTest(() => {
    expect(hot('f-g-|', events).pipe(utterances())).toBeObservable(cold('----(a|)', said));
    expect(hot('f-g-#', events).pipe(utterances())).toBeObservable(cold('----#'));
  }));

  it('should wait for ever where it is told to', marbleTest(() => {
    expect(hot('f 9s g 9s u|', events).pipe(utterances({ silence: Infinity }))).toBeObservable(cold('18002ms a|', said));
  }));

  it('should refuse a negative silence', () => {
    expect(() => utterances({ silence: -1 })).toThrow(expect.objectContaining({ code: 'invalid-option', option: 'silence' }));
  });
});

// prettier-ignore
describe('endOfTurn', () => {
  itKeepsTheOperatorContract({
    operator: () => endOfTurn({ silence: 4 }),
    values: [events.g!, events.u!, events.g!],
    throwing: { unfinished: (fail) => endOfTurn({ unfinished: fail }) },
  });

  it('should wait for people who pause in the middle of a sentence', marbleTest(() => {
    const source = hot('-n-u---m-u-------|', events);
    const subs = '      ^----------------!';
    const result = '    ---------t-------|';

    expect(source.pipe(endOfTurn({ silence: 4, patience: 9 }))).toBeObservable(cold(result, said));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should not wait for ever', marbleTest(() => {
    expect(hot('n-u-----------m|', events).pipe(endOfTurn({ silence: 4, patience: 9 }))).toBeObservable(cold('-----------n---(m|)', said));
  }));

  it('should end at a silence what looks finished', marbleTest(() => {
    expect(hot('m---------|', events).pipe(endOfTurn({ silence: 4, patience: 9 }))).toBeObservable(cold('----m-----|', said));
  }));

  it('should wait for words that are not final yet, until they are withdrawn', marbleTest(() => {
    expect(hot('g-p---------|', events).pipe(endOfTurn({ silence: 3, patience: 9 }))).toBeObservable(cold('-----------g|', said));
    expect(hot('g-p-w-------|', events).pipe(endOfTurn({ silence: 3, patience: 9 }))).toBeObservable(cold('-------g----|', said));
  }));

  it('should ask a rule of your own', marbleTest(() => {
    const ending = { silence: 2, patience: 6, unfinished: (text: string) => text === 'Good' };

    expect(hot('f---g----|', events).pipe(endOfTurn(ending))).toBeObservable(cold('------a--|', said));
  }));

  it.each(['silence', 'patience'])('should refuse a negative %s', (option) => {
    expect(() => endOfTurn({ [option]: -1 })).toThrow(expect.objectContaining({ code: 'invalid-option', option }));
  });
});

describe('what looks unfinished', () => {
  it.each(['I would like to,', 'and', 'Well, um', 'so I', 'because it’s', 'the “', 'I was…', 'wait -', 'I want a'])(
    'should be %p',
    (text) => expect(looksUnfinished(text)).toBe(true),
  );

  it.each(['Yes.', 'And?', 'no', 'What is that', 'I need a flight', '“I need the.”', '', '42', 'Is it?'])(
    'should not be %p',
    (text) => expect(looksUnfinished(text)).toBe(false),
  );
}); // prettier-ignore

describe('an utterance', () => {
  const word = (text: string, start: number) => ({ text, start, end: start + 10 });

  it('should keep what all of its finals have', () => {
    const a = final('Hi', { start: 0, end: 20, speaker: 'A', language: 'en', words: [word('Hi', 0)] });
    const b = final('you', { start: 30, end: 50, speaker: 'A', language: 'de', words: [word('you', 30)] });

    expect(utteranceOf([a, b])).toEqual({
      text: 'Hi you', start: 0, end: 50, speaker: 'A', words: [word('Hi', 0), word('you', 30)],
    });
    expect(utteranceOf([a, final('all')])).toEqual({ text: 'Hi all', start: 0, end: 20 });
  });
}); // prettier-ignore
