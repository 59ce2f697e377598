import { createServer, type AddressInfo } from 'node:net';
import { Subject } from 'rxjs';
import { run } from '../../src/cli/run';
import { fakeIo, runCli, type Surroundings, temporaryFolder } from '../support/cli';

const folder = temporaryFolder();

/** A gateway that runs until it is stopped, once it listens. */
async function running(args: readonly string[], around: Surroundings = {}) {
  const interrupt$ = new Subject<void>();
  let world: ReturnType<typeof fakeIo> | undefined;
  let ended: Promise<number> = Promise.resolve(0);
  await new Promise<void>((resolve, reject) => {
    world = fakeIo(['gateway', ...args], { ...around, interrupt$, onOut: () => resolve() });
    ended = run(world.io);
    ended.catch(reject);
  });
  const { out, err, records } = world!;
  const url = /ws:\/\/127\.0\.0\.1:\d+/.exec(out())?.[0] ?? '';
  const stop = () => {
    interrupt$.next();
    return ended;
  };
  return { url, out, err, records, stop };
}

const say = (url: string, key: string) =>
  runCli(['say', 'Hello.', '--url', url], { folder: folder.path, env: { SLNG_API_KEY: key } });

describe('gateway', () => {
  it('should serve until it is interrupted, and say how to use it', async () => {
    const { url, out, err, stop } = await running([]);
    const said = await say(url, 'any');

    expect(said.code).toBe(0);
    expect(out()).toContain(`rxjs-voice say --url ${url} "Hello there."`);
    expect(err()).toBe('');
    expect(await stop()).toBe(130);

    const gone = await say(url, 'any');

    expect(gone.code).toBe(1);
    expect(gone.err.trimEnd().split('\n').at(-1)).toContain('error: ');
  }, 20_000);

  it('should want its token, and not show it', async () => {
    const token = 'a-token-nobody-may-see';
    const { url, out, err, stop } = await running(['--token', token], { tty: 'all' });

    expect((await say(url, 'another')).err).toContain('401');
    expect((await say(url, token)).code).toBe(0);
    expect(await stop()).toBe(130);
    expect(out() + err()).not.toContain(token);
  });

  it('should break its lines as it is told', async () => {
    const { url, stop } = await running(['--fault', 'drop:after=100ms', '--pace', '50']);
    const { code, err } = await say(url, 'any');
    await stop();

    expect(code).toBe(0);
    expect(err).toContain('The line was lost');
  });

  it('should listen with a vocabulary, and show a person each line', async () => {
    const args = ['--vocabulary', 'hello there'];
    const { url, err, stop } = await running(args, { tty: 'all', env: { NO_COLOR: '1' } });
    const around = { folder: folder.path, env: { SLNG_API_KEY: 'any' } };
    await runCli(['say', 'Hello there.', '--rate', '16000', '--url', url], around);
    const heard = await runCli(['listen', 'speech.wav', '--url', url], around);
    await stop();

    expect(heard).toMatchObject({ code: 0, out: 'hello there\n' });
    expect(err()).toContain('speaks   line 1 opened');
    expect(err()).toContain('listens  line 1 opened');
    expect(err()).toContain('listens  line 1 closed');
    expect(err()).not.toContain('understands no speech');
  }, 20_000);

  it('should tell programs where it listens, and each line', async () => {
    const { url, records, stop } = await running(['--json'], { tty: 'all' });
    await say(url, 'any');
    await stop();

    expect(records()).toEqual([
      { type: 'listening', url },
      { type: 'line-opened', service: 'speaks', line: 1 },
      { type: 'line-closed', service: 'speaks', line: 1 },
    ]);
  });

  it('should say so where its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const port = String((other.address() as AddressInfo).port);

    const { code, err } = await runCli(['gateway', '--port', port]);
    await new Promise((resolve) => other.close(resolve));

    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} on 127.0.0.1 is in use`);
  });

  it('should call a vocabulary it does not know bad usage', async () => {
    expect(await runCli(['gateway', '--vocabulary', 'xyzzyq'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('xyzzyq'),
    });
  });
});
