import { defer, Subject, Subscription, timer } from 'rxjs';
import { type Endpoint, type Frame } from '../connection';
import { isVoiceError } from '../errors';
import { type Gateway, type LineControl, lineReader } from '../gateway';

/**
 * What travels from the client to the gateway.
 *
 * @internal
 */
export type Up = { dial: true } | { frame: Frame } | { ping: true } | { leave: End };

/**
 * What travels back.
 *
 * @internal
 */
export type Down = { open: true } | { frame: Frame } | { pong: true } | { end: End };

/** How the line ends for the client: with a close event, and an error event before it where `error` is there. */
interface End {
  readonly code: number;
  readonly reason: string;
  readonly error?: { readonly message: string; readonly status?: number; readonly body?: string };
}

/**
 * The end of a line that breaks without a close frame.
 *
 * @internal
 */
export const cut: End = { code: 1006, reason: '' };

/**
 * The gateway's end of a line.
 *
 * @internal
 */
export interface FarSide {
  /** Takes what arrives there. */
  readonly take: (event: Up) => void;
  /** Bytes that arrived and wait because the gateway reads at a rate; `undefined` where it reads all at once. */
  readonly unread: () => number | undefined;
  /** Ends the gateway's work without a word. */
  readonly stop: () => void;
}

/**
 * Runs a gateway at its end of a line.
 *
 * @param gateway - the gateway
 * @param endpoint - what the client dialled
 * @param say - takes what the gateway's end answers
 * @internal
 */
export function farSide(gateway: Gateway, endpoint: Endpoint, say: (event: Down) => void): FarSide {
  const client = new Subject<Frame>();
  const work = new Subscription();
  let answers = { pings: true, close: true };
  let listened = false;
  let accepted = false;
  let ended = false;

  const playsDead = () => listened && !client.observed;
  const read = (event: Up) => {
    if (ended) return;
    if ('dial' in event) dialled();
    else if ('frame' in event) client.next(event.frame);
    else if ('ping' in event) {
      if (answers.pings) say({ pong: true });
    } else if (answers.close || event.leave === cut) end(event.leave);
  };
  const reader = lineReader(read, playsDead);
  work.add(reader.stop);
  const client$ = defer(() => {
    if (reader.behind) work.add(timer(0).subscribe(reader.resume));
    listened = true;
    return client;
  });
  const line: LineControl = {
    readRate: reader.setRate,
    answerPings: (pings) => (answers = { ...answers, pings }),
    answerClose: (close) => (answers = { ...answers, close }),
  };

  const accept = () => {
    if (accepted || ended) return;
    accepted = true;
    say({ open: true });
  };
  const end = (how: End) => {
    if (ended) return;
    ended = true;
    say({ end: how });
    client.complete();
    work.unsubscribe();
  };

  const dialled = () => {
    const request = { url: endpoint.url, headers: headersOf(endpoint), line };
    work.add(
      defer(() => gateway(client$, request)).subscribe({
        next: (frame) => {
          accept();
          if (!ended) say({ frame });
        },
        error: (error: unknown) => {
          const how = endOf(error, accepted);
          if (how.error === undefined) accept();
          end(how);
        },
        complete: () => {
          accept();
          end({ code: 1000, reason: '' });
        },
      }),
    );
    accept();
  };

  return {
    take: (event) => {
      if (!ended) reader.put(event, 'frame' in event ? bytesOf(event.frame) : 0);
    },
    unread: () => (reader.rate < Infinity ? reader.unread : undefined),
    stop: () => work.unsubscribe(),
  };
}

/**
 * How many bytes a frame is on the wire, its header left out.
 *
 * @internal
 */
export const bytesOf = (frame: Frame): number =>
  typeof frame === 'string' ? new TextEncoder().encode(frame).length : frame.length;

function endOf(error: unknown, accepted: boolean): End {
  if (isVoiceError(error, 'socket-closed')) return { code: error.closeCode, reason: error.reason };
  if (isVoiceError(error, 'socket-lost')) {
    return accepted ? cut : { ...cut, error: { message: error.message } };
  }
  if (isVoiceError(error, 'socket-refused') && !accepted) {
    const { message, status, body } = error;
    return { ...cut, error: { message, status, body } };
  }
  return { code: 1011, reason: error instanceof Error ? error.message : String(error) };
}

function headersOf({ headers = {}, protocols = [] }: Endpoint): Record<string, string> {
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  if (protocols.length > 0) sent.push(['sec-websocket-protocol', protocols.join(',')]);
  return Object.fromEntries(sent) as Record<string, string>;
}
