import { sttGateway, ttsGateway } from '../../src/gateway';
import { nodeSocket } from '../../src/node/nodeSocket';
import { serveGateway } from '../../src/node/serveGateway';
import { recognizer, synthesizer } from '../../src/sessions';
import { drawFaults, sessionHeader } from './drawFaults';
import { drawAudio, hearTurn } from './hearTurns';
import { heapWatch } from './heap';
import { type Random, random } from './random';
import { drawTurn, speakTurn } from './speakTurns';
import { compare, compareAudio, type Tally } from './tally';

/** A turn takes a few seconds at most; one that takes this long, ms, will not end. */
const patience = 90_000;

const newTally = (): Tally => ({
  turns: 0,
  interrupted: 0,
  lost: 0,
  repeated: 0,
  stuck: 0,
  faults: new Map(),
});

export interface SoakOptions {
  readonly ms: number;
  readonly seed: number;
  readonly sessions: number;
  /** Ends it early. */
  readonly stop: AbortSignal;
  /** Told now and then how it stands. */
  readonly progress: (tally: Tally) => void;
  /** Told of everything that went wrong, in a sentence. */
  readonly complain: (sentence: string) => void;
}

/** Speaks and listens with many sessions at once, over a server whose every line gets a fault drawn from the seed. */
export async function soak(options: SoakOptions) {
  const { ms, seed, sessions, stop, progress, complain } = options;
  const tally = newTally();
  const heap = heapWatch();
  // The faults of the turn that each session is at.
  const lately = new Map<number, string[]>();
  const count = (kind: string, session: number) => {
    tally.faults.set(kind, (tally.faults.get(kind) ?? 0) + 1);
    lately.set(session, [...(lately.get(session) ?? []), kind]);
  };
  const tts = ttsGateway({ pace: 20, clearDelay: 5 });
  const { url, close } = await serve({
    tts: drawFaults('tts', tts, seed, count),
    stt: drawFaults('stt', sttGateway(), seed, count),
  });

  const began = Date.now();
  const over = () => stop.aborted || Date.now() - began >= ms;
  const common = (session: number) => ({
    ...drawLines(random(seed * 17 + session), url, session),
    model: 'soak/tones:1',
    backoff: { initial: 20, max: 200 },
    keepalive: 1000,
    readyTimeout: 2000,
  });

  const turnOf = async (session: number, work: Promise<Result>) => {
    lately.delete(session);
    const settled = await within(work, stop);
    const under = `under ${lately.get(session)?.join(', ') ?? 'no fault'}`;
    if (settled === 'stopped') return;
    tally.turns++;
    if (settled === 'stuck') {
      tally.stuck++;
      complain(`A turn of session ${session} did not end within ${patience / 1000} s, ${under}.`);
      return;
    }
    tally.lost += settled.lost;
    tally.repeated += settled.repeated;
    if (settled.wrong !== undefined) {
      complain(`Session ${session}, turn ${tally.turns}, ${under}: ${settled.wrong}`);
    }
  };

  const speaker = async (session: number) => {
    const draw = random(seed * 31 + session);
    const tts = synthesizer({
      ...common(session),
      sampleRate: 8000,
      firstAudioTimeout: 2000,
      turnTimeout: 2000,
    });
    while (!over()) await turnOf(session, spoken(draw, tts, tally));
    tts.close();
  };

  const listener = async (session: number) => {
    const draw = random(seed * 31 + session);
    const stt = recognizer({ ...common(session), finalTimeout: 2000 });
    while (!over()) await turnOf(session, heard(draw, stt, tally));
    stt.close();
  };

  const warm = setTimeout(() => heap.look(), ms * 0.2);
  const looking = setInterval(
    () => {
      if (Date.now() - began > ms * 0.25) heap.look();
    },
    Math.max(1000, ms / 30),
  );
  const telling = setInterval(() => progress(tally), 200);
  await Promise.all(
    Array.from({ length: sessions }, (_, i) => [speaker(2 * i), listener(2 * i + 1)]).flat(),
  );
  clearTimeout(warm);
  clearInterval(looking);
  clearInterval(telling);
  close();
  heap.look();
  return { tally, heap: heap.report(), ms: Date.now() - began };
}

/** Some sessions have two gateways to try, most have lines that grow old soon, and some a token that ends soon. */
function drawLines(draw: Random, url: string, session: number) {
  const lifetime = draw.whole(1500, 6000);
  const token = () => [{ token: 'soak', expiresAt: Date.now() + lifetime }];
  const gateway = {
    url,
    token: draw.next() < 0.3 ? token : 'soak',
    socket: nodeSocket,
    headers: { [sessionHeader]: String(session) },
  };
  return {
    gateway: draw.next() < 0.3 ? [gateway, gateway] : gateway,
    maxLineAge: draw.next() < 0.7 ? draw.whole(100, 3000) : Infinity,
  };
}

interface Result {
  readonly lost: number;
  readonly repeated: number;
  readonly wrong?: string;
}

async function spoken(draw: Random, tts: Parameters<typeof speakTurn>[0], tally: Tally) {
  const turn = await drawTurn(draw);
  const { expected, interruptAfter } = turn;
  if (interruptAfter !== undefined) tally.interrupted++;
  try {
    const got = await speakTurn(tts, turn);
    // Of a turn that was interrupted, what was heard must be how it begins.
    return verdict(
      compareAudio(interruptAfter === undefined ? expected : expected.subarray(0, got.length), got),
      'bytes of audio',
    );
  } catch (error) {
    return { lost: expected.length, repeated: 0, wrong: `It failed: ${String(error)}` };
  }
}

async function heard(draw: Random, stt: Parameters<typeof hearTurn>[0], tally: Tally) {
  const turn = await drawAudio(draw);
  const { expected, leaveAfter } = turn;
  if (leaveAfter !== undefined) tally.interrupted++;
  try {
    const got = await hearTurn(stt, turn);
    return verdict(
      compare(leaveAfter === undefined ? expected : expected.slice(0, got.length), got),
      `words: ${expected.join(' ')} / ${got.join(' ')}`,
    );
  } catch (error) {
    return { lost: expected.length, repeated: 0, wrong: `It failed: ${String(error)}` };
  }
}

function verdict({ lost, repeated }: { lost: number; repeated: number }, of: string): Result {
  if (lost === 0 && repeated === 0) return { lost, repeated };
  return { lost, repeated, wrong: `${lost} lost and ${repeated} repeated ${of}.` };
}

/** What comes first: the work's end, the end of patience, or being told to stop. */
async function within(work: Promise<Result>, stop: AbortSignal) {
  let wait: NodeJS.Timeout | undefined;
  let told: (() => void) | undefined;
  const first = await Promise.race([
    work,
    new Promise<'stuck'>((resolve) => {
      wait = setTimeout(() => resolve('stuck'), patience);
    }),
    new Promise<'stopped'>((resolve) => {
      told = () => resolve('stopped');
      if (stop.aborted) told();
      else stop.addEventListener('abort', told);
    }),
  ]);
  clearTimeout(wait);
  if (told) stop.removeEventListener('abort', told);
  return first;
}

function serve(gateways: Parameters<typeof serveGateway>[0]) {
  return new Promise<{ url: string; close: () => void }>((resolve, reject) => {
    const server = serveGateway(gateways).subscribe({
      next: ({ url }) => resolve({ url, close: () => server.unsubscribe() }),
      error: reject,
    });
  });
}
