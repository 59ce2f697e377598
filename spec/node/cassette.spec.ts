import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  concat,
  concatMap,
  from,
  lastValueFrom,
  map,
  type Observable,
  of,
  take,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { type SocketFactory } from '../../src/connection';
import { VoiceError } from '../../src/errors';
import {
  type CassetteEntry,
  faults,
  type Gateway,
  recordCassette,
  replayCassette,
  sentAudio,
  sentText,
  sttGateway,
  toneVoice,
  ttsGateway,
} from '../../src/gateway';
import { cassetteFile, nodeSocket, readCassette } from '../../src/node';
import { encodeBase64, type SpeechCommand } from '../../src/protocol';
import { recognizer, synthesizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { virtually } from '../proof/virtually';
import { closeServers, serve } from '../proof/sockets';
import { temporaryFolder } from '../support/cli';

const folder = temporaryFolder();
const token = 'a-token-nobody-may-see';
const common = { model: 'some/model:1', backoff: { initial: 5, jitter: 'none' } } as const;
const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;

afterEach(closeServers);

/** A turn of speech: its audio and all its events, in a form that shows every byte. */
const speech = (url: string, socket: SocketFactory) => {
  const tts = synthesizer({ ...common, gateway: { url, token, socket }, sampleRate: 8000 });
  const told: string[] = [];
  tts.events$.subscribe((event) => told.push(JSON.stringify(event)));
  tts.status$.subscribe(({ state }) => told.push(state));
  const text$ = from(['Hello there. ', 'How are you?']).pipe(
    concatMap((text) => of({ type: 'text', text } as const, { type: 'flush' } as const)),
  );
  return tts.speak(text$).pipe(
    map(({ data }) => Buffer.from(data).toString('hex')),
    toArray(),
    map((audio) => ({ audio: audio.join(''), told })),
    tap(() => tts.close()),
  );
};

const spokenAgain = (text$: Observable<SpeechCommand>, socket: SocketFactory) => {
  const tts = synthesizer({
    ...common,
    gateway: { url: 'ws://tape', token, socket },
    sampleRate: 8000,
  });
  return tts.speak(text$).pipe(
    map(({ data }) => Buffer.from(data).toString('hex')),
    tap({ complete: () => tts.close() }),
  );
};

const toSpeech = () =>
  from(['one two. ', 'three four.']).pipe(
    concatMap((text) => toneVoice().synthesize(text, { format })),
    concatMap((part) => ('data' in part ? timer(2).pipe(map(() => part)) : [])),
  );

/** A transcription whose first line breaks after its first final. */
const hearing = (url: string, socket: SocketFactory) => {
  const stt = recognizer({ ...common, gateway: { url, token, socket } });
  return stt.transcribe(toSpeech()).pipe(
    map((event) => JSON.stringify(event)),
    toArray(),
    tap(() => stt.close()),
  );
};

/** Runs work on a recorded loopback server, and leaves the cassette. */
async function recorded<T>(
  gateways: { tts?: Gateway; stt?: Gateway },
  work: (url: string, socket: SocketFactory) => Observable<T>,
) {
  const path = folder.file('it.cassette');
  const file = cassetteFile(path);
  const server = await serve({ ...gateways, token });
  const result = await lastValueFrom(work(server.url, recordCassette(nodeSocket, file.write)));
  server.stop();
  file.close();
  return { path, result };
}

async function onLoopback<T>(
  path: string,
  work: (url: string, socket: SocketFactory) => Observable<T>,
) {
  const tape = replayCassette(readCassette(path));
  const server = await serve({ tts: tape, stt: tape });
  return lastValueFrom(work(server.url, nodeSocket));
}

const inVirtualTime = <T>(
  path: string,
  work: (url: string, socket: SocketFactory) => Observable<T>,
) => virtually(() => work('ws://tape', fakeSocket(replayCassette(readCassette(path))))).values[0];

const quick = () => ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: 20, clearDelay: 1 });

