import fc from 'fast-check';
import { wantsLine } from '../../src/sessions/hearing';
import { audio, elapsed, final, listening, type Move, partial, play } from './hearingTable';

type Row = readonly [what: string, moves: readonly Move[], effects: readonly string[]];

// prettier-ignore
describe('hearAudio: sending', () => {
  it.each<Row>([
    ['dial at the first audio', [audio(20)], ['dial']],
    ['not dial for less than a frame of it', [audio(0)], []],
    ['not dial twice', [audio(20), audio(20)], []],
    ['wait for the line to be ready', [audio(20), 'dialling', audio(20)], []],
    ['send what waited when it is', [audio(20), 'dialling', audio(20), 'ready'], ['audio 0-40']],
    ['send at once from then on', [...listening(20), audio(30)], ['audio 20-50']],
    ['send much audio in steps, looking at the socket between them', [...listening(600)], ['audio 0-250', 'audio 250-500', 'audio 500-600']],
    ['hold what comes while the socket is full', [...listening(20), 'hold', audio(20)], []],
    ['send it in order when there is room', [...listening(20), 'hold', audio(20), audio(10), 'release'], ['audio 20-50', 'released']],
  ])('should %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it('should get on with a rate at which a step holds no whole frame', () => {
    expect(play(listening(2), { sampleRate: 1 }).last).toEqual(['audio 0-1', 'audio 1-2']);
  });

  it('should ask to look at the socket as long as there is more to send', () => {
    const { state } = play([audio(1000), 'dialling']);

    expect(state.sent).toBe(0);
    expect(play([audio(1000), 'dialling', 'ready', 'hold']).state.sent).toBe(1000);
  });
});

// prettier-ignore
describe('hearAudio: finalize', () => {
  const sent = ['finalize', 'arm final 5000'];

  it.each<Row>([
    ['send it behind the audio', [...listening(20), 'finalize'], sent],
    ['ignore it where no audio ever came', ['finalize'], []],
    ['ignore it where none came since the last', [...listening(20), 'finalize', 'finalize'], []],
    ['ignore it where its audio is answered', [...listening(20), 'finalize', final('a'), 'finalize'], []],
    ['send another for more audio, with the wait of the first', [...listening(20), 'finalize', audio(20), 'finalize'], ['finalize']],
    ['hold it with the audio before ready', [audio(20), 'finalize', audio(30), 'dialling', 'ready'], ['audio 0-20', ...sent, 'audio 20-50']],
    ['hold it behind audio that a full socket holds back', [...listening(20), 'hold', audio(20), 'finalize'], []],
    ['release it in its place', [...listening(20), 'hold', audio(20), 'finalize', audio(9), 'release'], ['audio 20-40', 'released', ...sent, 'audio 40-49']],
    ['not hold it where all audio before it has left', [...listening(20), 'hold', 'finalize'], sent],
    ['ask for the last one at the end', [...listening(20), 'end'], sent],
    ['not ask twice at the end', [...listening(20), 'finalize', 'end'], []],
    ['not ask at the end for what is answered', [...listening(20), 'finalize', final('a'), 'end'], ['close', 'complete']],
    ['complete without audio', ['end'], ['complete']],
    ['do nothing more when it has completed', ['end', 'finalize'], []],
  ])('should %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it('should replay one that is owed, in its place', () => {
    const { last } = play([...listening(20), 'finalize', audio(30), 'lost', 'dialling', 'ready']);

    expect(last).toEqual(['audio 0-20', 'replayed 0-50', ...sent, 'audio 20-50']);
  });

  it('should replay all that are owed, and those that had not left', () => {
    const { last } = play([
      ...listening(20), 'finalize', audio(20), 'finalize', 'hold', audio(20), 'finalize', 'lost', 'dialling', 'ready',
    ]);

    expect(last).toEqual(['audio 0-20', 'replayed 0-40', ...sent, 'audio 20-40', 'finalize', 'audio 40-60', 'finalize']);
  });

  it('should not replay one that was answered, and invent none', () => {
    const moves: Move[] = [...listening(20), 'finalize', final('a'), audio(30), 'lost', 'dialling', 'ready'];

    expect(play(moves).last).toEqual(['audio 20-50', 'replayed 20-50']);
  });

  it('should not ask for a final of audio that is all gone', () => {
    const moves: Move[] = [...listening(20), 'finalize', audio(1000), 'lost', 'dialling', 'ready'];

    expect(play(moves).last).toEqual([
      'audio 20-270', 'replayed 20-1020', 'audio 270-520', 'audio 520-770', 'audio 770-1020',
    ]);
  });
});

