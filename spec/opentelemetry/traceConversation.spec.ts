import { type Meter, type Tracer } from '@opentelemetry/api';
import { cold, marbleTest } from 'jest-marbles';
import { asyncScheduler, takeUntil } from 'rxjs';
import { traceConversation } from '../../src/opentelemetry';
import { type ConversationEvent } from '../../src/sessions';

const turn = 'answer-1';
const cut = { turn, playedMs: 2, heardText: '', unheardText: 'Secret.' };
const events: Record<string, ConversationEvent> = {
  i: { type: 'hearing', text: 'Secret' },
  u: { type: 'heard', turn, text: 'Secret' },
  t: { type: 'token', turn, text: 'Secret.' },
  p: { type: 'phrase', turn, text: 'Secret.' },
  s: { type: 'speaking', turn },
  l: { type: 'playing', turn, playedMs: 2 },
  d: { type: 'said', turn, text: 'Secret.', playedMs: 2 },
  o: { type: 'hearing', text: 'Secret', turn },
  X: { type: 'interrupted', ...cut },
  F: { type: 'failed', ...cut, error: new Error('no model') },
};

/** What is reported, a line for each: `@` says when, ms since the beginning. */
function recorder() {
  const log: string[] = [];
  let start: number | undefined;
  const at = (time: unknown) => `@${Number(time) - (start ??= asyncScheduler.now())}`;
  const span = {
    addEvent: (name: string, attributes: object, time: number) => log.push(`${name} ${JSON.stringify(attributes)} ${at(time)}`),
    setAttribute: (name: string, value: unknown) => log.push(`${name}=${String(value)}`),
    setAttributes: (all: object) => log.push(JSON.stringify(all)),
    setStatus: ({ code, message }: { code: number; message: string }) => log.push(`status ${code} ${message}`),
    recordException: ({ message }: { message: string }, time: number) => log.push(`exception ${message} ${at(time)}`),
    end: (time: number) => log.push(`end ${at(time)}`),
  }; // prettier-ignore
  const tracer = {
    startSpan: (name: string, { startTime }: { startTime: number }) => {
      log.push(`start ${name} ${at(startTime)}`);
      return span;
    },
  } as unknown as Tracer;
  const meter = {
    createHistogram: (name: string) => ({
      record: (ms: number, attributes: object) => log.push(`${name} ${ms} ${JSON.stringify(attributes)}`),
    }),
  } as unknown as Meter; // prettier-ignore
  return { log, tracing: { tracer, meter } };
}

// prettier-ignore
describe('traceConversation', () => {
  const traced = (diagram: string, log: readonly string[], end?: string) => marbleTest(() => {
    const { log: found, tracing } = recorder();
    const stop = cold(end ?? '-');
    const mirrored$ = cold(diagram, events).pipe(traceConversation(tracing), takeUntil(stop));

    expect(mirrored$).toBeObservable(cold(end === undefined ? diagram : diagram.slice(0, end.length - 1) + '|', events));
    expect(mirrored$).toSatisfyOnFlush(() => {
      expect(found).toEqual(log);
      expect(found.join()).not.toContain('Secret');
    });
  });

  it('should report an answer, its parts and its latencies', traced('u--t-p--s-t--l--d|', [
    'start voice.turn @0',
    'voice.token {} @3',
    'voice.phrase {"voice.length":7} @5',
    'voice.speaking {} @8',
    'voice.playing {} @13',
    'voice.turn.first_token 3 {"voice.outcome":"said"}',
    'voice.turn.first_flush 5 {"voice.outcome":"said"}',
    'voice.turn.first_byte 3 {"voice.outcome":"said"}',
    'voice.turn.first_audible 11 {"voice.outcome":"said"}',
    '{"voice.turn.first_token":3,"voice.turn.first_flush":5,"voice.turn.first_byte":3,"voice.turn.first_audible":11}',
    'voice.played_ms=2',
    'voice.outcome=said',
    'end @16',
  ]));

  it('should report an interruption', traced('u-o--X|', [
    'start voice.turn @0',
    'voice.hearing {} @2',
    'voice.turn.silence 3 {"voice.outcome":"interrupted"}',
    '{"voice.turn.silence":3}',
    'voice.played_ms=2',
    'voice.outcome=interrupted',
    'end @5',
  ]));

  it('should report a failure as an error', traced('u-F|', [
    'start voice.turn @0',
    '{}',
    'status 2 no model',
    'exception no model @2',
    'voice.played_ms=2',
    'voice.outcome=failed',
    'end @2',
  ]));

  it('should end what is under way when nobody listens any more', traced('u-t--', [
    'start voice.turn @0', 'voice.token {} @2', 'voice.outcome=abandoned', 'end @4',
  ], '----x'));

  it('should do nothing without a provider', marbleTest(() => {
    expect(cold('iu-t-d|', events).pipe(traceConversation())).toBeObservable(cold('iu-t-d|', events));
  }));
});
