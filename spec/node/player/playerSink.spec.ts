import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concat, firstValueFrom, lastValueFrom, NEVER, of, toArray } from 'rxjs';
import { type AudioFormat, wavHeader } from '../../../src/audio';
import { isVoiceError, type VoiceError } from '../../../src/errors';
import { playerSink, type PlayerName } from '../../../src/node';
import { play } from '../../../src/operators';
import { format } from '../../support/audio';

const wide = format('linear16', 16_000);
const chunk = (bytes: number, as = wide) => ({
  data: Uint8Array.from({ length: bytes }, (_, i) => i % 251),
  format: as,
});

/** Takes all its input, then writes it and its arguments into files. */
const player = `
const { writeFileSync } = require('node:fs');
const parts = [];
process.stdin.on('data', (part) => parts.push(part)).on('end', () => {
  writeFileSync(__filename + '.args', process.argv.slice(2).join(' '));
  writeFileSync(__filename + '.heard', Buffer.concat(parts));
});`;
const failing = `console.error('no device', 'at all'); process.exit(3);`;

let folder = '';
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rxjs-voice-'));
  process.env.PATH = folder;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});
const install = (name: PlayerName, program = player) => {
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${program}`);
  chmodSync(file, 0o755);
  return {
    heard: () => readFileSync(`${file}.heard`),
    args: () => readFileSync(`${file}.args`, 'utf8'),
    ended: () => existsSync(`${file}.heard`),
  };
};
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (isVoiceError(error) ? error : undefined),
  ) as Promise<(VoiceError & { player?: string }) | undefined>;

describe('playerSink', () => {
  it('should hand all samples to the player, and complete when that has ended', async () => {
    const { heard, args } = install('aplay');
    const [a, b] = [chunk(3200), chunk(640)];
    // So late that nothing sounds before the player has ended, however long that takes.
    const sink = playerSink({ latency: 600_000 });
    const positions = await lastValueFrom(of(a, b).pipe(play(sink), toArray()));

    expect(heard()).toEqual(Buffer.concat([a.data, b.data]));
    expect(args()).toBe('-q -t raw -f S16_LE -r 16000 -c 1 --buffer-time=100000 -');
    // In between it tells how far the player is, by the clock.
    expect([...positions].sort((one, other) => one - other)).toEqual(positions);
    expect([positions.slice(0, 2), positions.at(-1)]).toEqual([[0, 0], 120]);
  });

  it.each<[PlayerName, AudioFormat, string]>([
    ['pacat', format('mulaw', 8000), '--playback --raw --latency-msec=50 --format=ulaw --rate=8000 --channels=1'],
    ['aplay', format('alaw', 8000), '-q -t raw -f A_LAW -r 8000 -c 1 --buffer-time=100000 -'],
    ['play', format('alaw', 8000, 2), '-q --buffer 1024 -t raw -L -r 8000 -c 2 -e a-law -b 8 -'],
    ['play', wide, '-q --buffer 1024 -t raw -L -r 16000 -c 1 -e signed-integer -b 16 -'],
    ['ffplay', wide, '-nodisp -autoexit -loglevel error -fflags nobuffer -probesize 4096 -f wav -i -'],
  ])('should tell %s what comes', async (name, as, wanted) => {
    const { heard, args } = install(name);
    await lastValueFrom(of(chunk(320, as)).pipe(play(playerSink({ player: name }))));
    const header = name === 'ffplay' ? wavHeader(as, 0) : new Uint8Array(0);

    expect(args()).toBe(wanted);
    expect(heard()).toEqual(Buffer.concat([header, chunk(320, as).data]));
  }); // prettier-ignore

  it('should choose the first that is there', async () => {
    const { ended } = install('play');
    install('ffplay');
    await lastValueFrom(of(chunk(320)).pipe(play(playerSink())));

    expect(ended()).toBe(true);
  });

  it('should say what to install when none is there', () => {
    expect(() => playerSink()).toThrow(
      'Playing audio needs one of the programs pacat, aplay, play, ffplay on the PATH, and found none there. Install one: pacat comes with pulseaudio-utils, aplay with alsa-utils, play with sox, ffplay with ffmpeg.',
    );
    install('aplay');
    expect(() => playerSink({ player: 'play' })).toThrow(
      expect.objectContaining({ code: 'not-installed', needs: 'play' }),
    );
  });

  it('should go on counting from one process to the next, until it is cleared', async () => {
    install('aplay');
    const sink = playerSink();
    sink.write(chunk(640));
    await firstValueFrom(concat(sink.drain(), of(1)));
    expect(sink.position()).toBe(20);
    sink.write(chunk(320, format('mulaw', 8000)));
    await firstValueFrom(concat(sink.drain(), of(1)));
    expect(sink.position()).toBe(60);

    sink.clear(0);
    expect(sink.position()).toBe(0);
    await firstValueFrom(concat(sink.drain(), of(1)));
  });

  it('should end the process when it is cleared, and start another for what comes then', async () => {
    const { heard } = install('aplay');
    const sink = playerSink();
    const subscription = concat(of(chunk(320)), NEVER)
      .pipe(play(sink))
      .subscribe();
    subscription.unsubscribe();
    await lastValueFrom(of(chunk(640)).pipe(play(sink)));

    expect(heard()).toEqual(Buffer.from(chunk(640).data));
  });

  it('should end a process that does not listen', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    install('aplay', `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {});`);
    const sink = playerSink();
    sink.write(chunk(320));
    const [socket] = (await once(server, 'connection')) as [Socket];
    const ended = once(
      socket.on('error', () => undefined),
      'close',
    );
    sink.clear(0);

    await ended;
    server.close();
  });

  it('should say why a player failed', async () => {
    install('aplay', failing);
    const sink = playerSink();
    const failure = await failureOf(lastValueFrom(of(chunk(320)).pipe(play(sink))));

    expect(failure).toMatchObject({ code: 'playback-failed', player: 'aplay', retryable: false });
    expect(failure?.message).toBe(
      'Playing audio through aplay: it ended with exit code 3, saying: no device at all. Check that this machine has a device to play on.',
    );
    install('aplay');
    expect(await lastValueFrom(of(chunk(640)).pipe(play(sink)))).toBe(20);
  });

  it('should not take a player that left early for one that played', async () => {
    install('aplay', 'process.stdin.once("data", () => process.exit(0));');
    const failure = await failureOf(lastValueFrom(of(chunk(4_000_000)).pipe(play(playerSink()))));

    expect(failure?.message).toContain('it ended before its input did');
  });

  it('should throw at the next write when a player failed', async () => {
    install('aplay', failing);
    const sink = playerSink();
    sink.write(chunk(320));
    await failureOf(firstValueFrom(sink.drain()));

    expect(() => sink.write(chunk(320))).toThrow(expect.objectContaining({ code: 'playback-failed' }));
  }); // prettier-ignore

  it('should say that a player could not be started', async () => {
    install('aplay');
    const sink = playerSink();
    rmSync(join(folder, 'aplay'));
    const failure = await failureOf(lastValueFrom(of(chunk(320)).pipe(play(sink))));

    expect(failure?.message).toContain('it could not be started');
  });

  it('should refuse a change of format while it plays', () => {
    install('aplay');
    const sink = playerSink();
    sink.write(chunk(320));

    expect(() => sink.write(chunk(320, format('mulaw', 8000)))).toThrow(
      expect.objectContaining({ code: 'format-mismatch' }),
    );
    sink.clear(0);
    expect(() => sink.write({ data: new Uint8Array(1), format: format('opus') })).toThrow(
      expect.objectContaining({ code: 'format-mismatch' }),
    );
  });

  it('should count no more than what the pipe took', async () => {
    install('aplay', 'setInterval(() => {}, 1000);');
    const sink = playerSink({ latency: 0 });
    const all = chunk(8_000_000); // 250 s, far more than a pipe holds
    sink.write(chunk(320));
    await new Promise((resolve) => setImmediate(resolve));
    sink.write(all);
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    try {
      jest.setSystemTime(Date.now() + 3_600_000);
      expect(sink.position()).toBeLessThanOrEqual(10);
    } finally {
      jest.useRealTimers();
      sink.clear(0);
    }
  });
});