// prettier-ignore
describe('hearAudio: what waited for a later line', () => {
  const again = (waits: number): Move[] => [...listening(20), final('a'), 'lost', 'dialling', audio(waits), 'ready'];
  const longWindow = { window: 30_000 };

  it.each<Row>([
    ['at once where it is a second of audio', again(1000), ['audio 20-270', 'audio 270-520', 'audio 520-770', 'audio 770-1020']],
    ['at five times real time beyond that', again(1500), ['audio 20-270', 'audio 270-520', 'audio 520-770', 'audio 770-1020', 'arm pace 50']],
    ['the next step when it is due', [...again(1500), 50, elapsed('pace')], ['audio 1020-1270', 'arm pace 50']],
    ['not before', [...again(1500), 49, elapsed('pace')], ['arm pace 1']],
    ['what came meanwhile behind it', [...again(1500), 40, audio(10), 60, elapsed('pace')], ['audio 1020-1270', 'audio 1270-1520', 'arm pace 2']],
    ['what comes once it is caught up with at once', [...again(1500), 50, elapsed('pace'), 50, elapsed('pace'), audio(700)], ['audio 1520-1770', 'audio 1770-2020', 'audio 2020-2220']],
    ['finalize behind it', [...again(1500), 'finalize', 50, elapsed('pace'), 50, elapsed('pace')], ['audio 1270-1520', 'finalize', 'arm final 5000']],
    ['no later after a clock that went back', [...again(1500), -500, elapsed('pace')], ['arm pace 50']],
    ['no later where it went back by an hour', [...again(1500), -3_600_000, audio(20)], ['arm pace 50']],
  ])('should send %s', (_, moves, effects) => {
    expect(play(moves, longWindow).last).toEqual(effects);
  });

  it('should pace nothing on a first line', () => {
    expect(play([audio(1250), 'dialling', 'ready'], longWindow).last).toHaveLength(5);
  });

  it('should rather send than let go of what no longer fits into memory', () => {
    const { last } = play([...again(1500), audio(20_000)], { window: 2000 });

    expect(last).toContain('audio 1020-1270');
    expect(last).not.toContainEqual(expect.stringContaining('gap'));
  });

  it('should wait no more when the line is lost', () => {
    expect(play([...again(1500), 'lost', elapsed('pace')], longWindow).last).toEqual([]);
  });
});

// prettier-ignore
describe('hearAudio: a lost line', () => {
  const quiet = ['disarm final', 'disarm settle', 'disarm pace', 'disarm swap'];

  it.each<Row>([
    ['hold nothing back any more', [...listening(20), 'hold', audio(20), 'lost'], [...quiet, 'released']],
    ['withdraw the partial', [...listening(20), partial('a'), 'lost'], [...quiet, "partial ''"]],
    ['withdraw none that was replaced by a final', [...listening(20), partial('a'), final('a'), 'lost'], quiet],
    ['withdraw none that the gateway withdrew', [...listening(20), partial('a'), partial(''), 'lost'], quiet],
    ['not withdraw twice', [...listening(20), partial('a'), 'lost', 'dialling', 'waiting', 'lost'], quiet],
    ['send what has no final again', [...listening(100), final('a', { start: 0, end: 60 }), 'lost', 'dialling', audio(10), 'ready'], ['audio 60-110', 'replayed 60-100']],
    ['take an untimed final for all that was sent', [...listening(100), final('a'), audio(20), 'lost', 'dialling', 'ready'], ['audio 100-120', 'replayed 100-120']],
    ['send nothing again where all is settled', [...listening(100), final('a'), 'lost', 'unwanted'], []],
    ['dial again when more audio comes', [...listening(100), final('a'), 'lost', 'unwanted', audio(5)], ['dial']],
    ['tell again of what is sent again twice', [...listening(20), 'lost', 'dialling', 'ready', 'lost', 'dialling', 'ready'], ['audio 0-20', 'replayed 0-20']],
  ])('should %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it('should withdraw no partial where none are wanted', () => {
    expect(play([...listening(20), partial('a'), 'lost'], { partials: false }).all).not.toContain("partial ''");
  });

  it.each([
    ['audio without a final', [...listening(20), 'lost'], true],
    ['a final owed', [...listening(20), final('a'), audio(5), 'finalize', 'lost'], true],
    ['all settled', [...listening(20), final('a'), 'lost'], false],
  ] as const)('should know whether a line is needed: %s', (_, moves, needed) => {
    expect(wantsLine(play(moves).state)).toBe(needed);
  });
});

