import { hearStep } from '../../src/sessions/hearStep';
import {
  audio,
  elapsed,
  error,
  final,
  inShort,
  judged,
  listening,
  type Move,
  partial,
  play,
  rules,
  utteranceEnd,
} from './hearingTable';

type Row = readonly [what: string, moves: readonly Move[], effects: readonly string[]];

const answer = ['disarm final', 'disarm settle'];
const bye = [...answer, 'close'];
/** A line whose last final is owed since just now; its audio took as long as it lasts. */
const asked = (frames: number): Move[] => [
  'dialling',
  audio(1),
  'ready',
  frames,
  audio(frames - 1),
  frames,
  'end',
];
/** The same, but all its audio came at once. */
const burst = (frames: number): Move[] => [...listening(frames), 'end'];

// prettier-ignore
describe('hearStep: the answer to finalize', () => {
  it.each<Row>([
    ['a final', [...asked(100), final('a')], ['forget 100', ...bye, "final 'a'", 'complete']],
    ['an empty one, where the audio does not sound like speech', [...asked(100), final(''), judged(false)], ['forget 100', ...bye, 'complete']],
    ['an empty one, where it does, when nothing follows', [...asked(100), final(''), judged(true), 1000, elapsed('settle')], ['forget 100', ...bye, 'complete']],
    ['one that says so, however early it ends', [...asked(5000), final('a', { start: 0, end: 10, fromFinalize: true })],
      ['forget 10', 'forget 5000', ...bye, "final 'a' 0-10", 'complete']],
    ['one that reaches it, but for rounding', [...asked(900), final('a', { start: 0, end: 899 })],
      ['forget 899', 'forget 900', ...bye, "final 'a' 0-899", 'complete']],
    ['one whose words end behind it', [...asked(900), final('a', { start: 0, end: 950 })], ['forget 900', ...bye, "final 'a' 0-950", 'complete']],
    ['one that says so and is empty, though words are showing', [...asked(100), partial('a'), final('', { fromFinalize: true })],
      ['forget 100', ...bye, "final ''", 'complete']],
    ['an untimed one of audio up to a second ahead of time', [...burst(1000), final('a')], ['forget 1000', ...bye, "final 'a'", 'complete']],
  ])('should be %s', (_, moves, effects) => {
    expect(play(moves, { window: 10_000 }).last).toEqual(effects);
  });

  it.each<Row>([
    ['a partial', [...asked(100), partial('a')], ["partial 'a'"]],
    ['an empty final while words are showing', [...asked(100), partial('a'), final(' ')], ["final ' '"]],
    ['an utterance-end', [...asked(100), utteranceEnd(90)], ['utterance-end 90']],
    ['at once one that ends before it', [...asked(900), final('a', { start: 0, end: 898 })],
      ['forget 898', 'disarm final', 'arm settle 1000', "final 'a' 0-898"]],
    ['at once an untimed one, where more audio was sent than can have been heard', [...burst(3000), 500, final('a')],
      ['forget 3000', 'disarm final', 'arm settle 2500', "final 'a'"]],
    ['at once an empty one, which may come ahead of words', [...burst(1500), final('')], ['disarm final', 'arm settle 1500', "final ''", 'judge 0-1500']],
    ['an empty one ahead of words', [...asked(100), final(''), judged(true)], []],
    ['the last final at once, where nothing follows it', [...asked(5000), final('a', { start: 0, end: 400 }), 1000, elapsed('settle')], ['judge 400-5000']],
    ['the last final, where what is left sounds like speech', [...asked(5000), final('a', { start: 0, end: 400 }), 1000, elapsed('settle'), judged(true)], ['arm final 5000']],
    ['the last final of a line that then stays silent', [...asked(5000), final('a', { start: 0, end: 400 }), 1000, elapsed('settle'), judged(true), 5000, elapsed('final')], ['drop turn-timeout']],
  ])('should not be %s', (_, moves, effects) => {
    expect(play(moves, { window: 10_000 }).last).toEqual(effects);
  });

  it('should be the words after an empty final', () => {
    expect(play([...asked(100), partial('a'), final(''), final('a')]).last).toEqual(['forget 100', ...bye, "final 'a'", 'complete']);
  });

  it('should be the last of the finals that were on their way', () => {
    const moves: Move[] = [
      ...burst(9000), final('a', { start: 0, end: 2000 }), final('b', { start: 2000, end: 5000 }), final('c', { start: 5000, end: 9000 }),
    ];

    expect(play(moves, { window: 10_000 }).rows.slice(-3)).toEqual([
      ['forget 2000', 'disarm final', 'arm settle 5000', "final 'a' 0-2000"],
      ['forget 5000', 'disarm final', 'arm settle 5000', "final 'b' 2000-5000"],
      ['forget 9000', ...bye, "final 'c' 5000-9000", 'complete'],
    ]);
  });

  it('should be the last final when nothing follows it', () => {
    const moves: Move[] = [...asked(5000), final('a', { start: 0, end: 400 }), 1000, elapsed('settle'), judged(false)];

    expect(play(moves, { window: 10_000 }).last).toEqual(['forget 5000', ...bye, 'complete']);
  });

  it('should not be decided while audio waits in the socket', () => {
    const { state } = play([...asked(900), final('a', { start: 0, end: 400 })]);
    const { effects } = hearStep(rules, state, elapsed('settle'), 2000, 500);

    expect(effects.map(inShort)).toEqual(['arm settle 1000']);
  });

  it('should be the last final, whatever the rest sounds like, when a second line has nothing to say of it', () => {
    const silent: Move[] = [1000, elapsed('settle'), judged(true), 5000, elapsed('final')];
    const moves: Move[] = [...asked(1400), final('a', { start: 0, end: 400 }), ...silent, 'lost', 'dialling', 'ready', 5000, elapsed('final')];

    expect(play(moves, { window: 10_000 }).last).toEqual(['forget 1400', ...bye, 'complete']);
  });

  it.each<Row>([
    ['no longer than finalTimeout', [...burst(60_000), final('a', { start: 0, end: 10 })], ['forget 10', 'disarm final', 'arm settle 5000', "final 'a' 0-10"]],
    ['again after a partial', [...burst(3000), final('a', { start: 0, end: 10 }), 2500, partial('b')], ['arm settle 1000', "partial 'b'"]],
    ['again after an utterance-end', [...burst(3000), final('a', { start: 0, end: 10 }), 100, utteranceEnd()], ['arm settle 2900', 'utterance-end ?']],
    ['not again after what may be about audio behind it', [...listening(3000), 'finalize', audio(9), final('a', { start: 0, end: 10 }), partial('b')], ["partial 'b'"]],
  ])('should wait for more %s', (_, moves, effects) => {
    expect(play(moves, { window: 100_000 }).last).toEqual(effects);
  });

  it('should keep to a short finalTimeout while it waits for more', () => {
    expect(play([...burst(900), final('a', { start: 0, end: 10 })], { finalTimeout: 300 }).last).toContain('arm settle 300');
  });

  it('should wait a second at most after the clock went back', () => {
    const moves: Move[] = [...listening(500), -600_000, audio(500), 'finalize', final('a')];

    expect(play(moves).last).toEqual(['forget 1000', ...answer, "final 'a'"]);
  });
});

