import { mergeMap, ReplaySubject, Subscription } from 'rxjs';
import { connect, type Frame, type SocketFactory } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { nodeSocket } from '../../src/node/nodeSocket';
import { serveGateway } from '../../src/node/serveGateway';
import { fakeSocket } from '../../src/testing/fakeSocket';
import { client, letterOf } from './lines';

/** Sends some frames, and waits until what was heard ends like this. */
type Step = readonly [until: string, ...frames: Frame[]];

interface Scenario {
  readonly should: string;
  readonly gateway: () => Gateway;
  readonly steps: readonly Step[];
  /** All that is heard, as letters, and behind `#` how the line ended. */
  readonly heard: string;
}

const voice = toneVoice({ byteMs: 1 });
const speaks = (options: Parameters<typeof ttsGateway>[0] = {}) =>
  ttsGateway({ engine: voice, frameMs: 1, pace: Infinity, clearDelay: 1, ...options });
const spoken = (text: string) => {
  const chunks: Uint8Array[] = [];
  voice
    .synthesize(text, { format: { encoding: 'linear16', sampleRate: 8000, channels: 1 } })
    .subscribe((item) => 'data' in item && chunks.push(item.data));
  return new Uint8Array(Buffer.concat(chunks));
};

const scenarios: readonly Scenario[] = [
  {
    should: 'speak two turns and close',
    gateway: speaks,
    steps: [
      ['R', client.i],
      ['A', client.t, client.f],
      ['A#1000', client.v, client.q],
    ],
    heard: 'RBWabcEFABWfgEFA#1000',
  },
  {
    should: 'keep text that comes before ready',
    gateway: () => speaks({ ready: 3 }),
    steps: [['A', client.i, client.t, client.f]],
    heard: 'RBWabcEFA',
  },
  {
    should: 'acknowledge clear, and speak what comes after it',
    gateway: () => speaks({ pace: 0.001 }),
    steps: [
      ['a', client.i, client.t, client.f],
      ['C', client.c],
      ['#1000', client.q],
    ],
    heard: 'RBWaC#1000',
  },
  {
    should: 'complain about what it cannot use, and go on',
    gateway: speaks,
    steps: [
      ['R', client.i],
      ['XXXX', client.f, client.n, client.j, client.b],
      ['A', client.v],
    ],
    heard: 'RXXXXBWfgEFA',
  },
  {
    should: 'hear nothing after a bad beginning',
    gateway: speaks,
    steps: [['X#1000', client.t, client.i, client.v, client.q]],
    heard: 'X#1000',
  },
  {
    should: 'listen, finalize and close',
    gateway: sttGateway,
    steps: [
      ['R', client.p],
      ['PT', spoken('Hello you. ')],
      ['T', spoken('So'), client.z],
      ['T#1000', spoken(' long'), client.q],
    ],
    heard: 'RPTTT#1000',
  },
  {
    should: 'be closed with 1008 on audio before ready',
    gateway: sttGateway,
    steps: [['#1008', spoken('So')]],
    heard: '#1008',
  },
  {
    should: 'be closed with 1008 when it says nothing',
    gateway: () => sttGateway({ idleTimeout: 5 }),
    steps: [['#1008']],
    heard: '#1008',
  },
  {
    should: 'lose the line in the middle of a word',
    gateway: () => faults.dropAfter({ audio: 2 })(speaks()),
    steps: [['#lost', client.i, client.v]],
    heard: 'RBWfg#lost',
  },
  {
    should: 'be refused',
    gateway: () => faults.refuse({ status: 429 })(speaks()),
    steps: [['#429']],
    heard: '#429',
  },
  {
    should: 'be dropped at once',
    gateway: () => faults.acceptThenDrop()(speaks()),
    steps: [['#lost']],
    heard: '#lost',
  },
  {
    should: 'be closed with a code',
    gateway: () => faults.closeWith({ code: 4000, frames: 1 })(speaks()),
    steps: [['#4000', client.i]],
    heard: 'R#4000',
  },
];

let lines = new Subscription();
afterEach(() => {
  lines.unsubscribe();
  lines = new Subscription();
});

function play(url: string, socket: SocketFactory, steps: readonly Step[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const waiting = [...steps];
    const outgoing$ = new ReplaySubject<Frame>(Infinity);
    let heard = '';
    let until = '';

    const next = () => {
      const step = waiting.shift();
      if (step === undefined) {
        resolve(heard);
        return;
      }
      const [wanted, ...frames] = step;
      until = wanted;
      frames.forEach((frame) => outgoing$.next(frame));
    };
    const hear = (letter: string) => {
      heard += letter;
      if (heard.endsWith(until)) next();
      else if (letter.startsWith('#')) reject(new Error(`The line ended: ${heard}`));
    };

    const line = connect({ url }, { socket }).pipe(
      mergeMap((connection) => connection.exchange(outgoing$)),
    );
    next();
    lines.add(
      line.subscribe({
        next: (frame) => hear(letterOf(frame)),
        error: (error: unknown) => hear(endOf(error)),
      }),
    );
  });
}

function endOf(error: unknown): string {
  if (isVoiceError(error, 'socket-closed')) return `#${error.closeCode}`;
  if (isVoiceError(error, 'socket-refused')) return `#${error.status}`;
  return isVoiceError(error, 'socket-lost') ? '#lost' : `#${String(error)}`;
}

function served(gateway: Gateway): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = serveGateway({ tts: gateway, stt: gateway });
    lines.add(server.subscribe({ next: ({ url }) => resolve(url), error: reject }));
  });
}

describe.each(['in the same process', 'over a real line'])('a client %s', (where) => {
  it.each(scenarios)('should $should', async ({ gateway, steps, heard }) => {
    const path = '/v1/bridges/unmute/tts/slng/deepgram/aura:2-en';
    const run =
      where === 'over a real line'
        ? play((await served(gateway())) + path, nodeSocket, steps)
        : play(`ws://test${path}`, fakeSocket(gateway()), steps);

    expect(await run).toBe(heard);
  });
});
