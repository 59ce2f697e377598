import { array, assert, integer, option, property, record, string } from 'fast-check';
import { cold, hot, marbleTest } from 'jest-marbles';
import { from, type OperatorFunction, toArray } from 'rxjs';
import { toSubRip, toWebVtt } from '../../src/operators';
import { columnsOf } from '../../src/operators/columns';
import { type Cue, subtitleCues } from '../../src/operators/subtitleCues';
import { type SpeechEvent, type Transcript } from '../../src/protocol';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const final = (text: string, more: Partial<Transcript> = {}): Transcript => ({
  type: 'final',
  text,
  ...more,
});
const morning = final('Good morning.', { start: 300, end: 1100 });
const events: Record<string, SpeechEvent> = {
  f: morning,
  p: { type: 'partial', text: 'Good' },
  e: final(' '),
  u: { type: 'utterance-end' },
};
const all = <T>(operator: OperatorFunction<SpeechEvent, T>, ...heard: SpeechEvent[]) => {
  let result: T[] = [];
  operator(from(heard))
    .pipe(toArray())
    .subscribe((some) => (result = some));
  return result;
};
const srt = (...heard: SpeechEvent[]) => all(toSubRip(), ...heard).join('');
const vtt = (...heard: SpeechEvent[]) => all(toWebVtt(), ...heard).join('');
const cues = (...heard: SpeechEvent[]) => all<Cue>(subtitleCues(), ...heard);
const word = (text: string, start: number, end: number, speaker?: string) => ({ text, start, end, ...(speaker && { speaker }) }); // prettier-ignore

// prettier-ignore
describe('toSubRip', () => {
  itKeepsTheOperatorContract({ operator: toSubRip, values: [morning, final('And you?')] });

  it('should write a cue for a final', marbleTest(() => {
    const source = hot('-p-u-f-e|', events);
    const result = '    -----a--|';

    expect(source.pipe(toSubRip())).toBeObservable(cold(result, { a: '1\n00:00:00,300 --> 00:00:01,100\nGood morning.\n\n' }));
    expect(source).toHaveSubscriptions('^-------!');
  }));

  it('should number cues, name speakers, and let no text pass for times', () => {
    expect(srt(morning, final('a --> b\n\nc', { start: 3_723_004, end: 3_725_000, speaker: 'Ann' }))).toBe(
      '1\n00:00:00,300 --> 00:00:01,100\nGood morning.\n\n2\n01:02:03,004 --> 01:02:05,000\nAnn: a -> b c\n\n',
    );
  });

  it('should let no name end its cue, and write none that is empty', () => {
    expect(srt(final('Hi.', { start: 0, end: 900, speaker: 'Ann\n\nLee' }), final('Oh.', { start: 900, end: 1000, speaker: ' ' }))).toBe(
      '1\n00:00:00,000 --> 00:00:00,900\nAnn Lee: Hi.\n\n2\n00:00:00,900 --> 00:00:01,000\nOh.\n\n',
    );
  });
});

// prettier-ignore
describe('toWebVtt', () => {
  itKeepsTheOperatorContract({ operator: toWebVtt, values: [morning, final('And you?')] });

  it('should write a cue for a final, the first with the header', marbleTest(() => {
    const source = hot('-p-u-f-e|', events);
    const result = '    -----a--|';

    expect(source.pipe(toWebVtt())).toBeObservable(cold(result, { a: 'WEBVTT\n\n00:00:00.300 --> 00:00:01.100\nGood morning.\n\n' }));
    expect(source).toHaveSubscriptions('^-------!');
  }));

  it('should escape, and name speakers in a voice span', () => {
    expect(vtt(morning, final('1 < 2 & 3 --> 4', { start: 2000, end: 3000, speaker: 'Ann\n& <Bob>' }))).toBe(
      'WEBVTT\n\n00:00:00.300 --> 00:00:01.100\nGood morning.\n\n' +
        '00:00:02.000 --> 00:00:03.000\n<v Ann &amp; &lt;Bob&gt;>1 &lt; 2 &amp; 3 --&gt; 4\n\n',
    );
  });
});

describe('cues', () => {
  it('should have two lines of 42 columns at most, and begin and end with their words', () => {
    const words = Array.from({ length: 30 }, (_, i) => word(`word${i}`, i * 100, i * 100 + 80));
    const text = words.map((one) => one.text).join(' ');
    const made = cues(final(text, { start: 0, end: 2980, words }));

    expect(made.flatMap(({ lines }) => lines).join(' ')).toBe(text);
    expect(made[0]?.lines).toEqual(['word0 word1 word2 word3 word4 word5 word6', 'word7 word8 word9 word10 word11 word12']);
    expect(made.map(({ start, end }) => [start, end])).toEqual([[0, 1280], [1300, 2480], [2500, 2980]]);
  }); // prettier-ignore

  it('should have the punctuation of the text and the times of the words', () => {
    const words = [word('hello', 100, 200), word('there', 250, 400)];

    expect(cues(final('Hello, there!', { words }))).toEqual([{ start: 100, end: 400, lines: ['Hello, there!'] }]);
    expect(cues(final('Hello there now', { words }))[0]?.lines).toEqual(['hello there']);
  }); // prettier-ignore

  it('should part speakers', () => {
    const words = [word('Yes?', 0, 10, 'A'), word('No', 10, 20, 'B'), word('no.', 20, 30, 'B')];

    expect(cues(final('Yes? No no.', { words }))).toEqual([
      { start: 0, end: 10, lines: ['Yes?'], speaker: 'A' },
      { start: 10, end: 30, lines: ['No no.'], speaker: 'B' },
    ]);
  });

  it('should begin where the last ended, where a final does not say when', () => {
    expect(cues(final('one', { start: 0, end: 500 }), final('ten chars.'))).toEqual([
      { start: 0, end: 500, lines: ['one'] },
      { start: 500, end: 1150, lines: ['ten chars.'] },
    ]);
  });

  it('should not overlap where finals do', () => {
    expect(cues(final('one', { start: 0, end: 500 }), final('two', { start: 400, end: 450 }))).toEqual([
      { start: 0, end: 500, lines: ['one'] },
      { start: 500, end: 501, lines: ['two'] },
    ]);
  }); // prettier-ignore

  it('should cut what has no spaces, inside no character', () => {
    expect(cues(final('长'.repeat(50), { start: 0, end: 5000 }))).toEqual([
      { start: 0, end: 4200, lines: ['长'.repeat(21), '长'.repeat(21)] },
      { start: 4200, end: 5000, lines: ['长'.repeat(8)] },
    ]);
    const family = '👩‍👩‍👧';
    expect(cues(final(family.repeat(30), { start: 0, end: 3000 })).flatMap(({ lines }) => lines)).toEqual([
      family.repeat(21),
      family.repeat(9),
    ]);
  }); // prettier-ignore

  it('should be readable whatever was heard', () => {
    const time = option(integer({ min: 0, max: 9000 }), { nil: undefined });
    const heard = record({ type: record({}).map(() => 'final' as const), text: string({ maxLength: 200 }), start: time, end: time });
    assert(
      property(array(heard), (finals) => {
        const made = cues(...(finals as Transcript[]));
        const written = finals.map(({ text }) => text).join(' ');

        expect(made.flatMap(({ lines }) => lines).join('').replace(/\s/g, '')).toBe(written.replace(/\s/g, ''));
        made.forEach(({ start, end, lines }, i) => {
          expect(end).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(made[i - 1]?.end ?? 0);
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) expect(line.trim() !== '' && columnsOf(line) <= 42).toBe(true);
        });
      }),
    );
  }); // prettier-ignore
});
