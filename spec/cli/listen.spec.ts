import { writeFileSync } from 'node:fs';
import { encodeWav, linear16ToMulaw } from '../../src/audio';
import { serveGateway } from '../../src/node';
import { faults, sttGateway, toneEars, toneVoice } from '../../src/gateway';
import { lastValueFrom, type Subscription, toArray } from 'rxjs';
import { runCli, temporaryFolder } from '../support/cli';
import { format } from '../support/audio';

const folder = temporaryFolder();
const here = () => ({ folder: folder.path });
const words = ['--vocabulary', 'Hello there, the weather is nice today.'];
const sixteen = format('linear16', 16_000);

describe('listen', () => {
  it('should hear what say says, in a file and on stdin', async () => {
    await runCli(
      ['say', 'The weather is nice today.', '--rate', '16000', '--out', 'a.wav'],
      here(),
    );

    const file = await runCli(['listen', 'a.wav', ...words], here());
    const piped = await runCli(['listen', ...words], {
      ...here(),
      stdin: [folder.wav('a.wav').data],
    });
    const phone = folder.wav('a.wav').data;
    const mulaw = await runCli(['listen', '--encoding', 'mulaw', ...words], {
      ...here(),
      stdin: [linear16ToMulaw(phone)],
    });

    expect(file).toMatchObject({ code: 0, out: 'the weather is nice today\n', err: '' });
    expect(piped).toMatchObject({ code: 0, out: 'the weather is nice today\n', err: '' });
    expect(mulaw).toMatchObject({ code: 0, out: 'the weather is nice today\n', err: '' });
  }, 20_000);

  it('should show a person the partials, and programs everything', async () => {
    await runCli(
      [
        'say',
        'The weather is nice today.',
        '--rate',
        '16000',
        '--encoding',
        'alaw',
        '--out',
        'a.wav',
      ],
      here(),
    );

    const person = await runCli(['listen', 'a.wav', ...words], { ...here(), tty: 'stderr' });
    const program = await runCli(['listen', 'a.wav', ...words, '--json'], {
      ...here(),
      tty: 'stderr',
    });

    expect(person.err).toContain('weather');
    expect(person.err).toMatch(/the last words came \d+ ms after the end of the audio/);
    expect(person.err).toMatch(/\n$/);
    expect(program.records().at(-1)).toEqual({ type: 'latencies', lastFinal: expect.any(Number) });
    expect(program.err).toBe('');
    expect(program.records()).toContainEqual(
      expect.objectContaining({ type: 'final', text: 'the weather is nice today' }),
    );
  }, 20_000);

  const wavs: Record<string, () => Uint8Array> = {
    'stereo.wav': () => encodeWav(new Uint8Array(400), { ...sixteen, channels: 2 }),
    'eight-bit.wav': () => {
      const wav = encodeWav(new Uint8Array(400), sixteen);
      new DataView(wav.buffer).setUint16(34, 8, true);
      return wav;
    },
    'truncated.wav': () => encodeWav(new Uint8Array(4000), sixteen).subarray(0, 1000),
    'nothing.wav': () => new Uint8Array(0),
    'silent.wav': () => encodeWav(new Uint8Array(0), sixteen),
    'song.mp3': () => Buffer.from('ID3\u0004 not a wav at all'),
  };

  it.each([
    ['stereo.wav', 'stereo.wav needs linear16 16000 Hz mono, but found linear16 16000 Hz stereo'],
    ['eight-bit.wav', '8-bit PCM'],
    ['truncated.wav', 'truncated'],
    ['nothing.wav', 'the file is empty'],
    ['silent.wav', 'holds no audio'],
    ['song.mp3', 'MP3'],
    ['missing.wav', 'there is no such file'],
    ['.', 'it is a directory'],
  ])('should fail with a sentence over %s', async (name, found) => {
    const bytes = wavs[name];
    if (bytes) writeFileSync(folder.file(name), bytes());

    const { code, out, err } = await runCli(['listen', name, ...words], here());

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(found);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('should fail where nothing comes on stdin', async () => {
    expect(await runCli(['listen', ...words], here())).toMatchObject({
      code: 1,
      err: 'error: Nothing came on stdin, so there is nothing to listen to.\n',
    });
  });

  it.each([
    [['listen', 'a.wav'], 'knows a word list, not all of English'],
    [['listen', 'a.wav', '--vocabulary', ''], 'at least one word'],
    [['listen', 'a.wav', '--vocabulary', 'hello xyzzyq'], 'xyzzyq'],
    [['listen', 'a.wav', '--url', 'ws://127.0.0.1:1'], 'SLNG_API_KEY'],
  ])('should call %j bad usage', async (args, found) => {
    const { code, err } = await runCli(args, here());

    expect(code).toBe(2);
    expect(err).toContain(found);
  });

  it('should not wait for audio where a person sits', async () => {
    expect(await runCli(['listen', ...words], { tty: 'stdin' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is nothing to listen to'),
    });
  });
});

describe('listen, over a line of another gateway', () => {
  let served: Subscription;
  afterEach(() => served.unsubscribe());

  it('should bring a file at its own pace, say that the line was lost, and go on', async () => {
    const parts = await lastValueFrom(
      toneVoice({ byteMs: 100 }).synthesize('one two', { format: sixteen }).pipe(toArray()),
    );
    const chunks = parts.flatMap((part) => ('data' in part ? [part] : []));
    writeFileSync(folder.file('tones.wav'), encodeWav(chunks, sixteen));
    const stt = faults.dropAfter({ audio: 300 })(sttGateway({ engine: toneEars() }));
    const server$ = serveGateway({ stt });
    const url = await new Promise<string>((resolve) => {
      served = server$.subscribe((server) => resolve(server.url));
    });

    const { code, out, err } = await runCli(
      ['listen', 'tones.wav', '--url', url, '--region', 'eu-north-1', '--language', 'en'],
      { ...here(), env: { SLNG_API_KEY: 'any' } },
    );

    expect(code).toBe(0);
    expect(err).toContain('! The line was lost:');
    expect(out).toBe('one two\n');
  }, 20_000);
});
