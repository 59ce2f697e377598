import { version } from '../../package.json';
import { runCli } from '../support/cli';

describe('rxjs-voice', () => {
  it('should show help, with examples, and end well', async () => {
    for (const args of [
      ['--help'],
      ['help'],
      ['say', '--help'],
      ['help', 'listen'],
      ['gateway', '-h'],
      ['demo', '-h'],
    ]) {
      const { code, out, err } = await runCli(args);

      expect({ args, code, err }).toEqual({ args, code: 0, err: '' });
      expect(out).toContain('Usage: rxjs-voice');
      if (!args.includes('demo')) expect(out).toContain('Examples:');
    }
  });

  it('should show its version', async () => {
    expect(await runCli(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it.each([
    [[], 'Usage: rxjs-voice'],
    [['sing'], "unknown command 'sing'"],
    [['say', '--loud'], "unknown option '--loud'"],
    [['say', 'hi', '--rate', '7'], 'a sample rate is a whole number from 8000 to 48000'],
    [['say', 'hi', '--speed', '0'], 'It must be a number over 0'],
    [['say', 'hi', '--encoding', 'opus'], 'Allowed choices are linear16, mulaw, alaw'],
    [['listen', 'a.wav', 'b.wav'], 'too many arguments'],
    [['gateway', '--port', '70000'], 'a port is a whole number from 0 to 65535'],
    [['gateway', '--fault', 'melt'], '"melt" is no fault'],
  ])('should call %j bad usage', async (args, found) => {
    const { code, out, err } = await runCli(args);

    expect(code).toBe(2);
    expect(err).toContain(found);
    expect(out).toBe('');
  });

  it('should show where an error came from only when asked', async () => {
    const brief = await runCli(['listen', 'nope.wav', '--vocabulary', 'yes']);
    const verbose = await runCli(['listen', 'nope.wav', '--vocabulary', 'yes', '--verbose']);

    expect(brief.err.trimEnd().split('\n')).toHaveLength(1);
    expect(verbose.err).toContain(' at ');
    expect(verbose.err).toContain('caused by');
  });

  it('should say how to learn more of an error nobody thought of', async () => {
    const broken = (function* (): Generator<string> {
      yield 'Hello ';
      throw new TypeError('x is y');
    })();

    const { code, err } = await runCli(['say'], { stdin: broken });

    expect(code).toBe(1);
    expect(err).toBe('error: x is y\nRun it again with --verbose to see where it came from.\n');
  });

  it('should tell programs of an error, too', async () => {
    const { code, err, records } = await runCli(['say', 'hi', '--model', 'nova', '--json']);

    expect(code).toBe(2);
    expect(err).toContain('error: The model is "nova"');
    expect(records()).toEqual([
      { type: 'error', code: 'invalid-option', message: expect.stringContaining('"nova"') },
    ]);
  });
});
