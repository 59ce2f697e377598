import { printer } from '../../src/cli/printer';
import { fakeIo } from '../support/cli';

describe('printer', () => {
  it('should write results to stdout, and nothing else where nobody watches', () => {
    const { io, out, err } = fakeIo([]);
    const print = printer(io, false);

    print.note('good to know');
    print.status('going on');
    print.record({ type: 'for programs' });
    print.result('the result');

    expect(out()).toBe('the result\n');
    expect(err()).toBe('');
  });

  it('should always say what must be known, on stderr', () => {
    const { io, out, err } = fakeIo([]);

    printer(io, true).warn('the line was lost');

    expect(err()).toBe('the line was lost\n');
    expect(out()).toBe('');
  });

  it('should rewrite the status in place, and take it away before a line', () => {
    const { io, out, err } = fakeIo([], { tty: 'all', env: { NO_COLOR: '1' } });
    const print = printer(io, false);

    print.status('one');
    print.status('two');
    print.note('a note');
    print.status('three');
    print.status('');
    print.result('the result');

    expect(err()).toBe('one\r\u001b[2Ktwo\r\u001b[2Ka note\nthree\r\u001b[2K');
    expect(out()).toBe('the result\n');
  });

  it('should show the end of a status that is wider than the terminal', () => {
    const { io, err } = fakeIo([], { tty: 'all', env: { NO_COLOR: '1' }, columns: 10 });

    printer(io, false).status('the quick brown fox');

    expect(err()).toBe('…rown fox');
  });

  it('should give programs JSON alone', () => {
    const { io, out, err } = fakeIo([], { tty: 'all' });
    const print = printer(io, true);

    print.result('for people');
    print.note('for people');
    print.status('for people');
    print.record({ type: 'word', text: 'é' });

    expect(out()).toBe('{"type":"word","text":"é"}\n');
    expect(err()).toBe('');
  });

  it.each([
    [{}, true],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ TERM: 'dumb' }, false],
  ])('should colour a terminal unless told not to: %j', (env, coloured) => {
    const { io } = fakeIo([], { tty: 'stderr', env });

    expect(printer(io, false).paint.red('x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x');
  });
});