describe('a cassette', () => {
  it('should replay speech over a dropped line to the same events, byte for byte', async () => {
    const tts = faults.dropAfter({ audio: 150 })(quick());
    const { path, result } = await recorded({ tts }, speech);

    expect(result.told).toContain('waiting');
    expect(result.audio).toHaveLength('Hello there. How are you?'.length * 10 * 8 * 2 * 2);
    expect(inVirtualTime(path, speech)).toEqual(result);
    expect(await onLoopback(path, speech)).toEqual(result);
  });

  it('should replay a transcription over a dropped line to the same events', async () => {
    const stt = faults.closeWith({ code: 1011, reason: 'overrun', at: 'final' })(sttGateway());
    const { path, result } = await recorded({ stt }, hearing);

    expect(readCassette(path).filter(({ type }) => type === 'dial')).toHaveLength(2);
    expect(result.filter((event) => event.includes('"final"')).length).toBeGreaterThan(1);
    expect(inVirtualTime(path, hearing)).toEqual(result);
    expect(await onLoopback(path, hearing)).toEqual(result);
  });

  it('should give the text that was spoken, once, whatever the lines did', async () => {
    const tts = faults.dropAfter({ audio: 100, lines: 2 })(quick());
    const { path, result } = await recorded({ tts }, speech);
    const tape = readCassette(path);
    const said = virtually(() => sentText(tape)).values;

    expect(tape.filter(({ type }) => type === 'dial')).toHaveLength(3);
    expect(said).toEqual([
      { type: 'text', text: 'Hello there. ' },
      { type: 'flush' },
      { type: 'text', text: 'How are you?' },
      { type: 'flush' },
    ]);
    const again = virtually(() => spokenAgain(sentText(tape), fakeSocket(replayCassette(tape))));
    expect(again.values.join('')).toBe(result.audio);
  });

  it('should give the audio that was heard, once, whatever the lines did', async () => {
    const stt = faults.closeWith({ code: 1011, at: 'partial', lines: 2 })(sttGateway());
    const { path, result } = await recorded({ stt }, hearing);
    const tape = readCassette(path);
    const said = virtually(() => sentAudio(tape)).values;
    const whole = virtually(() => toSpeech()).values;
    const bytes = (chunks: readonly { data: Uint8Array }[]) =>
      Buffer.concat(chunks.map(({ data }) => data));

    expect(tape.filter(({ type }) => type === 'dial')).toHaveLength(3);
    expect(bytes(said).equals(bytes(whole))).toBe(true);
    expect(said[0]?.format).toEqual(format);
    expect(result.at(-1)).toContain('final');
  });

  it('should keep all audio out of its lines, each once, in a file beside it', async () => {
    const { path } = await recorded({ tts: quick() }, speech);
    const lines = readFileSync(path, 'utf8');
    const audio = readFileSync(`${path}.audio`);
    expect(Math.max(...lines.split('\n').map((line) => line.length))).toBeLessThan(400);
    expect(audio.length).toBeGreaterThan(0);
    // Silences are alike, and stand there once.
    expect(audio.length).toBeLessThanOrEqual('Hello there. How are you?'.length * 10 * 8 * 2);
  });

  it('should read back what was written, whatever it is', () => {
    const frame = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.json(),
      fc.uint8Array({ minLength: 40 }).map((bytes) => `{"data":"${encodeBase64(bytes)}"}`),
    );
    const text = fc.string({ unit: 'binary' });
    const count = fc.nat();
    const place = { at: count, line: count };
    const entry: fc.Arbitrary<CassetteEntry> = fc.oneof(
      fc.record({ ...place, type: fc.constantFrom('sent' as const, 'received' as const), frame }),
      fc.record({
        ...place,
        type: fc.constant('dial' as const),
        url: text,
        headers: fc.dictionary(fc.string(), text, { noNullPrototype: true }),
      }),
      fc.record({ ...place, type: fc.constantFrom('open' as const, 'left' as const) }),
      fc.record({ ...place, type: fc.constant('closed' as const), code: count, reason: text }),
      fc.record({ ...place, type: fc.constant('lost' as const), message: text }),
      fc.record({
        ...place,
        type: fc.constant('refused' as const),
        status: count,
        body: text,
        retryAfter: count,
      }),
    );
    const path = folder.file('any.cassette');

    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const file = cassetteFile(path);
        entries.forEach(file.write);
        file.close();

        expect(readCassette(path)).toEqual(entries);
      }),
      { numRuns: 15 },
    );
  });

  it('should be whole up to its last whole line wherever it was cut', async () => {
    const { path } = await recorded({ tts: quick() }, speech);
    const text = readFileSync(path, 'utf8');
    const all = readCassette(path);

    for (const end of [text.length - 1, text.length >> 1, 200]) {
      writeFileSync(path, text.slice(0, end));
      const found = readCassette(path);

      expect(found.length).toBeGreaterThan(0);
      expect(found).toEqual(all.slice(0, found.length));
    }
  });

  it.each([
    ['', 'the file is empty', 'line 1'],
    ['RIFF....WAVE\n', 'it is not JSON', 'line 1'],
    ['{"cassette":2}\n', 'its version is 2', 'line 1: cassette'],
    [
      '{"cassette":1}\n{"type":"open","at":1,"line":1}\n{"type":"open","at":-1,"line":1}\n',
      'at is -1, but should be a whole number, 0 or more',
      'line 3: at',
    ],
    [
      '{"cassette":1}\n{"type":"rewind","at":1,"line":1}\n',
      'type is "rewind", but should be one of dial, open',
      'line 2: type',
    ],
    [
      '{"cassette":1}\n{"type":"sent","at":1,"line":1}\n',
      'it has neither text nor bytes',
      'line 2: text',
    ],
    [
      '{"cassette":1}\n{"type":"sent","at":1,"line":1,"bytes":{"audio":"00","from":0,"size":4}}\n',
      'the audio it names is not in the file beside it',
      'line 2: audio',
    ],
    ['{"cassette":1}\n\n', 'it is empty', 'line 2'],
  ])('should refuse %j by its line', (text, found, where) => {
    const path = folder.file('broken.cassette');
    writeFileSync(path, text);
    writeFileSync(`${path}.audio`, 'no such audio');
    let error: unknown;
    try {
      readCassette(path);
    } catch (thrown) {
      error = thrown;
    }

    expect(error).toMatchObject({
      code: 'decode-failed',
      path: where,
      message: expect.stringContaining(found),
    });
    expect((error as Error).message).toContain(path);
  });

  it('should say where it cannot be written or read', () => {
    expect(() => cassetteFile(folder.file('no/such.cassette'))).toThrow(
      'its folder does not exist',
    );
    expect(() => readCassette(folder.file('none.cassette'))).toThrow('there is no such file');
  });
});

