import { signal } from '@angular/core';
import { VoiceError } from '../../src';
import {
  conversationStep,
  type ConversationInput,
  type ConversationView,
  noConversation,
} from '../../src/angular/conversationStep';
import { floor } from '../../src/angular/floor';
import { listenStep, type ListenInput, notListening } from '../../src/angular/listenStep';
import { meterStep, restingMeter, restMeter } from '../../src/angular/meterStep';
import { same } from '../../src/angular/same';
import { signalBoard } from '../../src/angular/signalBoard';
import { noTurn, turnStep } from '../../src/angular/turnStep';
import { withoutUtterance } from '../../src/angular/withoutUtterance';
import { type Caption } from '../../src';
import { tone } from '../../src/testing';

const error = new VoiceError('session-closed', 'Closed.', {}, { retryable: false });
const turn = 'answer-1';

// prettier-ignore
describe('turnStep', () => {
  it.each([
    [noTurn, { type: 'begun', turn }, { speaking: true }],
    [{ ...noTurn, error }, { type: 'begun', turn }, { speaking: true, error: undefined }],
    [{ ...noTurn, speaking: true }, { type: 'said', turn, playedMs: 1 }, { speaking: false }],
    [{ ...noTurn, speaking: true }, { type: 'interrupted', turn, playedMs: 1 }, { speaking: false }],
    [{ ...noTurn, speaking: true }, { type: 'failed', turn, playedMs: 1, error }, { speaking: false, error }],
  ] as const)('%#', (state, event, change) => expect(turnStep(state, event)).toEqual({ ...state, ...change }));

  it('should be left as it is by audio', () => {
    expect(turnStep(noTurn, { type: 'audio', turn, chunk: tone(20) })).toBe(noTurn);
    expect(turnStep(noTurn, { type: 'playing', turn, playedMs: 20 })).toBe(noTurn);
  });
});

// prettier-ignore
describe('listenStep', () => {
  const table: readonly [string, ListenInput, string][] = [
    ['off', { type: 'started' }, 'starting on |'],
    ['starting', { type: 'audio' }, 'listening on |'],
    ['', { type: 'audio' }, 'listening on |'],
    ['', { type: 'speech', event: { type: 'partial', text: 'Good' } }, 'listening on |Good'],
    ['', { type: 'speech', event: { type: 'utterance-end' } }, 'listening on |Good'],
    ['', { type: 'deaf' }, 'finishing |Good'],
    ['', { type: 'speech', event: { type: 'final', text: 'Good day.' } }, 'finishing Good day.|'],
    ['', { type: 'over' }, 'off Good day.|'],
    ['', { type: 'deaf' }, 'off Good day.|'],
    ['', { type: 'started' }, 'starting on |'],
    ['', { type: 'failed', error }, 'off | session-closed'],
    ['', { type: 'started' }, 'starting on |'],
  ];

  it('should follow what happens', () => {
    let view = notListening;
    const seen = table.map(([, input]) => {
      view = listenStep(view, input);
      return `${view.state}${view.listening ? ' on' : ''} ${view.captions.committed}|${view.captions.tentative}${view.error ? ` ${view.error.code}` : ''}`;
    });

    expect(seen).toEqual(table.map(([, , expected]) => expected));
  });

  it('should be left as it is by all audio but the first', () => {
    const view = listenStep(listenStep(notListening, { type: 'started' }), { type: 'audio' });

    expect(listenStep(view, { type: 'audio' })).toBe(view);
  });
});

