import { cold, marbleTest } from 'jest-marbles';
import { throwError } from 'rxjs';
import { type ConversationEvent, turnMetrics$ } from '../../../src/sessions';
import { faults } from '../../../src/gateway';
import { play } from '../../../src/operators';
import { virtualSink } from '../../../src/testing';
import { measureEvent, unmeasured } from '../../../src/sessions/conversation/turnMetrics';
import { hold, saying, toneGateway, voice } from './agent';

const turn = 'answer-1';
const cut = { turn, playedMs: 2, heardText: '', unheardText: 'A.' };
const events: Record<string, ConversationEvent> = {
  i: { type: 'hearing', text: 'a' },
  u: { type: 'heard', turn, text: 'a' },
  t: { type: 'token', turn, text: 'A.' },
  p: { type: 'phrase', turn, text: 'A.' },
  s: { type: 'speaking', turn },
  l: { type: 'playing', turn, playedMs: 2 },
  d: { type: 'said', turn, text: 'A.', playedMs: 2 },
  o: { type: 'hearing', text: 'b', turn },
  P: { type: 'paused', turn },
  R: { type: 'resumed', turn },
  D: { type: 'dismissed', turn, text: 'b' },
  X: { type: 'interrupted', ...cut },
  F: { type: 'failed', ...cut, error: 'no' },
};

// prettier-ignore
describe('turnMetrics$', () => {
  it.each([
    ['of an answer', 'i-u--t-p--s----l--d|', '------------------m|', { outcome: 'said', endpointing: 2, firstToken: 3, firstFlush: 5, firstByte: 3, firstAudible: 11 }],
    ['of an interruption', 'i-u--t--o--X', '-----------m', { outcome: 'interrupted', endpointing: 2, firstToken: 3, silence: 3 }],
    ['of a sign without words', 'i-u--X', '-----m', { outcome: 'interrupted', endpointing: 2, silence: 0 }],
    ['of a pause that was one', 'i-u-o-P--o-X', '-----------m', { outcome: 'interrupted', endpointing: 2, silence: 2 }],
    ['of a false alarm', 'i-u-o-P--R--d', '------------m', { outcome: 'said', endpointing: 2 }],
    ['of words that were dismissed', 'i-u-o-D--o-X', '-----------m', { outcome: 'interrupted', endpointing: 2, silence: 2 }],
    ['of a failure', 'i-u--t-F', '-------m', { outcome: 'failed', endpointing: 2, firstToken: 3 }],
    ['not of what the user says next', 'i-u--o-X-i---u---d', '-------m---------n', { outcome: 'interrupted', endpointing: 2, silence: 2 }],
  ])('should tell the latencies %s', (_, diagram, result, metrics) => marbleTest(() => {
    const conversation$ = cold(diagram, events);
    const values = { m: { turn, ...metrics }, n: { turn, outcome: 'said', endpointing: 4 } };

    expect(conversation$.pipe(turnMetrics$)).toBeObservable(cold(result, values));
  })());

  it('should pass an error', marbleTest(() => {
    expect(turnMetrics$(throwError(() => new Error('deaf')))).toBeObservable(cold('#', undefined, new Error('deaf')));
  }));

  it('should count a lost line as time of the gateway', () => {
    const measured = (gateway = toneGateway()) => {
      const talk = hold(() => ({
        hear$: saying({ 0: 'f Go.', 10: 'u', 20: '|' }),
        think: () => 'Hi.',
        tts: voice(gateway),
        play: play(virtualSink()),
      }));
      let state = unmeasured;
      const told = talk.events.map((event, i) => {
        const step = measureEvent(state, event, parseInt(talk.lines[i]!));
        state = step.state;
        return step.told;
      });
      return told.at(-1)?.firstByte;
    };

    expect(measured()).toBe(4);
    expect(measured(faults.dieBeforeAudio({ lines: 1 })(toneGateway()))).toBe(21);
  });
});