// prettier-ignore
describe('hearStep: several finalizes', () => {
  const two: Move[] = [...listening(100), 'finalize', audio(100), 'finalize'];

  it('should answer them in order, the wait of the next beginning then', () => {
    const { rows } = play([...two, final('a', { start: 0, end: 100 }), final('b', { start: 110, end: 200 })]);

    expect(rows.slice(-2)).toEqual([
      ['forget 100', 'arm final 5000', 'disarm settle', "final 'a' 0-100"],
      ['forget 200', ...answer, "final 'b' 110-200"],
    ]);
  });

  it('should not take what says it answers the first for the answer to the second', () => {
    const { rows, state } = play([
      ...two, final('a', { start: 0, end: 100 }), final('', { fromFinalize: true }), final('b', { start: 110, end: 190, fromFinalize: true }),
    ]);

    expect(rows.slice(-2)).toEqual([
      ['disarm final', 'arm settle 1000', "final ''"],
      ['forget 190', 'forget 200', ...answer, "final 'b' 110-190"],
    ]);
    expect(state.owed).toEqual([]);
  });

  it('should take a second empty one for the answer when nothing follows it', () => {
    const { state } = play([...two, final('a', { start: 0, end: 100 }), final('', { fromFinalize: true }), 1000, elapsed('settle'), judged(false)]);

    expect(state).toMatchObject({ owed: [], settled: 200 });
  });

  it('should send the audio of the second again where only the first was answered, twice', () => {
    const { last } = play([
      ...two, final('a', { start: 0, end: 100 }), final('', { fromFinalize: true }), 'lost', 'dialling', 'ready',
    ]);

    expect(last).toContain('audio 100-200');
  });

  it('should know by words behind one that it is answered', () => {
    const { last, state } = play([...two, final('b', { start: 110, end: 200 })]);

    expect(last).toEqual(['forget 200', ...answer, "final 'b' 110-200"]);
    expect(state.owed).toEqual([]);
  });

  it('should know the last one by words behind it, too', () => {
    const { last } = play([...listening(100), 'finalize', audio(200), final('b', { start: 150, end: 190 })]);

    expect(last).toEqual(['forget 190', ...answer, "final 'b' 150-190"]);
  });

  it('should begin the wait of a second one while the first may be answered', () => {
    const moves: Move[] = [...listening(3000), 'finalize', final('a', { start: 0, end: 10 }), audio(100), 'finalize'];

    expect(play(moves, { window: 10_000 }).last).toEqual(['finalize', 'arm final 5000']);
  });
});

