import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, watch } from 'node:fs';
import { durationOf } from '../../src/audio';
import bundleCli from '../support/bundleCli.cjs';
import { temporaryFolder } from '../support/cli';

const folder = temporaryFolder();
let cli: string;
beforeAll(() => void (cli = bundleCli()));

/** The command as a process of its own, its outputs piped. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder.path,
    env: { PATH: process.env.PATH },
  });
  const out: Buffer[] = [];
  let err = '';
  child.stdout.on('data', (data: Buffer) => out.push(data));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    out: Buffer.concat(out),
    err,
  }));
  return { child, ended };
}

/** A file of this ending in the folder has grown to so many bytes. */
const grown = (ending: string, bytes: number) =>
  new Promise<void>((resolve) => {
    const watcher = watch(folder.path, () => {
      const name = folder.files().find((file) => file.endsWith(ending));
      if (name === undefined || statSync(folder.file(name)).size < bytes) return;
      watcher.close();
      resolve();
    });
  });

function runProcess(args: readonly string[], stdin = '') {
  const { child, ended } = start(args);
  child.stdin.end(stdin);
  return ended;
}

describe('the process', () => {
  jest.setTimeout(30_000);

  it('should be quiet where it is piped', async () => {
    const { code, out, err } = await runProcess(['say', 'Hello.']);

    expect({ code, out: out.toString(), err }).toEqual({ code: 0, out: 'speech.wav\n', err: '' });
    expect(durationOf(folder.wav('speech.wav'))).toBeGreaterThan(300);
  });

  it('should write all raw samples before it ends', async () => {
    const { code, out } = await runProcess(['say', '--raw'], 'Hello.');
    await runProcess(['say', 'Hello.']);

    expect(code).toBe(0);
    expect(Buffer.compare(out, folder.wav('speech.wav').data)).toBe(0);
  });

  it('should end with 1 where it failed and 2 where it was misused', async () => {
    expect((await runProcess(['listen', 'nope.wav', '--vocabulary', 'yes'])).code).toBe(1);
    expect((await runProcess(['sing'])).code).toBe(2);
  });

  it('should end well where its reader has seen enough', async () => {
    const { child, ended } = start(['say', '--raw']);
    child.stdin.end('Hello there. How are you? I am fine.');
    child.stdout.once('data', () => child.stdout.destroy());

    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('should leave a valid WAV of what was said so far when it is interrupted', async () => {
    const text = 'One two three four five six seven. '.repeat(12);
    const { child, ended } = start(['say', text]);
    await grown('.part', 20_000);
    child.kill('SIGINT');

    expect(await ended).toMatchObject({ code: 130, err: '' });
    expect(folder.files()).toEqual(['speech.wav']);
    expect(durationOf(folder.wav('speech.wav'))).toBeGreaterThan(400);
    expect(durationOf(folder.wav('speech.wav'))).toBeLessThan(20_000);
  });

  it('should talk, with a real voice and real ears', async () => {
    await runProcess(['say', 'The weather is nice today.', '--rate', '16000', '--out', 'in.wav']);
    const files = ['--in', 'in.wav', '--out', 'out.wav'];
    const think = ['--think', `${JSON.stringify(process.execPath)} -p "'I think so, too.'"`];
    const words = ['--vocabulary', 'The weather is nice today.'];
    const { code, out, err } = await runProcess(['talk', ...files, ...words, ...think]);

    expect({ code, out: out.toString(), err }).toEqual({
      code: 0,
      out: 'you: The weather is nice today\nagent: I think so, too.\n',
      err: '',
    });
    expect(durationOf(folder.wav('out.wav'))).toBeGreaterThan(500);
  });
});
