import {
  addFlush,
  addText,
  currentSegment,
  dropCurrent,
  dropSkipped,
  emptyScript,
  endScript,
  hasText,
  isFinished,
  replaceCurrent,
  type Script,
  skipCurrent,
  unsendCurrent,
} from '../../src/sessions/script';

const flush = Symbol('flush');
const end = Symbol('end');

const write = (...pieces: (string | symbol)[]): Script =>
  pieces.reduce<Script>((script, piece) => {
    if (typeof piece === 'string') return addText(script, piece);
    return piece === flush ? addFlush(script) : endScript(script);
  }, emptyScript);

/** The segments in order: text, and `!` where its flush has come. */
function segmentsOf(script: Script): string[] {
  const segments: string[] = [];
  for (let left = script; left.head !== undefined; left = dropCurrent(left)) {
    const { sent, waiting, flushed, skipped } = left.head;
    segments.push(`${skipped ? '-' : ''}${sent}${waiting}${flushed ? '!' : ''}`);
  }
  return segments;
}

/** The current segment as if it were on the line. */
const sendCurrent = (script: Script): Script => {
  const { head } = script;
  return head === undefined
    ? script
    : replaceCurrent(script, { ...head, sent: head.sent + head.waiting, waiting: '' });
};

describe('script', () => {
  it.each<[name: string, pieces: (string | symbol)[], segments: string[]]>([
    ['hold nothing at first', [], []],
    ['join text until a flush', ['a', 'b', flush, 'c'], ['ab!', 'c']],
    ['ignore empty text', ['', flush, 'a', '', flush], ['a!']],
    ['ignore a flush without text', [flush, flush, 'a', flush, flush], ['a!']],
    ['join blank text to the next segment', [' ', flush, 'a', flush], [' a!']],
    [
      'join blank text behind a segment to the next',
      ['a', flush, ' ', flush, 'b', flush],
      ['a!', ' b!'],
    ],
    ['take a dot for speech: the gateway decides', ['.', flush], ['.!']],
    ['flush what waits at the end', ['a', end], ['a!']],
    [
      'flush what waits behind others at the end',
      ['a', flush, 'b', flush, 'c', end],
      ['a!', 'b!', 'c!'],
    ],
    ['drop blank text at the end', ['a', flush, ' \n', end], ['a!']],
    ['drop everything where all is blank', [' ', flush, '\t', end], []],
    ['take what has no width for blank', ['\u200b', flush, '\u200d\ufe0f\u0007', end], []],
    ['take a picture for text', ['\u{1f44d}', flush, end], ['\u{1f44d}!']],
    [
      'keep many in order',
      ['a', flush, 'b', flush, 'c', flush, 'd', flush, 'e'],
      ['a!', 'b!', 'c!', 'd!', 'e'],
    ],
  ])('should %s', (_, pieces, segments) => {
    expect(segmentsOf(write(...pieces))).toEqual(segments);
  });

  it.each<[pieces: (string | symbol)[], current: boolean, text: boolean, finished: boolean]>([
    [[], false, false, false],
    [['  '], false, false, false],
    [['  ', 'a'], true, true, false],
    [['a', flush], true, true, false],
    [[end], false, false, true],
    [['  ', end], false, false, true],
    [['a', end], true, true, false],
  ])('should know of %j whether there is anything to say', (pieces, current, text, finished) => {
    const script = write(...pieces);

    expect(currentSegment(script) !== undefined).toBe(current);
    expect(hasText(script)).toBe(text);
    expect(isFinished(script)).toBe(finished);
  });

  it('should find text behind a given-up segment', () => {
    expect(hasText(skipCurrent(write('a')))).toBe(false);
    expect(hasText(addText(write('a', flush), 'b'))).toBe(true);
    const behind = addText(replaceCurrent(write('a', flush), skipCurrent(write('x')).head!), 'b');
    expect(hasText(behind)).toBe(false);
    const flushed = { ...write('a', flush, 'b', flush, 'c', flush), head: undefined };
    expect(hasText(flushed)).toBe(true);
    expect(hasText({ ...write('a', flush, 'b'), head: undefined })).toBe(true);
  });

  it('should make a lost segment wait again, whole', () => {
    const script = addText(sendCurrent(write('a', 'b')), 'c');
    expect(script.head).toMatchObject({ sent: 'ab', waiting: 'c' });
    expect(unsendCurrent(script).head).toMatchObject({ sent: '', waiting: 'abc', speakable: true });
    expect(unsendCurrent(emptyScript)).toBe(emptyScript);
  });

  it('should skip a flushed segment at once', () => {
    expect(segmentsOf(skipCurrent(write('a', flush, 'b')))).toEqual(['b']);
    expect(skipCurrent(emptyScript)).toEqual(emptyScript);
  });

  it('should skip an open segment up to its flush', () => {
    const skipped = addText(skipCurrent(sendCurrent(write('a'))), 'b');
    expect(segmentsOf(skipped)).toEqual(['-']);
    expect(currentSegment(skipped)).toBeUndefined();
    expect(dropSkipped(skipped)).toBe(skipped);
    expect(segmentsOf(addText(dropSkipped(addFlush(skipped)), 'c'))).toEqual(['c']);
    expect(isFinished(dropSkipped(endScript(skipped)))).toBe(true);
  });

  it('should not touch segments behind the one that text joins', () => {
    const many = write(...Array.from({ length: 50 }, () => ['a', flush]).flat());
    const one = addText(many, 'b');
    expect(one.later).toBe(many.later);
    expect(addText(one, 'c').later).toBe(many.later);
    expect(addFlush(one).later.back?.rest).toBe(many.later.back);
  });
});