// prettier-ignore
describe('conversationStep', () => {
  const told = (event: Extract<ConversationInput, { type: 'event' }>['event']): ConversationInput => ({ type: 'event', event });
  const said = (type: 'partial' | 'final', text: string): ConversationInput => ({ type: 'speech', event: { type, text } });
  const cut = { turn, playedMs: 9, heardText: 'One', unheardText: ' two.' };
  const shown = ({ state, captions, answer, history, error: failure }: ConversationView) =>
    [`${state} [${captions.committed}|${captions.tentative}]`, answer && `${answer.state}(${answer.heardText === undefined ? answer.text : `${answer.heardText}|${answer.unheardText ?? ''}`})`, ...history.map(({ role, content }) => `${role[0] ?? ''}:${content}`), failure?.code].filter(Boolean).join(' ');

  it.each<[string, readonly (readonly [ConversationInput, string])[]]>([
    ['an answer', [
      [{ type: 'started', history: [] }, 'starting [|]'],
      [{ type: 'microphone' }, 'listening [|]'],
      [said('partial', 'Go'), 'hearing [|Go]'],
      [said('partial', ''), 'listening [|]'],
      [said('final', 'Go.'), 'hearing [Go.|]'],
      [told({ type: 'hearing', text: 'Go.' }), 'hearing [Go.|]'],
      [told({ type: 'heard', turn, text: 'Go.' }), 'thinking [|] thinking() u:Go.'],
      [told({ type: 'token', turn, text: 'One' }), 'thinking [|] thinking(One) u:Go.'],
      [told({ type: 'token', turn, text: ' two.' }), 'thinking [|] thinking(One two.) u:Go.'],
      [told({ type: 'phrase', turn, text: 'One two.' }), 'thinking [|] thinking(One two.) u:Go.'],
      [told({ type: 'speaking', turn }), 'speaking [|] speaking(One two.) u:Go.'],
      [told({ type: 'paused', turn }), 'paused [|] paused(One two.) u:Go.'],
      [said('partial', 'Yes'), 'paused [|Yes] paused(One two.) u:Go.'],
      [told({ type: 'resumed', turn }), 'speaking [|Yes] speaking(One two.) u:Go.'],
      [said('final', 'Yes.'), 'speaking [Yes.|] speaking(One two.) u:Go.'],
      [told({ type: 'dismissed', turn, text: 'Yes.' }), 'speaking [|] speaking(One two.) u:Go.'],
      [told({ type: 'said', turn, text: 'One two.', playedMs: 9 }), 'listening [|] said(One two.) u:Go. a:One two.'],
      [{ type: 'over' }, 'off [|] said(One two.) u:Go. a:One two.'],
      [{ type: 'started', history: [{ role: 'user', content: 'Before' }] }, 'starting [|] u:Before'],
    ]],
    ['an interruption', [
      [{ type: 'started', history: [] }, 'starting [|]'],
      [told({ type: 'heard', turn, text: 'Go.' }), 'thinking [|] thinking() u:Go.'],
      [said('partial', 'Stop'), 'thinking [|Stop] thinking() u:Go.'],
      [told({ type: 'interrupted', ...cut }), 'hearing [|Stop] interrupted(One| two.) u:Go. a:One'],
      [told({ type: 'token', turn: 'answer-9', text: 'late' }), 'hearing [|Stop] interrupted(One| two.) u:Go. a:One'],
    ]],
    ['a failure', [
      [{ type: 'started', history: [] }, 'starting [|]'],
      [told({ type: 'heard', turn, text: 'Go.' }), 'thinking [|] thinking() u:Go.'],
      [told({ type: 'failed', ...cut, heardText: '', error }), 'listening [|] failed(| two.) u:Go. session-closed'],
      [told({ type: 'heard', turn: 'answer-2', text: 'Go!' }), 'thinking [|] thinking() u:Go. u:Go!'],
      [{ type: 'over', error }, 'off [|] interrupted() u:Go. u:Go! session-closed'],
    ]],
  ])('should show %s', (_, table) => {
    let view = noConversation;
    const seen = table.map(([input]) => shown((view = conversationStep(view, input))));

    expect(seen).toEqual(table.map(([, expected]) => expected));
  });

  it('should be left as it is by audio', () => {
    const view: ConversationView = { ...noConversation, state: 'listening' };

    expect(conversationStep(view, { type: 'microphone' })).toBe(view);
    expect(conversationStep(view, told({ type: 'audio', turn, chunk: tone(20) }))).toBe(view);
    expect(conversationStep(view, told({ type: 'playing', turn, playedMs: 20 }))).toBe(view);
  });
});

