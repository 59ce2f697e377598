import fc from 'fast-check';
import { concatMap, from, map, of, timer } from 'rxjs';
import { play } from '../../src/operators';
import { type ChatMessage } from '../../src/sessions';
import { virtualSink } from '../../src/testing';
import { bytesOf, hold, readIn, saying, toneGateway, voice } from '../sessions/conversation/agent';

/** A user who speaks up at some moments, and answers whose tokens come some ms apart. */
interface Talk {
  /** How long after the one before each utterance comes, ms. */
  readonly waits: readonly number[];
  readonly answers: readonly (readonly string[])[];
  readonly gap: number;
  readonly stalls: readonly { readonly at: number; readonly for: number }[];
  readonly words: boolean;
  readonly pause: boolean;
}

const word = fc.constantFrom(
  'a',
  'one',
  'two,',
  'three.',
  'four!',
  'über',
  'très',
  '好的。',
  'да',
  '🙂',
  'you?',
  '12',
);
const token = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `${words.join(' ')} `);
const talks = fc.record<Talk>({
  waits: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 4 }),
  answers: fc.array(fc.array(token, { minLength: 1, maxLength: 5 }), { minLength: 4, maxLength: 4 }),
  gap: fc.integer({ min: 0, max: 60 }),
  stalls: fc.array(fc.record({ at: fc.integer({ min: 0, max: 300 }), for: fc.integer({ min: 1, max: 500 }) }), { maxLength: 2 }),
  words: fc.boolean(),
  pause: fc.boolean(),
}); // prettier-ignore

/** By share of the length, what a letter takes in time must be what it takes in bytes. */
const spelled = (piece: string, words: boolean) =>
  words ? piece : piece.replaceAll(/[^ -~]+/gu, 'abc');

function course({ waits, answers, gap, stalls, words, pause }: Talk) {
  const sink = virtualSink({ stall: [...stalls].sort((a, b) => a.at - b.at) });
  const said: Record<number, string> = {};
  let at = 0;
  for (const wait of waits) {
    at += wait;
    said[2 * at] = 'f Go on.';
    said[2 * at + 1] = 'u';
  }
  const histories: (readonly ChatMessage[])[] = [];
  // Each answer begins with a sign of its own, so that what sounded can be told apart.
  const think = (_: string, history: readonly ChatMessage[]) => {
    histories.push(history);
    const n = history.filter(({ role }) => role === 'user').length;
    return from([`${'#$%&@'[n]!} `, ...answers[n]!.map((piece) => spelled(piece, words))]).pipe(concatMap((piece) => timer(gap).pipe(map(() => piece)))); // prettier-ignore
  };
  const talk = hold(() => ({
    hear$: saying({ ...said, [2 * at + 6000]: '|' }),
    think,
    tts: voice(toneGateway({ words })),
    // Without a fade every byte that sounds can be read.
    play: play(sink, { fadeOut: 0 }),
    ...(pause ? { interrupt: of(1), bargeIn: { pause: 50 } } : {}),
  }));
  return { ...talk, histories, sounded: readIn(sink) };
}

/** How much of a text stands at a place. */
function standing(text: string, all: string, at: number): number {
  let length = 0;
  while (length < text.length && all[at + length] === text[length]) length++;
  return length;
}

const longestWord = 12;
/** A position is told every 20 ms, and a byte lasts 10. */
const untold = 2 + 1;

describe('what a conversation remembers', () => {
  it('should be what was played, in words, and no less than whole words of it', () => {
    const seen = { whole: 0, cut: 0, silent: 0 };
    fc.assert(
      fc.property(talks, (talk) => {
        const { events, histories, sounded, end } = course(talk);
        let at = 0;
        const remembered: string[] = [];
        for (const event of events) {
          if (event.type !== 'said' && event.type !== 'interrupted') continue;
          const heard = event.type === 'said' ? event.text : event.heardText;
          const text = event.type === 'said' ? event.text : event.heardText + event.unheardText;
          const played = standing(bytesOf(text), sounded, at);
          const rest = played - bytesOf(heard.trimEnd()).length;

          expect(rest).toBeGreaterThanOrEqual(0);
          if (event.type === 'said') expect(rest).toBeLessThanOrEqual(1);
          else if (talk.words) expect(rest).toBeLessThanOrEqual(longestWord + untold);
          at += played;
          if (/[\p{L}\p{N}]/u.test(heard)) remembered.push(heard.trim());
          seen[event.type === 'said' ? 'whole' : heard === '' ? 'silent' : 'cut']++;
        }
        const answers = histories
          .at(-1)!
          .filter(({ role }) => role === 'assistant')
          .map(({ content }) => content);

        expect(at).toBe(sounded.length);
        expect(remembered.slice(0, answers.length)).toEqual(answers);
        expect(end).toBe('complete');
      }),
      { numRuns: 60 },
    );
    expect(Object.values(seen).every((count) => count > 2)).toBe(true);
  });
});