// prettier-ignore
describe('hearAudio: gaps', () => {
  const quiet = ['disarm final', 'disarm settle', 'disarm pace', 'disarm swap'];

  it.each<Row>([
    ['at once what a first dial did not wait for', [audio(1000), audio(20)], ['forget 20', 'gap 0-20']],
    ['at once what one chunk has too much', [audio(1500)], ['dial', 'forget 500', 'gap 0-500']],
    ['at once what a later dial does not wait for', [...listening(10), final('a'), 'lost', 'dialling', audio(1000), audio(20)], ['forget 30', 'gap 10-30']],
    ['at once what waits behind a full socket', [...listening(10), 'hold', audio(1000), audio(20)], ['forget 30', 'gap 10-30']],
    ['nothing where a ready line takes all of a long chunk', [...listening(10), audio(1300)], ['audio 10-260', 'audio 260-510', 'audio 510-760', 'audio 760-1010', 'audio 1010-1260', 'audio 1260-1310', 'forget 310']],
    ['nothing while the line that has it lives', [...listening(1000), audio(20)], ['audio 1000-1020', 'forget 20']],
    ['what was sent, when its line dies', [...listening(1000), audio(20), 'lost'], [...quiet, 'gap 0-20']],
    ['nothing of it that has a final', [...listening(1000), audio(200), final('a', { start: 0, end: 150 }), 'lost'], [...quiet, 'gap 150-200']],
    ['nothing at all where the final came in time', [...listening(1000), audio(200), final('a', { start: 0, end: 250 }), 'lost'], quiet],
    ['nothing twice', [...listening(10), 'hold', audio(1000), audio(20), audio(30), 'lost'], [...quiet, 'released', 'gap 0-10']],
    ['only the rest around what was told', [...listening(10), 'hold', audio(1000), audio(20), 'release', audio(40), 'lost'], [...quiet, 'gap 0-10', 'gap 30-70']],
    ['nothing twice after a second loss', [...listening(1000), audio(20), 'lost', 'dialling', 'waiting', 'lost'], quiet],
  ])('should tell %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it('should tell one gap a chunk while nobody listens, end to end', () => {
    const { all } = play([audio(1000), 'dialling', audio(20), 'waiting', audio(20), audio(20)]);

    expect(all.filter((effect) => effect.startsWith('gap'))).toEqual(['gap 0-20', 'gap 20-40', 'gap 40-60']);
  });

  it('should go on behind the gap', () => {
    const moves: Move[] = [...listening(10), 'hold', audio(1000), audio(20), 'release'];

    expect(play(moves).last).toEqual(['audio 30-280', 'released', 'audio 280-530', 'audio 530-780', 'audio 780-1030']);
  });

  it('should forget what is settled', () => {
    expect(play([...listening(100), final('a', { start: 0, end: 60 })]).last).toEqual(['forget 60', "final 'a' 0-60"]);
  });
});

describe('hearAudio: whatever happens', () => {
  const moves = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }).map(audio) },
      fc.constantFrom<Move>('finalize', 'hold', 'release', 'lost', 'ready', partial('p')),
      fc.integer({ min: 1, max: 1500 }).map((end) => final('f', { start: 0, end })),
      fc.constant(final('f')),
    ),
    { maxLength: 60, size: 'max' },
  );

  /** A session only says what can be: no line is ready that was not dialled, and none is lost that is not there. */
  const possible = (all: readonly Move[]): Move[] => {
    let ready = false;
    let needed = false;
    return all.flatMap((move): Move[] => {
      if (typeof move === 'object' && move.type === 'audio' && move.frames > 0) needed = true;
      if (move === 'ready' && (ready || !needed)) return [];
      if (move === 'lost') return ready ? ((ready = false), [move]) : [];
      if (move === 'ready') return ((ready = true), ['dialling', move]);
      return (move === 'hold' || move === 'release') && !ready ? [] : [move];
    });
  };
  const spansIn = (all: readonly string[], kind: string) =>
    all.flatMap((effect) => {
      const [, from, to] = new RegExp(`^${kind} (\\d+)-(\\d+)$`).exec(effect) ?? [];
      return from === undefined ? [] : [[Number(from), Number(to)] as const];
    });

  it('should keep no more than the window, and tell no gap twice or backwards', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const { all: effects, state } = play(possible(all));
        expect(state.received - state.kept).toBeLessThanOrEqual(1000);
        let before = 0;
        const gaps = [...spansIn(effects, 'gap')].sort(([a], [b]) => a - b);
        for (const [from, to] of gaps) {
          expect(from).toBeGreaterThanOrEqual(before);
          expect(to).toBeGreaterThan(from);
          before = to;
        }
      }),
    );
  });

  it('should send each frame in order on a line, or tell a gap', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const { rows, state } = play([...possible(all), 'lost', 'dialling', 'ready']);
        const lastLine = rows.at(-1) ?? [];
        const sent = spansIn(lastLine, 'audio');
        let at = state.settled;
        for (const [from, to] of sent) {
          expect(from).toBe(at);
          at = to;
        }
        expect(at).toBe(state.received);
      }),
    );
  });

  it('should not grow with the audio', () => {
    const minutes = Array.from({ length: 3000 }, (_, n): Move[] => [
      audio(20),
      ...(n % 50 === 49 ? ([final('f', { start: n * 20 - 900, end: n * 20 })] as const) : []),
      ...(n % 7 === 0 ? (['hold'] as const) : n % 7 === 4 ? (['release'] as const) : []),
    ]).flat();
    const { state } = play([...listening(20), ...minutes], { window: 60 });
    const unbounded = play([...listening(20), 'hold', ...Array<Move>(3000).fill(audio(20))]).state;

    expect(state.joints.length + state.told.length + state.owed.length).toBeLessThan(60);
    expect(unbounded.told).toEqual([{ from: 20, to: 59_020 }]);
  });
});