// prettier-ignore
describe('withoutUtterance', () => {
  const caption = (finals: string[], partial?: string): Caption => ({ committed: finals.join(' '), tentative: partial ?? '', finals: finals.map((text) => ({ text })), ...(partial !== undefined && { partial: { text: partial } }) });

  it.each([
    [caption(['A.', 'B.']), 'A. B.', ''],
    [caption(['A.', 'B.']), 'A.', 'B.'],
    [caption(['A.', 'B.'], 'see'), 'A.', 'B. see'],
    [caption(['A.'], 'see'), 'A.', ' see'],
    [caption(['A.']), 'X.', ''],
    [caption([]), 'X.', ''],
  ])('%#', (before, utterance, left) => {
    const { committed, tentative } = withoutUtterance(before, utterance);
    expect(committed + (tentative && ` ${tentative}`)).toBe(left);
  });
});

describe('meterStep', () => {
  /** What a meter shows of chunks of 20 ms. */
  const show = (levels: readonly number[]) => {
    let meter = restingMeter;
    return levels.map((level, i) => (meter = meterStep(meter, level, i * 20)).shown);
  };

  it('should show the peak, in steps of 1/50', () => {
    expect(show([0.1, 0.5, 0.133, 0, 0, 0, 0])).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5]);
    expect(show([0.133, 0.999, 0, 0, 0, 0, 0])).toEqual([0.14, 0.14, 0.14, 0.14, 0.14, 0.14, 1]);
  });

  it('should change at most ten times in any second, whatever it hears', () => {
    const shown = show(Array.from({ length: 500 }, (_, i) => (i * 7919) % 97 / 97)); // prettier-ignore
    const changes = shown.flatMap((level, i) => (level === (shown[i - 1] ?? 0) ? [] : [i * 20]));
    const most = Math.max(...changes.map((at) => changes.filter((c) => c >= at && c <= at + 1000).length)); // prettier-ignore

    expect(most).toBeLessThan(10);
    expect(most).toBeGreaterThan(5);
  });

  it('should show at once that it is silent', () => {
    const loud = meterStep(restingMeter, 0.5, 0);

    expect(restMeter(loud, 10)).toEqual({ shown: 0, at: 10, peak: 0 });
    expect(restMeter(restingMeter, 10)).toEqual(restingMeter);
  });
});

describe('floor', () => {
  it('should be one holder at a time', () => {
    const { take } = floor();
    const told: string[] = [];
    const leaveA = take(() => told.push('a'));
    const leaveB = take(() => told.push('b'));
    leaveA();
    const leaveC = take(() => told.push('c'));
    leaveB();
    leaveC();
    take(() => told.push('d'));

    expect(told).toEqual(['a', 'b']);
  });
});

describe('same', () => {
  it.each([
    [1, 1, true],
    [NaN, NaN, true],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1], [1, 2], false],
    [[], {}, false],
    [error, new VoiceError('session-closed', 'Closed.', {}, { retryable: false }), false],
    [() => 1, () => 1, false],
    [null, {}, false],
  ])('%#', (a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });
});

describe('signalBoard', () => {
  it('should set the signals of the fields that changed alone', () => {
    const board = signalBoard({ a: { x: 1 }, b: 'b' });
    const { a } = board.state();
    board.show({ a: { x: 1 }, b: 'c' });

    expect(board.signals.a()).toBe(a);
    expect(board.signals.b()).toBe('c');
    expect(Object.keys(board.signals.a)).toEqual(Object.keys(signal(0).asReadonly()));
  });
});
