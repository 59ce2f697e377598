import { Subject } from 'rxjs';
import { run } from '../../src/cli/run';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { fakeIo, runCli, temporaryFolder } from '../support/cli';
import { closeServers, serve } from './sockets';

const folder = temporaryFolder();
afterEach(closeServers);

const token = 'sk-Live/9f8e7d6c5b4a+Zz=';
const writings = [
  token,
  encodeURIComponent(token),
  Buffer.from(`user:${token}`).toString('base64'),
  Buffer.from(token).toString('hex'),
];
/** Its ends, in the writings above. */
const traces = [
  ...[token.slice(0, 8), token.slice(-8), encodeURIComponent(token.slice(0, 8))],
  Buffer.from(`ab${token.slice(0, 8)}`)
    .toString('base64')
    .slice(3, 13),
  Buffer.from(token.slice(0, 8)).toString('hex'),
];
const leaks = (text: string) => traces.filter((trace) => text.includes(trace));

const voice = () => ttsGateway({ engine: toneVoice({ byteMs: 5 }), pace: 50 });

/** Faults after which `say` gives up, that say a text. */
const deadly = (text: string): readonly ((gateway: Gateway) => Gateway)[] => [
  faults.refuse({ status: 401, body: text, lines: 99 }),
  faults.closeWith({ code: 1002, reason: text, at: 'init', lines: 99 }),
  faults.errorAt({ code: 'auth_error', message: text, at: 'init', lines: 99 }),
  faults.errorAt({ code: text, message: `401 ${text}`, at: 'ready', then: 'close', lines: 99 }),
];

describe('what the command writes', () => {
  it.each(writings)('should not hold the key that the gateway echoes as %s', async (text) => {
    for (const fault of deadly(text)) {
      // Not the server's own token: what it says is not redacted there.
      const server = await serve({ tts: fault(voice()), stt: fault(sttGateway()) });
      for (const more of [[], ['--json'], ['--verbose']]) {
        const { err, out } = await runCli(['say', 'Yes.', '--url', server.url, ...more], {
          folder: folder.path,
          env: { SLNG_API_KEY: token },
        });
        expect(err + out).not.toBe('');
        expect(leaks(err + out)).toEqual([]);
      }
      server.stop();
    }
  });

  it('should not hold a key that stands in the URL', async () => {
    for (const url of [
      `ws://127.0.0.1:1/?token=${encodeURIComponent(token)}`,
      `ws://127.0.0.1:1/?api_key=${encodeURIComponent(token)}`,
      `ws://user:${encodeURIComponent(token)}@127.0.0.1:1`,
      `ftp://user:${token}@127.0.0.1:1`,
      `ws://${token}@`,
    ]) {
      const around = { env: { SLNG_API_KEY: 'another-key' }, tty: 'all' } as const;
      const { err, out, code } = await runCli(
        ['listen', 'no.wav', '--url', url, '--verbose'],
        around,
      );
      expect(code).not.toBe(0);
      expect(leaks(err + out)).toEqual([]);
    }
  });

  it('should not hold the token of the gateway it serves', async () => {
    const around = { tty: 'all', interrupt$: new Subject<void>() } as const;
    for (const more of [[], ['--json'], ['--verbose'], ['--port', 'x'], ['--fault', 'x'], ['x']]) {
      let ready: () => void = () => undefined;
      const listens = new Promise<void>((resolve) => (ready = resolve));
      const args = ['gateway', '--token', token, ...more];
      const { io, out, err } = fakeIo(args, { ...around, onOut: () => ready() });
      const ended = run(io);
      await Promise.race([listens, ended]);
      const url = /ws:\/\/127\.0\.0\.1:\d+/.exec(out())?.[0];
      if (url !== undefined) {
        for (const key of [token, 'wrong']) {
          await runCli(['say', 'Yes.', '--url', url], {
            folder: folder.path,
            env: { SLNG_API_KEY: key },
          });
        }
      }
      around.interrupt$.next();
      await ended;
      expect(leaks(out() + err())).toEqual([]);
    }
  });
});
