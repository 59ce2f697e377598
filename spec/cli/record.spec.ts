import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as jestMarbles from 'jest-marbles';
import * as rxjs from 'rxjs';
import ts from 'typescript';
import { run } from '../../src/cli/run';
import { VoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import * as voice from '../../src/index';
import * as node from '../../src/node';
import * as testing from '../../src/testing';
import { closeServers, serve } from '../proof/sockets';
import { virtually } from '../proof/virtually';
import { fakeIo, runCli, type Surroundings, temporaryFolder } from '../support/cli';

const folder = temporaryFolder();
const key = 'a-key-nobody-may-see';
const here = (): Surroundings => ({ folder: folder.path, env: { SLNG_API_KEY: key } });
const quick = (fault: (inner: Gateway) => Gateway = (inner) => inner) =>
  fault(ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: 20 }));

afterEach(closeServers);

/** A command that runs until it is stopped, once it has said where it listens. */
async function running(args: readonly string[], around: Surroundings = here()) {
  const interrupt$ = new rxjs.Subject<void>();
  return new Promise<{
    url: string;
    world: ReturnType<typeof fakeIo>;
    stop: () => Promise<number>;
  }>((resolve) => {
    const world = fakeIo(args, {
      ...around,
      interrupt$,
      onOut: (text) => {
        const url = /ws:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
        if (url === undefined) return;
        const stop = () => {
          interrupt$.next();
          return ended;
        };
        resolve({ url, world, stop });
      },
    });
    const ended = run(world.io);
  });
}

const modules: Readonly<Record<string, unknown>> = {
  'node:path': { join },
  'jest-marbles': jestMarbles,
  rxjs,
  'rxjs-voice': voice,
  'rxjs-voice/node': node,
  'rxjs-voice/testing': testing,
};