// prettier-ignore
describe('hearStep: a final that does not come', () => {
  const again: Move[] = ['lost', 'dialling', 'ready'];

  it.each<Row>([
    ['lose the line', [...asked(100), elapsed('final')], ['drop turn-timeout']],
    ['give up after the next line as well', [...asked(100), elapsed('final'), ...again, elapsed('final')], ['fail turn-timeout']],
    ['not count lines with a final between', [...listening(100), 'finalize', elapsed('final'), ...again, final('a'), audio(9), 'finalize', elapsed('final')], ['drop turn-timeout']],
    ['count partials for nothing', [...asked(100), elapsed('final'), ...again, partial('a'), elapsed('final')], ['fail turn-timeout']],
    ['not matter where the line is gone', [...asked(100), 'lost', elapsed('final')], []],
  ])('should %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it.each<[string, number[], string[]]>([
    ['wait again while a slow network still takes it', [1250, 600], ['arm final 5000']],
    ['wait once more from when it was taken', [1250, 0], ['arm final 5000']],
    ['lose the line after that', [1250, 600, 0, 0], ['drop turn-timeout']],
    ['lose a line that takes nothing any more', [1250, 1250], ['drop turn-timeout']],
    ['not wait longer for what a network of any speed takes', [250, 0], ['drop turn-timeout']],
  ])('should %s', (_, [first = 0, ...later], effects) => {
    const { state } = play(listening(100));
    let step = hearStep(rules, state, { type: 'finalize' }, 1000, first);
    for (const waiting of later) step = hearStep(rules, step.state, elapsed('final'), 6000, waiting);

    expect(step.effects.map(inShort)).toEqual(effects);
  });

  it('should ask again on the next line, and complete with its answer', () => {
    const moves: Move[] = [...asked(100), elapsed('final'), ...again, final('a')];

    expect(play(moves).rows.slice(-2)).toEqual([
      ['audio 0-100', 'replayed 0-100', 'finalize', 'arm final 5000'],
      ['forget 100', ...bye, "final 'a'", 'complete'],
    ]);
  });
});

