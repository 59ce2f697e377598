import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Subject, type Observable, filter } from 'rxjs';
import { durationOf } from '../../src/audio';
import { type Io } from '../../src/cli/Io';
import { run } from '../../src/cli/run';
import { serveGateway, ttsGateway } from '../../src/node';
import { faults, toneVoice } from '../../src/gateway';
import { fakeIo, runCli, temporaryFolder } from '../support/cli';

const folder = temporaryFolder();
const here = () => ({ folder: folder.path });

describe('say', () => {
  it('should write what it says to a WAV file, and say where', async () => {
    const { code, out, err } = await runCli(['say', 'Hello', 'there.'], here());

    expect({ code, out, err }).toEqual({ code: 0, out: 'speech.wav\n', err: '' });
    expect(folder.files()).toEqual(['speech.wav']);
    expect(folder.wav('speech.wav').format).toEqual({
      encoding: 'linear16',
      sampleRate: 24_000,
      channels: 1,
    });
    expect(durationOf(folder.wav('speech.wav'))).toBeGreaterThan(500);
  });

  it('should take a name, a rate, an encoding, a voice and a speed', async () => {
    const args = ['say', 'Hello there.', '--rate', '8000', '--encoding', 'mulaw', '--voice', 'rms'];
    await runCli([...args, '--out', 'slow.wav'], here());
    await runCli([...args, '--out', 'fast.wav', '--speed', '2'], here());

    expect(folder.wav('slow.wav').format).toEqual({
      encoding: 'mulaw',
      sampleRate: 8000,
      channels: 1,
    });
    expect(durationOf(folder.wav('fast.wav'))).toBeLessThan(durationOf(folder.wav('slow.wav')));
  });

  it('should speak stdin, and write raw samples', async () => {
    const { code, bytes, err } = await runCli(['say', '--raw'], {
      ...here(),
      stdin: ['Hel', 'lo there.'],
    });
    await runCli(['say', 'Hello there.'], here());

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Buffer.compare(bytes, folder.wav('speech.wav').data)).toBe(0);
    expect((await runCli(['say', 'Hello there.', '--out', '-'], here())).bytes).toEqual(bytes);
    expect(folder.files()).toEqual(['speech.wav']);
  });

  it('should show a person how far it is', async () => {
    const { out, err } = await runCli(['say', 'Hello there.'], { ...here(), tty: 'stderr' });

    expect(err).toMatch(/♪ \d\.\d s of speech/);
    expect(err).toMatch(
      /✓.* \d\.\d s of speech in speech\.wav \(linear16 24000 Hz mono\), the first of it after \d+ ms\n$/,
    );
    expect(out).toBe('');
  });

  it('should give programs JSON', async () => {
    const { out, records } = await runCli(['say', 'Hello there.', '--json'], {
      ...here(),
      tty: 'stderr',
    });

    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(records()).toEqual([
      {
        type: 'audio',
        file: 'speech.wav',
        ms: Math.round(durationOf(folder.wav('speech.wav'))),
        encoding: 'linear16',
        sampleRate: 24_000,
        reconnects: 0,
        firstByte: expect.any(Number),
      },
    ]);
  });

  it.each([
    [['say', ''], 'The text is empty'],
    [['say', ' ', ' '], 'The text is empty'],
    [['say', '?!'], 'The text "?!" has no letter or digit'],
    [['say'], 'The text is empty'],
    [['say', 'hi', '--url', 'ws://127.0.0.1:1'], 'SLNG_API_KEY'],
    [['say', 'hi', '--model', 'nova'], 'The model is "nova"'],
    [['say', 'hi', '--model', 'deepgram/nova:'], 'The model is "deepgram/nova:"'],
  ])('should call %j bad usage, and write nothing', async (args, found) => {
    const { code, out, err } = await runCli(args, here());

    expect(code).toBe(2);
    expect(err).toContain(found);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(out).toBe('');
    expect(folder.files()).toEqual([]);
  });

  it('should not wait for text, nor fill the screen, where a person sits', async () => {
    expect(await runCli(['say'], { tty: 'stdin' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is nothing to say'),
    });
    expect(await runCli(['say', 'hi', '--raw'], { tty: 'stdout' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing for a terminal'),
    });
  });

  it('should not put JSON between raw samples', async () => {
    const { code, err, records } = await runCli(['say', 'hi', '--raw', '--json'], here());

    expect(code).toBe(2);
    expect(err).toContain('--json and raw samples both need stdout');
    expect(records()).toMatchObject([{ type: 'error' }]);
  });

  it('should fail before it speaks where the file cannot be written', async () => {
    const { code, err } = await runCli(['say', 'hi', '--out', 'no/such/folder.wav'], here());

    expect(code).toBe(1);
    expect(err).toContain('its folder does not exist');
  });
});

describe('say, over a line of another gateway', () => {
  const key = 'a-key-nobody-may-see';
  let url: string;
  let closeServer: () => void;
  let tts = ttsGateway({ engine: toneVoice(), pace: Infinity });

  const serve = () =>
    new Promise<void>((resolve) => {
      const served = serveGateway({ token: key, tts: (...line) => tts(...line) }).subscribe(
        (server) => {
          url = server.url;
          resolve();
        },
      );
      closeServer = () => served.unsubscribe();
    });
  beforeEach(serve);
  afterEach(() => closeServer());

  const dial = (...args: string[]) => ['say', 'Hello there. How are you?', '--url', url, ...args];

  it('should send the key of the environment', async () => {
    const { code } = await runCli(dial(), { ...here(), env: { SLNG_API_KEY: key } });

    expect(code).toBe(0);
    expect(folder.files()).toEqual(['speech.wav']);
  });

  it('should say so where the key is wrong, and not show it', async () => {
    const wrong = 'a-wrong-key-nobody-may-see';
    for (const more of [['--verbose'], ['--json']]) {
      const { code, err, out } = await runCli(dial(...more), {
        ...here(),
        env: { SLNG_API_KEY: wrong },
      });

      expect(code).toBe(1);
      expect(err).toContain('401');
      expect(err + out).not.toContain(wrong);
    }
    expect(folder.files()).toEqual([]);
  });

  it('should say that the line was lost, and go on', async () => {
    tts = faults.dropAfter({ audio: 200 })(ttsGateway({ engine: toneVoice(), pace: Infinity }));
    const { code, err } = await runCli(dial(), { ...here(), env: { SLNG_API_KEY: key } });
    const lost = folder.wav('speech.wav');
    await runCli(dial('--out', 'whole.wav'), { ...here(), env: { SLNG_API_KEY: key } });

    expect(code).toBe(0);
    expect(err).toMatch(/^! The line was lost: .* Dialling again in \d\.\d s \(attempt 1\)\.\n$/);
    expect(lost).toEqual(folder.wav('whole.wav'));
  });

  it('should tell programs that the line was lost', async () => {
    tts = faults.dropAfter({ audio: 200 })(ttsGateway({ engine: toneVoice(), pace: Infinity }));
    const { records } = await runCli(dial('--json'), { ...here(), env: { SLNG_API_KEY: key } });

    expect(records()).toMatchObject([
      { type: 'line-lost', attempt: 1, code: 'socket-lost' },
      { type: 'audio', reconnects: 1 },
    ]);
  });

  it('should leave what stood there when it fails', async () => {
    tts = faults.closeWith({ code: 1003, audio: 100, lines: 99 })(ttsGateway({ pace: Infinity }));
    writeFileSync(folder.file('speech.wav'), 'mine');
    const { code, err } = await runCli(dial(), { ...here(), env: { SLNG_API_KEY: key } });

    expect(code).toBe(1);
    expect(err).toContain('1003');
    expect(folder.files()).toEqual(['speech.wav']);
    expect(readFileSync(folder.file('speech.wav'), 'utf8')).toBe('mine');
  });

  /** Runs `say` and stops it at the first status that matches. */
  async function stoppedAt(pattern: RegExp, args: readonly string[]) {
    const told = new Subject<string>();
    const interrupt$: Observable<unknown> = told.pipe(filter((text) => pattern.test(text)));
    const world = fakeIo(args, {
      ...here(),
      tty: 'stderr',
      interrupt$,
      env: { SLNG_API_KEY: key },
    });
    const io: Io = {
      ...world.io,
      stderr: {
        isTTY: true,
        write: (text) => {
          world.io.stderr.write(text);
          told.next(String(text));
        },
      },
    };
    return { code: await run(io), ...world };
  }

  it('should leave a valid WAV of what was said so far when it is interrupted', async () => {
    tts = ttsGateway({ engine: toneVoice({ byteMs: 50 }), pace: 4 });
    const { code, err } = await stoppedAt(/0\.4 s of speech/, dial());
    const part = folder.wav('speech.wav');
    await runCli(dial('--out', 'whole.wav'), { ...here(), env: { SLNG_API_KEY: key } });
    const whole = folder.wav('whole.wav');

    expect(code).toBe(130);
    expect(err()).toMatch(/✓.* 0\.4 s of speech in speech\.wav/);
    expect(folder.files()).toEqual(['speech.wav', 'whole.wav']);
    expect(part.data.length).toBeGreaterThan(0);
    expect(part.data.length).toBeLessThan(whole.data.length);
    expect(Buffer.from(part.data)).toEqual(Buffer.from(whole.data.subarray(0, part.data.length)));
  });

  it('should leave no file when it is interrupted before anything was said', async () => {
    const { code } = await stoppedAt(/dialling/, dial());

    expect(code).toBe(130);
    expect(existsSync(folder.file('speech.wav'))).toBe(false);
    expect(folder.files()).toEqual([]);
  });
});
