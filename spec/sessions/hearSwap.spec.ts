import {
  audio,
  elapsed,
  final,
  listening,
  type Move,
  partial,
  play,
  utteranceEnd,
} from './hearingTable';

type Row = [what: string, moves: Move[], effects: string[]];

const swap = ['disarm swap', 'swap'];
/** What becomes of the line before, when the fresh one takes its place. */
const left = ['disarm final', 'disarm settle', 'disarm pace', 'disarm swap'];

// prettier-ignore
describe('hearSwap: when a fresh line takes the place of the one that ends', () => {
  const spoken = [...listening(20), partial('a'), final('a', { start: 0, end: 20 })];

  it.each<Row>([
    ['at once where nothing is under way', [...spoken, 'renewed'], ['arm swap 10000', ...swap]],
    ['not in the middle of words', [...spoken, audio(20), partial('b'), 'renewed'], ['arm swap 10000']],
    ['behind their final', [...spoken, audio(20), partial('b'), 'renewed', final('b', { start: 21, end: 39 })], ['forget 39', 'disarm swap', "final 'b' 21-39", 'swap']],
    ['when they are withdrawn', [...spoken, audio(20), partial('b'), 'renewed', partial('')], ['disarm swap', "partial ''", 'swap']],
    ['not while a final is owed', [...spoken, audio(20), 'finalize', 'renewed'], ['arm swap 10000']],
    ['behind the final that was owed', [...spoken, audio(20), 'finalize', 'renewed', final('', { fromFinalize: true })], ['forget 40', 'disarm final', 'disarm settle', 'disarm swap', "final ''", 'swap']],
    ['not at the end of an utterance that still waits for its final', [...spoken, audio(20), partial('b'), 'renewed', utteranceEnd(0)], ['utterance-end 0']],
    ['after ten seconds all the same', [...spoken, audio(20), partial('b'), 'renewed', 10_000, elapsed('swap')], swap],
    ['not where there is no fresh line', [...spoken, elapsed('swap')], []],
    ['not while it is lost', [...spoken, audio(20), 'lost', 'renewed'], []],
    ['only once', [...spoken, 'renewed', audio(20)], ['audio 20-40']],
  ])('should be %s', (_, moves, effects) => {
    expect(play(moves).last).toEqual(effects);
  });

  it('should not be while it would lose what is no longer there to send', () => {
    const long: Move[] = [...spoken, audio(500), partial('b'), audio(700), 'renewed'];

    expect(play([...long, elapsed('swap')]).last).toEqual(['arm swap 10000']);
    expect(play([...long, final('b', { start: 20, end: 1000 })]).last).toContain('swap');
  });
});

// prettier-ignore
describe('hearSwap: what the fresh line is sent', () => {
  const window = { window: 30_000 };

  it.each<Row>([
    ['nothing where all has its final', [...listening(20), final('a'), 'renewed', 'ready'], left],
    ['the rest without a final', [...listening(20), partial('a'), audio(30), final('a', { start: 0, end: 20 }), 'renewed', 'ready'], [...left, 'audio 20-50', 'replayed 20-50']],
    ['all of it where no words have shown yet, for there may be words in it', [...listening(3000), 'renewed', 'ready'], [...left, 'audio 0-250', 'replayed 0-3000', 'audio 250-500', 'audio 500-750', 'audio 750-1000', 'arm pace 50']],
    ['of a silence, the last two seconds', [...listening(20), partial('a'), final('a', { start: 0, end: 20 }), audio(9000), 9000, 'renewed', 'ready'], [...left, 'audio 7020-7270', 'replayed 7020-9020', 'audio 7270-7520', 'audio 7520-7770', 'audio 7770-8020', 'arm pace 50']],
    ['all that came at once, for a recogniser may not be through with it', [...listening(20_000), partial('a'), 'renewed', final('a', { start: 0, end: 3000 }), 'ready'], [...left, 'audio 3000-3250', 'replayed 3000-20000', 'audio 3250-3500', 'audio 3500-3750', 'audio 3750-4000', 'arm pace 50']],
    ['of what came at once and is heard by now, the last two seconds', [...listening(20_000), partial('a'), final('a', { start: 0, end: 3000 }), 20_000, 'renewed', 'ready'], [...left, 'audio 18000-18250', 'replayed 18000-20000', 'audio 18250-18500', 'audio 18500-18750', 'audio 18750-19000', 'arm pace 50']],
    ['words that show again, which are withdrawn meanwhile', [...listening(20), partial('a'), 'renewed', elapsed('swap'), 'ready'], [...left, 'audio 0-20', "partial ''", 'replayed 0-20']],
    ['finalize again that is owed', [...listening(20), 'finalize', 'renewed', elapsed('swap'), 'ready'], [...left, 'audio 0-20', 'replayed 0-20', 'finalize', 'arm final 5000']],
  ])('should be %s', (_, moves, effects) => {
    const { last } = play(moves, window);

    expect(last).toEqual(effects);
  });

  it('should make no gap of a long silence', () => {
    const moves: Move[] = [...listening(20), partial('a'), final('a', { start: 0, end: 20 }), audio(9000), 9000, 'renewed', 'ready'];

    expect(play(moves, { window: 3000 }).all).not.toContainEqual(expect.stringContaining('gap'));
  });
});
