import { cold, marbleTest } from 'jest-marbles';
import { concatMap, ignoreElements, merge, of } from 'rxjs';
import { endOfSpeech } from '../../src/cli/talk/endOfSpeech';
import { type AnswerMetrics, type ConversationEvent } from '../../src/sessions';
import { silence, tone } from '../../src/testing';

const turn = 'answer-1';
const sounds = { v: tone(100), o: silence(100) };
const heard: Record<string, ConversationEvent> = { h: { type: 'heard', turn, text: 'a' } };
const metrics: AnswerMetrics = { turn, outcome: 'said', endpointing: 7, firstToken: 3 };

/** What becomes of an answer's metrics, when it has been heard. */
function measured(microphone: string, talk: string) {
  const ends = endOfSpeech();
  return merge(
    cold(microphone, sounds).pipe(ends.ears, ignoreElements()),
    cold(talk, heard).pipe(
      ends.mouth,
      concatMap(() => of(ends.measured(metrics), ends.measured(metrics))),
    ),
  );
}

// prettier-ignore
describe('endOfSpeech', () => {
  it('should count from the last sound of the speech, once for an answer', marbleTest(() => {
    const result$ = measured('7ms v 99ms v 99ms o 99ms o 99ms o 99ms o|', '507ms h 399ms |');

    expect(result$).toBeObservable(cold('507ms (mn) 396ms |', { m: { ...metrics, endpointing: 300 }, n: metrics }));
  }));

  it.each([
    ['nothing was said aloud', 'o 99ms o 99ms o 99ms o 99ms o|'],
    ['speech goes on', 'v 99ms v 99ms v 99ms v 99ms v 199ms |'],
  ])('should leave it to the words where %s', (_, microphone) => marbleTest(() => {
    expect(measured(microphone, '500ms h 199ms |')).toBeObservable(cold('500ms (mm) 196ms |', { m: metrics }));
  })());

  it('should let all audio pass', marbleTest(() => {
    expect(cold('v-o-#', sounds).pipe(endOfSpeech().ears)).toBeObservable(cold('v-o-#', sounds));
  }));
});