// prettier-ignore
describe('hearStep: messages', () => {
  it.each<Row>([
    ['pass a partial', [...listening(20), partial('a', { start: 0, end: 9 })], ["partial 'a' 0-9"]],
    ['pass an empty partial', [...listening(20), partial('')], ["partial ''"]],
    ['settle up to the end of a final', [...listening(20), final('a', { start: 0, end: 9 })], ['forget 9', "final 'a' 0-9"]],
    ['settle no more than was sent', [...listening(20), final('a', { start: 0, end: 99 })], ['forget 20', "final 'a' 0-99"]],
    ['settle nothing by an empty final while words are showing', [...listening(20), partial('a'), final('')], ["final ''"]],
    ['settle nothing by a final of what has one', [...listening(20), final('a', { start: 0, end: 9 }), final('b', { start: 0, end: 9 })], ["final 'b' 0-9"]],
    ['keep a line that the gateway keeps, where all has its final', [...listening(20), final('a'), error('not_ready')], ['error']],
    ['keep it where words show before their final, and none are showing', [...listening(20), partial('a'), final('a'), audio(20), error('translation_error')], ['error']],
    ['rather send again where a final may have been lost', [...listening(20), partial('a'), error('translation_error')], ['drop gateway-error', 'error']],
    ['rather send again where a final is owed', [...listening(20), 'finalize', error('not_ready')], ['drop gateway-error', 'error']],
    ['rather send again where no words ever show', [...listening(20), error('translation_error')], ['drop gateway-error', 'error']],
    ['give up a line that the gateway does not keep', [...listening(20), final('a'), error('provider_error')], ['drop gateway-error', 'error']],
    ['tell no final twice', [...listening(20), final('a', { start: 0, end: 9 }), final('a', { start: 0, end: 9 })], ['stray']],
    ['tell no final again on the next line', [...listening(20), final('a', { start: 0, end: 9 }), 'lost', 'dialling', 'ready', final('a', { start: -9, end: 0 })], ['stray']],
    ['tell a word again that was said again', [...listening(20), final('a', { start: 0, end: 5 }), final('a', { start: 9, end: 14 })], ['forget 14', "final 'a' 9-14"]],
    ['tell words without times again, which may have been said again', [...listening(20), final('a'), final('a')], ["final 'a'"]],
    ['give the times of a second line on the clock of the audio',
      [...listening(100), final('a', { start: 0, end: 60 }), 'lost', 'dialling', 'ready', final('b', { start: 5, end: 40 })], ['forget 100', "final 'b' 65-100"]],
    ['give the end of an utterance on it', [...listening(100), final('a', { start: 0, end: 60 }), 'lost', 'dialling', 'ready', utteranceEnd(40)], ['utterance-end 100']],
    ['lose the line by an error that passes', [...listening(20), error('provider_error')], ['drop gateway-error', 'error']],
    ['fail by one that does not', [...listening(20), error('auth_error')], ['error', 'fail gateway-error']],
    ['only tell of one that is excused', [...listening(20), { type: 'excused', message: { type: 'error', code: 'c', message: 'm' } }], ['error']],
    ['only tell of what could not be read', [...listening(20), { type: 'undecodable', sample: 's', message: 'm' }], ['undecodable']],
    ['only tell of what is unknown', [...listening(20), { type: 'message', message: { type: 'unknown', name: 'n', sample: 's' } }], ['unknown']],
    ['ignore the rest', [...listening(20), { type: 'message', message: { type: 'info', name: 'n', sample: 's' } }], []],
    ['hear nothing of a line that is gone', [...listening(20), 'lost', final('a')], []],
  ])('should %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it('should pass no partial where none are wanted', () => {
    expect(play([...listening(20), partial('a')], { partials: false }).last).toEqual([]);
  });

  it('should keep to itself that a transcript answers a finalize', () => {
    const { state } = play(listening(20));
    expect(state.settled).toBe(0);
    for (const message of [partial('a', { fromFinalize: true }), final('a', { fromFinalize: true })]) {
      const heard = play([...listening(20), message]);
      expect(JSON.stringify(heard.rows)).not.toContain('fromFinalize');
    }
  });
});
