import { array, assert, constantFrom, oneof, property, record } from 'fast-check';
import { cold, hot, marbleTest } from 'jest-marbles';
import { from, toArray } from 'rxjs';
import { type Caption, captions } from '../../src/operators';
import { type SpeechEvent, type Transcript } from '../../src/protocol';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const partial = (text: string, more = {}): Transcript => ({ type: 'partial', text, ...more });
const final = (text: string, more = {}): Transcript => ({ type: 'final', text, ...more });
const events: Record<string, SpeechEvent> = {
  p: partial('good'), q: partial('Good mor'), f: final('Good morning.', { speaker: 'A', language: 'en' }),
  w: partial(''), u: { type: 'utterance-end' }, g: { type: 'gap', from: 0, to: 9 }, h: final('How are you?', { speaker: 'B' }), e: final(' '),
}; // prettier-ignore

/** What is shown after each event. */
function shown(...heard: SpeechEvent[]): [string, string][] {
  let all: Caption[] = [];
  from(heard).pipe(captions(), toArray()).subscribe((some) => (all = some)); // prettier-ignore
  return all.map(({ committed, tentative }) => [committed, tentative]);
}

// prettier-ignore
describe('captions', () => {
  itKeepsTheOperatorContract({ operator: captions, values: [events.p!, events.f!] });

  it('should tell what is certain and what is not yet, after every event', marbleTest(() => {
    const source = hot('p-q-f-w-|', events);
    const subs = '      ^-------!';
    const result = '    a-b-c-c-|';

    expect(source.pipe(captions())).toBeObservable(cold(result, {
      a: { committed: '', tentative: 'good', finals: [], partial: events.p },
      b: { committed: '', tentative: 'good mor', finals: [], partial: events.q },
      c: { committed: 'Good morning.', tentative: '', finals: [events.f] },
    }));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should say the same again where an event changes no text', marbleTest(() => {
    expect(hot('fug-h-e|', events).pipe(captions())).toBeObservable(cold('ccc-d-d|', {
      c: { committed: 'Good morning.', tentative: '', finals: [events.f] },
      d: { committed: 'Good morning. How are you?', tentative: '', finals: [events.f, events.h] },
    }));
  }));

  it('should pass an error at once', marbleTest(() => {
    expect(cold('f#', events).pipe(captions())).toBeObservable(
      cold('c#', { c: { committed: 'Good morning.', tentative: '', finals: [events.f] } }),
    );
  }));
});

describe('captions', () => {
  it('should keep what is shown where only case or punctuation change', () => {
    expect(
      shown(
        partial('so the'),
        partial('So, the quick'),
        partial('So the Quick brown'),
        partial('So the quack'),
        final('So, the quack.'),
      ),
    ).toEqual([
      ['', 'so the'],
      ['', 'so the quick'],
      ['', 'so the quick brown'],
      ['', 'so the quack'],
      ['So, the quack.', ''],
    ]);
  });

  it.each([
    ['35', '3.5'],
    ['5', '-5'],
    ['1000', '10.00'],
    ['well', "we'll"],
    ['its', 'it’s'],
  ])('should show %s as %s when it turns out to be that', (before, after) => {
    expect(shown(partial(before), partial(after)).at(-1)).toEqual(['', after]);
  });

  it.each([
    ['42', '42,'],
    ['it’s', "It's"],
    ["'tis", 'Tis'],
    ['3.5', '3.5.'],
  ])('should keep %s where it is only written as %s', (before, after) => {
    expect(shown(partial(before), partial(after)).at(-1)).toEqual(['', before]);
  });

  it('should withdraw what an empty partial withdraws, and keep nothing of it', () => {
    expect(shown(partial('hello'), partial(''), partial('Hello'))).toEqual([
      ['', 'hello'],
      ['', ''],
      ['', 'Hello'],
    ]);
  });

  it('should put spaces where the script has them', () => {
    expect(shown(final('你好。'), final('再见。')).at(-1)).toEqual(['你好。再见。', '']);
    expect(shown(final('안녕하세요.'), final('네.')).at(-1)).toEqual(['안녕하세요. 네.', '']);
    expect(shown(final('你好'), final('hello')).at(-1)).toEqual(['你好 hello', '']);
  });

  it('should never take back what is certain, nor show other words than were heard', () => {
    const text = constantFrom('', 'a', 'A b', 'a, B c', 'x b', ' a  b ', 'ß', '…');
    const event = oneof(
      record({ type: constantFrom('partial' as const, 'final' as const), text }),
      constantFrom<SpeechEvent>({ type: 'utterance-end' }, { type: 'gap', from: 0, to: 1 }),
    );
    const bare = (words: string) => words.toLowerCase().replace(/[,\s…]/g, '');
    assert(
      property(array(event), (heard) => {
        let before = '';
        shown(...heard).forEach(([committed, tentative], i) => {
          expect(committed.startsWith(before)).toBe(true);
          before = committed;
          const now = heard[i]!;
          if (now.type === 'partial') expect(bare(tentative)).toBe(bare(now.text));
          if (now.type === 'final') expect(tentative).toBe('');
        });
      }),
    );
  });
});
