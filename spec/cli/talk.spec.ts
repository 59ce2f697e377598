import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { filter, lastValueFrom, Subject, toArray } from 'rxjs';
import { encodeWav, linear16ToMulaw } from '../../src/audio';
import { historyJson } from '../../src/cli/talk/historyJson';
import { microphone } from '../../src/cli/talk/microphone';
import { faults, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { serveGateway } from '../../src/node';
import { silence, words } from '../../src/testing';
import { joinAudio } from '../../src/testing/joinAudio';
import { format, joined, valuesOf } from '../support/audio';
import { runCli, type Surroundings, temporaryFolder } from '../support/cli';

const folder = temporaryFolder();
const sixteen = format('linear16', 16_000);
const path = process.env.PATH;
afterEach(() => void (process.env.PATH = path));

/** What the user says, with the pauses between, ms: `toneEars` hear it. */
const saying = (...parts: readonly (string | number)[]) =>
  joinAudio(
    parts.map((part) => (typeof part === 'string' ? words(part, sixteen) : silence(part, sixteen))),
  );

/** What a WAV of the tone voice says, a character a byte: each begins with its mark. */
const readIn = (name: string): string =>
  valuesOf(folder.wav(name))
    .filter((sample) => sample > 0 && sample % 100 === 50)
    .map((sample) => String.fromCharCode((sample - 50) / 100))
    .join('');

/** A command of `--think` that is this program. */
function thinking(program: string): string {
  writeFileSync(folder.file('think.cjs'), program);
  return `${JSON.stringify(process.execPath)} think.cjs`;
}

/** A program on the PATH, and nothing else there. */
function install(name: string, program: string): void {
  writeFileSync(folder.file(name), `#!${process.execPath}\n${program}`);
  chmodSync(folder.file(name), 0o755);
  process.env.PATH = folder.path;
}

let url = '';
let closeServer: () => void;
let tts = ttsGateway({ engine: toneVoice() });
beforeEach(async () => {
  tts = ttsGateway({ engine: toneVoice() });
  await new Promise<void>((resolve) => {
    const served = serveGateway({
      tts: (...line) => tts(...line),
      stt: sttGateway(),
    }).subscribe((server) => {
      url = server.url;
      resolve();
    });
    closeServer = () => served.unsubscribe();
  });
});
afterEach(() => closeServer());

/** Talks over the tones, from `in.wav` to `out.wav`. */
const talk = (more: readonly string[] = [], around: Surroundings = {}) =>
  runCli(['talk', '--url', url, '--in', 'in.wav', '--out', 'out.wav', ...more], {
    folder: folder.path,
    env: { SLNG_API_KEY: 'any', NO_COLOR: '1' },
    ...around,
  });
const hears = (...parts: readonly (string | number)[]) =>
  writeFileSync(folder.file('in.wav'), encodeWav(saying(...parts), sixteen));

describe('talk', () => {
  it('should be an echo where nothing thinks', async () => {
    hears('Hello there. ', 600);

    expect(await talk()).toMatchObject({
      code: 0,
      out: 'you: Hello there.\nagent: Hello there.\n',
      err: '',
    });
    expect(readIn('out.wav')).toBe('Hello there.');
    expect(folder.files().sort()).toEqual(['in.wav', 'out.wav']);
  });

  it('should think with a command, which knows what was said', async () => {
    hears('Hi. ', 2000, 'And now? ', 600);
    const think = thinking(`
      const history = JSON.parse(process.env.RXJS_VOICE_HISTORY);
      process.stdin.on('data', (line) => process.stdout.write(history.length + ' ' + JSON.stringify(String(line)) + '.'));
      process.stdin.on('end', () => process.stdout.write(' ' + history.map(({ role }) => role).join(' ')));`);
    const { code, out } = await talk(['--think', think]);

    expect({ code, out }).toEqual({
      code: 0,
      out: [
        'you: Hi.',
        'agent: 0 "Hi.\\n".',
        'you: And now?',
        'agent: 2 "And now?\\n". user assistant',
        '',
      ].join('\n'),
    });
  }, 20_000);

  it('should fall silent when it is talked over, and kill what thinks', async () => {
    const server = createServer().listen(0, '127.0.0.1').unref();
    await once(server, 'listening');
    const ended = once(server, 'connection').then(([socket]) =>
      once(
        (socket as Socket).resume().on('error', () => undefined),
        'close',
      ),
    );
    hears('Tell me. ', 2500, 'Stop it please. ', 600);
    // It never ends by itself; and of a pipeline all has to end.
    const think = thinking(`
      const { port } = ${JSON.stringify(server.address())};
      process.stdin.on('data', (line) => {
        if (!String(line).startsWith('Tell')) { process.stdout.write('Yes.'); process.exit(); }
        require('node:net').connect(port, '127.0.0.1');
        process.stdout.write('Once upon a time there was a story. ' + 'It went on and on. '.repeat(30));
      });`);
    const { code, records } = await talk(['--think', `${think} | cat`, '--json']);
    await ended;
    server.close();
    const events = records();
    const cut = events.find(({ type }) => type === 'interrupted') as Record<'heardText' | 'unheardText', string>;

    expect(code).toBe(0);
    expect(cut).toMatchObject({ turn: 'answer-1', heardText: expect.stringMatching(/^Once upon/) });
    expect(cut.heardText + cut.unheardText).toMatch(/^(Once upon .* story\. )(It went on and on\. )+$/);
    expect(cut.unheardText).not.toBe('');
    expect(readIn('out.wav').startsWith(cut.heardText.trim())).toBe(true);
    expect(readIn('out.wav').length).toBeLessThan((cut.heardText + cut.unheardText).length);
    expect(readIn('out.wav').endsWith('Yes.')).toBe(true);
    expect(events.filter(({ type }) => type === 'latencies')).toEqual([
      expect.objectContaining({ turn: 'answer-1', outcome: 'interrupted', firstAudible: expect.any(Number), silence: expect.any(Number) }),
      expect.objectContaining({ turn: 'answer-2', outcome: 'said', endpointing: expect.any(Number) }),
    ]);
  }, 20_000); // prettier-ignore

  it('should not hear itself with --no-barge-in', async () => {
    hears('Go. ', 2000, 'Nobody hears this. ', 300);
    const think = thinking(`process.stdout.write('A long answer that goes on for two seconds. '.repeat(6));`);
    const { code, out } = await talk(['--think', think, '--no-barge-in']);

    expect(code).toBe(0);
    expect(out).toMatch(/^you: Go\.\nagent: (A long answer that goes on for two seconds\. ?){6}\n$/);
  }, 20_000); // prettier-ignore

  it('should show a person what is said, where it was interrupted, and how long it took', async () => {
    hears('Tell me. ', 2500, 'Stop it please. ', 600);
    const think = thinking(`
      process.stdin.on('data', (line) => {
        process.stdout.write(String(line).startsWith('Tell') ? 'Once upon a time there was. '.repeat(20) : 'Yes.');
      });`);
    const { code, out, err } = await talk(['--think', think], { tty: 'all', columns: 1000 });

    expect(code).toBe(0);
    expect(out).toMatch(/you: Tell me\.\nagent: Once upon .*\[interrupted after \d\.\d s; not heard: .*…\]\n/);
    expect(err).toContain('in.wav is heard');
    expect(err).toContain('listening …');
    expect(err).toContain('you: Stop');
    expect(err).toContain('agent: Once upon a time');
    expect(err).toMatch(/ {2}end of speech to final \d+ ms · first token \d+ ms · first audio \d+ ms · interruption to silence \d+ ms\n/);
    expect(err).toContain('✓ what was heard is in out.wav\n');
  }, 20_000); // prettier-ignore

  it('should go on when an answer fails, and end with 1', async () => {
    hears('Fail. ', 2000, 'Again. ', 600);
    const think = thinking(`
      process.stdin.on('data', (line) => {
        if (String(line).startsWith('Fail')) { console.error('no model\\nat all.'); process.exit(3); }
        process.stdout.write('Fine.');
      });`);
    const { code, out, err } = await talk(['--think', think]);

    expect({ code, out }).toEqual({ code: 1, out: 'you: Fail.\nyou: Again.\nagent: Fine.\n' });
    expect(err).toBe(
      '! No answer: The --think command ended with exit code 3, saying: no model at all.\nerror: 1 of 2 answers failed.\n',
    );
  }, 20_000);

  it('should say so where the command says nothing, and tell programs why one failed', async () => {
    hears('Go. ', 600);

    expect(await talk(['--think', 'true'])).toMatchObject({
      code: 0,
      out: 'you: Go.\nagent: [no answer]\n',
    });
    expect(folder.files()).not.toContain('out.wav');
    const { records } = await talk(['--think', 'exit 7', '--json']);
    expect(records()).toContainEqual(
      expect.objectContaining({
        type: 'failed',
        message: 'The --think command ended with exit code 7.',
      }),
    );
  }, 20_000);

  it('should say that the line was lost, and go on', async () => {
    tts = faults.dropAfter({ audio: 200 })(ttsGateway({ engine: toneVoice() }));
    hears('Hello there, how are you today. ', 600);
    const { code, out, err } = await talk();

    expect(code).toBe(0);
    expect(err).toContain('! The line was lost:');
    expect(out).toContain('agent: Hello there, how are you today.\n');
    expect(readIn('out.wav')).toBe('Hello there, how are you today.');
  }, 20_000);

  it('should leave a valid WAV of what was heard so far when it is stopped', async () => {
    hears('Go. ', 5000);
    const told = new Subject<string>();
    const { code, err } = await talk(['--json'], {
      interrupt$: told.pipe(filter((text) => text.includes('"said"'))),
      onOut: (text) => told.next(text),
    });

    expect({ code, err }).toEqual({ code: 130, err: '' });
    expect(readIn('out.wav')).toBe('Go.');
    expect(folder.files().sort()).toEqual(['in.wav', 'out.wav']);
  });

  it('should hear a telephone recording', async () => {
    writeFileSync(
      folder.file('in.wav'),
      encodeWav(
        linear16ToMulaw(silence(100, format('linear16', 8000)).data),
        format('mulaw', 8000),
      ),
    );

    expect(await talk()).toMatchObject({ code: 0, out: '', err: '' });
  });
});

describe('talk, with the programs of the system', () => {
  const here = () => ({ folder: folder.path });
  const live = (...more: string[]) =>
    runCli(['talk', '--url', url, ...more], {
      folder: folder.path,
      env: { SLNG_API_KEY: 'any' },
    });

  it('should hear through the recorder and speak through the player that are there', async () => {
    writeFileSync(folder.file('raw'), saying('Hello there. ', 600));
    install('aplay', `process.stdin.pipe(require('node:fs').createWriteStream(__filename + '.heard'));`);
    install('arecord', `
      require('node:fs').writeFileSync(__filename + '.args', process.argv.slice(2).join(' '));
      const all = require('node:fs').readFileSync(${JSON.stringify(folder.file('raw'))});
      process.stdout.write(all.subarray(0, 999));
      setTimeout(() => process.stdout.write(all.subarray(999)), 50);`);

    expect(await live()).toMatchObject({ code: 0, out: 'you: Hello there.\nagent: Hello there.\n' });
    expect(folder.files()).toContain('aplay.heard');
  }); // prettier-ignore

  it('should put samples together that the recorder cut apart', async () => {
    install('arecord', `
      process.stdout.write(Buffer.from([1, 2, 3]));
      setTimeout(() => process.stdout.write(Buffer.from([4, 5, 6])), 50);`);
    const chunks = await lastValueFrom(microphone(here(), undefined).audio$.pipe(toArray()));

    expect(chunks.every(({ data }) => data.length % 2 === 0)).toBe(true);
    expect(joined(chunks)).toEqual([1, 2, 3, 4, 5, 6]);
  }); // prettier-ignore

  it('should end the recorder when it is left', async () => {
    const server = createServer().listen(0, '127.0.0.1').unref();
    await once(server, 'listening');
    const port = JSON.stringify(server.address());
    install('rec', `require('node:net').connect(${port}.port, '127.0.0.1').on('error', () => {});`);
    const listening = microphone(here(), undefined).audio$.subscribe();
    const [socket] = (await once(server, 'connection')) as [Socket];
    const ended = once(
      socket.resume().on('error', () => undefined),
      'close',
    );
    listening.unsubscribe();

    await ended;
    server.close();
  });

  it('should say what to install where one is missing', async () => {
    process.env.PATH = folder.path;
    const deaf = await live();
    install('arecord', '');
    const mute = await live();

    expect(deaf).toMatchObject({ code: 1, out: '' });
    expect(deaf.err).toMatch(/^error: Listening to a microphone needs one of the programs parec, arecord, rec, ffmpeg .*--in question\.wav\.\n$/);
    expect(mute).toMatchObject({ code: 1, out: '' });
    expect(mute.err).toMatch(/^error: Playing audio needs one of .*--out answer\.wav\.\n$/);
  }); // prettier-ignore

  it('should say why the recorder failed', async () => {
    install('rec', `console.error('no device'); process.exit(2);`);

    expect(await live('--out', 'out.wav')).toMatchObject({
      code: 1,
      err: 'error: Recording through rec: it ended with exit code 2, saying: no device. Check that this machine has a microphone.\n',
    });
  });
});

describe('talk, called in a way that cannot work', () => {
  const words = ['--vocabulary', 'yes'];

  it.each([
    [['--in', 'in.wav', '--out', 'out.wav'], 2, 'knows a word list, not all of English'],
    [['--in', 'in.wav', '--out', 'out.wav', '--url', 'ws://127.0.0.1:1'], 2, 'SLNG_API_KEY'],
    [['--in', 'in.wav', '--out', 'out.wav', '--barge-in', 'no'], 2, "unknown option '--barge-in'"],
    [['--in', 'no.wav', '--out', 'out.wav', ...words], 1, 'there is no such file'],
    [['--in', 'silent.wav', '--out', 'out.wav', ...words], 1, 'silent.wav holds no audio'],
    [['question.wav'], 2, 'too many arguments'],
  ])('should fail with a sentence over %j', async (args, expected, found) => {
    writeFileSync(folder.file('silent.wav'), encodeWav(new Uint8Array(0), sixteen));
    const { code, out, err } = await runCli(['talk', ...args], { folder: folder.path });

    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).toContain(found);
  });
});

describe('historyJson', () => {
  const message = (content: string) => ({ role: 'user', content }) as const;

  it('should hold all that was said, in order', () => {
    const history = [message('a'), { role: 'assistant', content: '"b"\n' } as const];

    expect(JSON.parse(historyJson(history))).toEqual(history);
    expect(historyJson([])).toBe('[]');
  });

  it('should leave out the oldest where it is too long for a variable', () => {
    const history = Array.from({ length: 100 }, (_, i) => message(`${i} ${'x'.repeat(990)}`));
    const json = historyJson(history);
    const kept = JSON.parse(json) as unknown[];

    expect(json.length).toBeLessThanOrEqual(30_000);
    expect(kept).toEqual(history.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(20);
  });
});