describe('a cassette of secrets', () => {
  const token = 'sk-live/Token+with&"odd"-ones';
  const key = 'provider-key-1234';
  const config = { api_key: 'configured-key-99', nested: { password: 'pass word 77' } };
  const long = encodeBase64(new Uint8Array(60).map((_, i) => i * 7));
  const inBand = 'next-token-from-the-gateway';
  const secrets = [
    token,
    key,
    config.api_key,
    config.nested.password,
    long,
    inBand,
    'region-for-me',
  ];

  /** Echoes all that it was told, in every way that it can, and then closes with it. */
  const echoing: Gateway = (client$, { url, headers }) =>
    client$.pipe(
      take(1),
      concatMap((frame) => {
        const said = `${String(frame)} ${url} ${JSON.stringify(headers)}`;
        const bytes = Buffer.from(said);
        return concat(
          of(
            JSON.stringify({ type: 'ready', session_token: inBand }),
            said,
            JSON.stringify({ said, deeper: JSON.stringify({ said }) }),
            new Uint8Array(bytes),
            new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), bytes])),
            JSON.stringify({ data: bytes.toString('base64') }),
            JSON.stringify({ message: `${inBand} ${long}`, long }),
          ),
          throwError(
            () =>
              new VoiceError(
                'socket-closed',
                '',
                { closeCode: 4000, reason: `${token} ${key}` },
                { retryable: true },
              ),
          ),
        );
      }),
    );

  it.each(['header', 'query'] as const)('should hold none of them, the token in the %s', (auth) => {
    const path = folder.file('secret.cassette');
    const file = cassetteFile(path);
    const socket = recordCassette(fakeSocket(echoing), file.write, { secrets: [long] });
    virtually(() =>
      synthesizer({
        model: 'other/model:1',
        gateway: {
          url: 'ws://fake',
          token,
          auth,
          socket,
          providerKey: key,
          region: 'region-for-me',
        },
        config,
        backoff: { attempts: 2 },
      }).speak('Hello.'),
    );
    // Refused on real sockets too: the body and the reason are the peer's own words.
    const refusing: Gateway = () =>
      throwError(
        () =>
          new VoiceError(
            'socket-refused',
            '',
            { status: 401, body: `No ${token}, ${key}` },
            { retryable: false },
          ),
      );
    virtually(() =>
      synthesizer({
        model: 'other/model:1',
        gateway: {
          url: 'ws://fake',
          token,
          auth,
          providerKey: key,
          socket: recordCassette(fakeSocket(refusing), file.write),
        },
      }).speak('Hi.'),
    );
    file.close();
    const lines = readFileSync(path, 'utf8');
    const audio = readFileSync(`${path}.audio`);
    const forms = (secret: string) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ secret }).toString().slice(7),
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ];

    expect(lines).toContain('[redacted]');
    expect(lines).toContain('"type":"refused"');
    expect(readCassette(path).length).toBeGreaterThan(20);
    for (const form of secrets.flatMap(forms)) {
      expect(lines).not.toContain(form);
      expect(audio.includes(form)).toBe(false);
    }
    expect(audio.includes(Buffer.from(long, 'base64'))).toBe(false);
  });

  it('should replay to a client with another token', () => {
    const config = { api_key: 'configured-key-99' };
    const tape: CassetteEntry[] = [];
    const spoken = (socket: SocketFactory, token: string, key: string) =>
      virtually(
        () =>
          synthesizer({
            ...common,
            sampleRate: 8000,
            config: { api_key: key },
            gateway: { url: 'ws://fake', token, socket },
          })
            .speak('Hello.')
            .pipe(take(2)),
        5000,
      );
    const before = spoken(
      recordCassette(fakeSocket(ttsGateway()), (entry) => tape.push(entry)),
      token,
      config.api_key,
    );
    const after = spoken(fakeSocket(replayCassette(tape)), 'another', 'another-key-of-ours');

    expect(JSON.stringify(tape)).not.toContain(config.api_key);
    expect(after).toEqual(before);
    expect(after.values).toHaveLength(2);
  });
});
