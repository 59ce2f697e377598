import { Subscription } from 'rxjs';
import WebSocket from 'ws';
import { faults, type Gateway, sttGateway, ttsGateway } from '../../src/gateway';
import { serveGateway } from '../../src/node/serveGateway';

const init = '{"type":"init","config":{"sample_rate":8000}}';
const hello = '{"type":"text","text":"Hello.","flush":true}';
const finalize = '{"type":"finalize"}';

let server = new Subscription();
let clients: WebSocket[] = [];

afterEach(async () => {
  const open = clients.filter((client) => client.readyState !== WebSocket.CLOSED);
  const gone = open.map((client) => new Promise((done) => client.once('close', done)));
  open.forEach((client) => client.terminate());
  await Promise.all(gone);
  server.unsubscribe();
  server = new Subscription();
  clients = [];
});

/** A server with this fault on the lines of both services. */
function serve(fault: (gateway: Gateway) => Gateway): Promise<string> {
  return new Promise((resolve, reject) => {
    const tts = fault(ttsGateway({ pace: Infinity, segments: false, words: false }));
    server.add(
      serveGateway({ tts, stt: fault(sttGateway()) }).subscribe({
        next: ({ url }) => resolve(url),
        error: reject,
      }),
    );
  });
}

/** Dials, says `sent` and then a close, and gives what was heard, audio as its length, and the close code. */
function hear(url: string, path: string, sent: readonly string[], until: string) {
  const socket = new WebSocket(`${url}/v1/${path}/a/b`, { perMessageDeflate: false });
  clients.push(socket);
  return new Promise<(string | number)[]>((resolve, reject) => {
    const heard: (string | number)[] = [];
    socket.on('open', () => sent.forEach((text) => socket.send(text)));
    socket.on('error', reject);
    socket.on('message', (data: Buffer, isBinary) => {
      heard.push(isBinary ? data.length : (/"type":"(\w+)"/.exec(data.toString())?.[1] ?? '?'));
      const last = heard.at(-1);
      if (last === until) socket.close(1000);
    });
    socket.on('close', (code) => resolve([...heard, code]));
  });
}

describe('a fault on a real line', () => {
  // "Hello." is 60 ms, in frames of 40 ms.
  const audio = [640, 320];
  const pieces = [1, 333, 127, 1, 178, 127, 1, 192];

  it.each<[string, (gateway: Gateway) => Gateway, (string | number)[]]>([
    ['none', (gateway) => gateway, ['ready', ...audio, 'flushed', 'audio_end', 1000]],
    ['a close instead of the end', faults.closeInsteadOfEnd(), ['ready', ...audio, 1000]],
    ['a death before the audio', faults.dieBeforeAudio(), ['ready', 1006]],
    ['a cut at the audio', faults.dropAfter({ at: 'audio' }), ['ready', 640, 1006]],
    ['no ready', faults.noReady(), [...audio, 'flushed', 'audio_end', 1000]],
    [
      'an error that closes',
      faults.errorAt({ code: 'provider_error', at: 'audio', then: 'close' }),
      ['ready', 640, 'error', 1011],
    ],
    ['split audio', faults.splitFrames(), ['ready', ...pieces, 'flushed', 'audio_end', 1000]],
  ])('should be %s', async (_name, fault, expected) => {
    expect(await hear(await serve(fault), 'tts', [init, hello], 'audio_end')).toEqual(expected);
  });

  it('should be an end that was announced', async () => {
    const url = await serve(faults.goAway({ timeLeft: 1, at: 'terminal' }));

    expect(await hear(url, 'tts', [init, hello], '')).toEqual([
      'ready',
      ...audio,
      'flushed',
      'go_away',
      'audio_end',
      1001,
    ]);
  });

  it('should be a final that comes twice, and one that never does', async () => {
    const sent = [init, finalize, '{"type":"close"}'];

    expect(await hear(await serve(faults.duplicateFinal()), 'stt', sent, '')).toEqual([
      'ready',
      'final_transcript',
      'final_transcript',
      1000,
    ]);
    expect(await hear(await serve(faults.noFinal()), 'stt', sent, '')).toEqual(['ready', 1000]);
  });

  it('should be pings and a close that get no answer, and messages that do', async () => {
    const url = await serve((gateway) => faults.pingDeaf()(faults.closeDeaf()(gateway)));
    const socket = new WebSocket(`${url}/v1/tts/a/b`, { perMessageDeflate: false });
    clients.push(socket);
    let pongs = 0;
    let closes = 0;
    socket.on('pong', () => pongs++);
    socket.on('close', () => closes++);
    await new Promise((resolve) => socket.once('open', resolve));
    const heard = new Promise((resolve) => {
      socket.on('message', (data: Buffer) => {
        if (data.toString().includes('audio_end')) resolve(undefined);
      });
    });
    socket.ping();
    socket.send(init);
    socket.send(hello);
    await heard;
    socket.close(1000);
    // Another line's whole life shows that the server had time to answer.
    await hear(url, 'tts', [init, hello], 'audio_end');
    expect([pongs, closes]).toEqual([0, 0]);
  });

  it('should be a refusal of compression, for clients that offer it', async () => {
    let strikes = 0;
    const url = await serve(faults.rejectDeflate({ struck: () => strikes++ }));
    const status = await new Promise((resolve) => {
      const offering = new WebSocket(`${url}/v1/tts/a/b`, { perMessageDeflate: true });
      offering.on('error', () => undefined);
      offering.on('unexpected-response', (_request, response) => {
        offering.terminate();
        resolve(response.statusCode);
      });
    });

    expect([status, strikes]).toEqual([400, 1]);
    expect((await hear(url, 'tts', [init, hello], 'audio_end')).at(-1)).toBe(1000);
  });
});