/** Runs a written test file as jest does: each test by its name. */
function testsOf(path: string, change = (code: string) => code): Map<string, () => void> {
  const { outputText } = ts.transpileModule(change(readFileSync(path, 'utf8')), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  const found = new Map<string, () => void>();
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const load = new Function('require', 'exports', '__dirname', 'describe', 'it', outputText) as (
    ...globals: unknown[]
  ) => void;
  load(
    (name: string) => modules[name],
    {},
    dirname(path),
    (_: string, body: () => void) => body(),
    (name: string, test: () => void) =>
      found.set(name, () => {
        // As jest does before each test.
        jestMarbles.Scheduler.init();
        test();
      }),
  );
  return found;
}

describe('record', () => {
  it('should turn a failure into a marble test that runs as it is, and that fails where it is changed', async () => {
    const boom = faults.closeWith({ code: 1003, reason: `no ${key}`, audio: 60, lines: 9 });
    const server = await serve({ tts: quick(boom), token: key });
    const { url, world, stop } = await running([
      'record',
      '--to',
      server.url,
      '--out',
      'incident.cassette',
      '--as-test',
    ]);
    const failed = await runCli(['say', 'Hello there.', '--url', url, '--rate', '8000'], here());

    expect(failed.code).toBe(1);
    expect(await stop()).toBe(130);
    expect(world.out()).toBe(`Dial ${url} instead of ${server.url}\nincident.spec.ts\n`);
    expect(world.err()).toBe('');
    expect(folder.files()).toEqual([
      'incident.cassette',
      'incident.cassette.audio',
      'incident.spec.ts',
    ]);
    for (const file of folder.files())
      expect(readFileSync(folder.file(file), 'latin1')).not.toContain(key);

    const spec = folder.file('incident.spec.ts');
    expect(readFileSync(spec, 'utf8')).toContain(
      "expect.objectContaining({ code: 'socket-closed', closeCode: 1003 })",
    );
    expect([...testsOf(spec).keys()]).toEqual(['should speak as it was recorded']);
    for (const test of testsOf(spec).values()) test();
    for (const test of testsOf(spec, (code) => code.replace(/#';$/m, "|';")).values())
      expect(test).toThrow();
  });

  it('should record both services, and a mended line', async () => {
    const server = await serve({ tts: quick(faults.dropAfter({ audio: 50 })), stt: sttGateway() });
    const { url, stop } = await running(['record', '--to', server.url, '--out', 'both.cassette']);
    expect(
      (await runCli(['say', 'One two.', '--url', url, '--rate', '8000', '--out', 'a.wav'], here()))
        .code,
    ).toBe(0);
    const said = toneVoice().synthesize('one two.', {
      format: { encoding: 'linear16', sampleRate: 8000, channels: 1 },
    });
    const file = node.wavWriter(folder.file('b.wav'), {
      encoding: 'linear16',
      sampleRate: 8000,
      channels: 1,
    });
    said.subscribe((part) => 'data' in part && file.write(part));
    file.finish();
    const heard = await runCli(['listen', 'b.wav', '--url', url], here());
    await stop();
    const made = await runCli(
      ['replay', 'both.cassette', '--as-test', 'it.spec.ts', '--json'],
      here(),
    );

    expect(heard).toMatchObject({ code: 0, out: 'one two.\n' });
    expect(made.records()).toEqual([{ type: 'test', file: 'it.spec.ts' }]);
    const tests = testsOf(folder.file('it.spec.ts'));
    expect([...tests.keys()]).toEqual([
      'should speak as it was recorded',
      'should hear as it was recorded',
    ]);
    for (const test of tests.values()) test();
  }, 20_000);

  it('should interrupt where the recorded client did', async () => {
    const file = node.cassetteFile(folder.file('cut.cassette'));
    virtually(() => {
      const socket = testing.recordCassette(testing.fakeSocket(quick()), file.write);
      const tts = voice.synthesizer({
        gateway: { url: 'ws://x', token: key, socket },
        model: 'a/b',
        sampleRate: 8000,
      });
      const text$ = rxjs.concat(rxjs.of('A sentence that nobody hears the end of. '), rxjs.NEVER);
      return text$.pipe(
        voice.flushEvery({ quiet: 5 }),
        voice.speak(tts),
        rxjs.take(3),
        // The fence passes first, as it does live.
        rxjs.endWith(undefined),
        rxjs.delayWhen((chunk) => rxjs.timer(chunk === undefined ? 3000 : 0)),
        rxjs.finalize(() => tts.close()),
      );
    });
    file.close();
    await runCli(['replay', 'cut.cassette', '--as-test'], here());
    const spec = folder.file('cut.spec.ts');

    expect(readFileSync(spec, 'utf8')).toMatch(/takeUntil\(timer\(\d+\)\)/);
    expect(readFileSync(spec, 'utf8').match(/linear16 8000 Hz/g)?.length).toBeLessThan(5);
    for (const test of testsOf(spec).values()) test();
  });

  it('should list what has no place in a diagram, and still be a test that can fail', async () => {
    const burst = ttsGateway({ engine: toneVoice({ byteMs: 2 }), pace: Infinity });
    const { url } = await serve({ tts: burst });
    await runCli(
      ['say', 'One. Two. Three.', '--url', url, '--rate', '8000', '--record', 'burst.cassette'],
      here(),
    );
    await runCli(['replay', 'burst.cassette', '--as-test'], here());
    const spec = folder.file('burst.spec.ts');

    for (const test of testsOf(spec).values()) test();
    for (const test of testsOf(spec, (code) => code.replace('#', '#0')).values())
      expect(test).toThrow();
  });

  it('should say so where the client is not ours', async () => {
    const tape = [
      { at: 0, line: 1, type: 'dial', url: 'ws://x/v1/tts/some/model:1', headers: {} },
      { at: 1, line: 1, type: 'open' },
      { at: 2, line: 1, type: 'sent', text: ['{"type":"hello"}'] },
      { at: 3, line: 1, type: 'sent', text: ['{"type":"text","text":"Hi."}'] },
    ];
    writeFileSync(
      folder.file('their.cassette'),
      ['{"cassette":1}', ...tape.map((entry) => JSON.stringify(entry)), ''].join('\n'),
    );
    const { code, err } = await runCli(['replay', 'their.cassette', '--as-test'], here());

    expect(code).toBe(0);
    expect(err).toContain(
      'A session of rxjs-voice does not say what was recorded (Tape line 1, frame 1: expected {"type":"hello"}',
    );
    for (const test of testsOf(folder.file('their.spec.ts')).values()) test();
  });

  it('should want to know what to record, and where it can write', async () => {
    expect(await runCli(['record'], here())).toMatchObject({
      code: 2,
      err: expect.stringContaining('--to'),
    });
    expect(await runCli(['record', '--to', 'voice.example'], here())).toMatchObject({
      code: 2,
      err: expect.stringContaining('ws:// or wss:// URL'),
    });
    expect(
      await runCli(['record', '--to', 'ws://x', '--out', 'no/such.cassette'], here()),
    ).toMatchObject({ code: 1, err: expect.stringContaining('its folder does not exist') });
  });

  it('should say so where the test cannot be written, and keep the cassette', async () => {
    const { url: to } = await serve({ tts: quick() });
    const { url, world, stop } = await running([
      'record',
      '--to',
      to,
      '--as-test',
      'no/such.spec.ts',
    ]);
    await runCli(['say', 'Hi.', '--url', url], here());

    expect(await stop()).toBe(130);
    expect(world.err()).toContain(
      'error: Writing no/such.spec.ts: there is no such file or folder.',
    );
    expect(node.readCassette(folder.file('session.cassette')).length).toBeGreaterThan(5);
  });

  it('should tell programs and people what it does', async () => {
    const { url: to } = await serve({ tts: quick() });
    const json = await running(['record', '--to', to, '--json']);
    await runCli(['say', 'Hi.', '--url', json.url], here());
    await json.stop();
    const person = await running(['record', '--to', to], {
      ...here(),
      tty: 'all',
      env: { NO_COLOR: '1' },
    });
    await person.stop();

    expect(json.world.records()).toEqual([
      { type: 'listening', url: json.url, to },
      { type: 'line-opened', line: 1 },
      { type: 'recorded', file: 'session.cassette', lines: 1 },
    ]);
    expect(person.world.err()).toContain(
      'What is said goes into session.cassette, without tokens. Ctrl-C ends it.',
    );
    expect(person.world.err()).toContain('✓ 0 lines recorded in session.cassette');
  });
});

describe('replay', () => {
  const recorded = async () => {
    const { url } = await serve({ tts: quick() });
    return runCli(
      [
        'say',
        'Hello there.',
        '--url',
        url,
        '--rate',
        '8000',
        '--record',
        'hello.cassette',
        '--json',
      ],
      here(),
    );
  };

  it('should show what was said as marbles', async () => {
    const said = await recorded();
    const { code, out } = await runCli(['replay', 'hello.cassette'], here());

    expect(said.records()).toContainEqual({ type: 'recorded', file: 'hello.cassette' });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^const client1 = '.*d.*';\n(\/\/ .*\n)?const gateway1 = '.*';\n\nconst values = \{\n/,
    );
    expect(out).toContain(`'{"type":"text","text":"Hello there."}'`);
    expect(out).not.toContain(key);
  });

  it('should give programs every entry', async () => {
    await recorded();
    const { records } = await runCli(['replay', 'hello.cassette', '--json'], here());

    expect(records()[0]).toMatchObject({ at: 0, line: 1, type: 'dial' });
    expect(records()).toContainEqual({
      at: expect.any(Number),
      line: 1,
      type: 'sent',
      text: '{"type":"flush"}',
    });
  });

  it('should answer again as a gateway, and say where a client deviates', async () => {
    await recorded();
    const { url, world, stop } = await running(['gateway', '--cassette', 'hello.cassette']);
    const say = (text: string, out: string) =>
      runCli(['say', text, '--url', url, '--rate', '8000', '--out', out], here());
    const same = await say('Hello there.', 'again.wav');
    const more = await say('Hello there.', 'more.wav');
    await stop();
    const second = await running(['gateway', '--cassette', 'hello.cassette']);
    const other = await runCli(
      ['say', 'Goodbye.', '--url', second.url, '--rate', '8000', '--out', 'other.wav'],
      here(),
    );
    await second.stop();
    await runCli(
      ['say', 'Hello there.', '--url', (await serve({ tts: quick() })).url, '--rate', '8000'],
      here(),
    );

    expect(same.code).toBe(0);
    expect(folder.wav('again.wav')).toEqual(folder.wav('speech.wav'));
    expect(more).toMatchObject({ code: 1, err: expect.stringContaining('410') });
    expect(world.err()).toContain('all of them have been played');
    expect(other).toMatchObject({
      code: 1,
      err: expect.stringContaining('expected {"type":"text","text":"Hello '),
    });
    expect(second.world.err()).toContain('came {"type":"text","text":"Goodbye."}');
  });

  it('should say what is wrong with a file', async () => {
    writeFileSync(folder.file('no.cassette'), 'RIFF\n');

    expect(await runCli(['replay', 'no.cassette'], here())).toMatchObject({
      code: 1,
      err: expect.stringContaining('line 1: it is not JSON'),
    });
    expect(await runCli(['replay', 'none.cassette'], here())).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no such file'),
    });
    expect(await runCli(['gateway', '--cassette', 'none.cassette'], here())).toMatchObject({
      code: 1,
    });
  });
});

describe('a recording of a refusal', () => {
  it('should be a test of the refusal', async () => {
    const refusing: Gateway = () =>
      rxjs.throwError(
        () =>
          new VoiceError('socket-refused', '', { status: 402, body: 'pay' }, { retryable: false }),
      );
    const { url } = await serve({ tts: refusing });
    await runCli(['say', 'Hi.', '--url', url, '--record', 'refused.cassette'], here());
    await runCli(['replay', 'refused.cassette', '--as-test'], here());

    expect(node.readCassette(folder.file('refused.cassette'))).toMatchObject([
      { type: 'dial' },
      { type: 'refused', status: 402 },
    ]);
    for (const test of testsOf(folder.file('refused.spec.ts')).values()) test();
  });
});
