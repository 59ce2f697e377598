import { concatMap, from, lastValueFrom, map, timer, toArray } from 'rxjs';
import { type AudioFormat } from '../../src/audio';
import { sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { type ConnectionStatus, recognizer, synthesizer } from '../../src/sessions';
import { closeServers, countingSocket, hashOf, serve } from './sockets';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };

afterEach(closeServers);

/** What a session dialled, and the waits it announced. */
function watched() {
  const log: ('dial' | 'wait' | 'idle')[] = [];
  return { log, socket: countingSocket(() => log.push('dial')) };
}

const note =
  (log: ReturnType<typeof watched>['log']) =>
  ({ state }: ConnectionStatus) => {
    if (state === 'waiting') log.push('wait');
    if (state === 'idle') log.push('idle');
  };

const sound = (text: string) =>
  lastValueFrom(
    toneVoice()
      .synthesize(text, { format })
      .pipe(
        concatMap((part) => ('data' in part ? [part] : [])),
        toArray(),
      ),
  );

describe('a hundred sessions through a server that restarts three times', () => {
  it('should finish every turn, whole, with no dial that no wait comes before', async () => {
    const gateways = () => ({ tts: ttsGateway({ pace: 2, clearDelay: 2 }), stt: sttGateway() });
    let server = await serve(gateways());
    const { url, port } = server;
    let beats = 0;

    const options = (socket: ReturnType<typeof watched>['socket']) => ({
      gateway: { url, token: 'KEY', socket },
      model: 'some/model:1',
      backoff: { initial: 50, max: 200 },
    });

    const speaker = async (i: number) => {
      const { log, socket } = watched();
      const tts = synthesizer({ ...options(socket), sampleRate: 8000 });
      tts.status$.subscribe(note(log));
      const said = ['The first of three. ', `Session ${i} speaks on. `, 'And that was all of it. '];
      const text$ = from(said).pipe(
        concatMap((text) => [{ type: 'text', text } as const, { type: 'flush' } as const]),
      );
      // Three turns, so that restarts fall into turns and between them.
      const turns = await lastValueFrom(
        from([1, 2, 3]).pipe(
          concatMap(() => tts.speak(text$).pipe(toArray())),
          toArray(),
        ),
      );
      tts.close();
      const whole = hashOf((await Promise.all(said.map(sound))).flat());
      expect(turns.map(hashOf)).toEqual([whole, whole, whole]);
      return log;
    };

    const listener = async (i: number) => {
      const { log, socket } = watched();
      const stt = recognizer(options(socket));
      stt.status$.subscribe(note(log));
      const said = ['The first. ', `The second of ${i}. `, 'The third. ', 'The last one. '];
      const chunks = (await Promise.all(said.map(sound))).flat();
      const audio$ = from(chunks).pipe(concatMap((chunk) => timer(100).pipe(map(() => chunk))));
      const events = await lastValueFrom(stt.transcribe(audio$).pipe(toArray()));
      stt.close();
      const heard = events.flatMap((event) =>
        event.type === 'final' && event.text !== '' ? [`${event.text} `] : [],
      );
      expect(heard).toEqual(said);
      return log;
    };

    const work = Promise.all(
      Array.from({ length: 50 }, (_, i) => [speaker(i), listener(i)]).flat(),
    );
    // Up for a while, down for a while, on the same port.
    for (let restart = 0; restart < 3; restart++) {
      await lastValueFrom(timer(500));
      server.stop();
      await lastValueFrom(timer(150));
      server = await again(port, gateways());
      beats++;
    }
    const logs = await work;

    expect(beats).toBe(3);
    expect(logs).toHaveLength(100);
    for (const log of logs) expect(unannounced(log)).toEqual([]);
    // Restarts hit sessions, or nothing was shown.
    expect(logs.filter((log) => log.includes('wait')).length).toBeGreaterThan(50);
  });
});

/** The port is free once its last socket is gone. */
async function again(port: number, gateways: Parameters<typeof serve>[0]) {
  for (;;) {
    const server = await serve({ ...gateways, port }).catch(() => undefined);
    if (server !== undefined) return server;
    await lastValueFrom(timer(10));
  }
}

/**
 * The dials that came right behind another one. The first one and one for a turn that found no line, as after a clean close between
 * turns, come behind `idle`.
 */
const unannounced = (log: readonly string[]) =>
  log.flatMap((each, i) => (each === 'dial' && log[i - 1] === 'dial' ? [i] : []));
