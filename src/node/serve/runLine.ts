import { defer, finalize, Subject } from 'rxjs';
import { type WebSocket } from 'ws';
import { type Frame } from '../../connection';
import { isVoiceError } from '../../errors';
import { type Gateway, type GatewayRequest, type LineControl, lineReader } from '../../gateway';
import { type Refusal } from './routeOf';
import { shortReason } from './shortReason';

/** Bytes that may wait for a client that reads too slowly: over five minutes of linear16 at 24 kHz. */
const slowReader = 16 * 1024 * 1024;

/** What a client sends: a message, a ping, or a close, which is answered by `leave`. */
type Arrival = { frame: Frame } | { ping: Buffer } | { leave: () => void };

type Ending = { readonly error: unknown } | 'completed';

/**
 * A gateway's end of one line, begun before the upgrade is accepted, so that it can refuse.
 *
 * @internal
 */
export interface ServerLine {
  /** How it was refused, if that was the first thing the gateway did. */
  readonly refused: Refusal | undefined;
  /** Takes the open socket. */
  attach(socket: WebSocket): void;
  /** Ends the gateway's work, and closes the socket if there is one. */
  stop(): void;
}

/**
 * Starts a gateway for one upgrade request.
 *
 * @param gateway - the gateway
 * @param request - the request
 * @param redact - takes secrets out of what the client is told
 * @internal
 */
export function runLine(
  gateway: Gateway,
  request: GatewayRequest,
  redact: (text: string) => string,
): ServerLine {
  const client = new Subject<Frame>();
  const early: Frame[] = [];
  let socket: WebSocket | undefined;
  let ending: Ending | undefined;
  let listened = false;
  let answers = { pings: true, close: true };

  const send = (frame: Frame) => {
    if (socket === undefined) {
      early.push(frame);
    } else if (socket.readyState === socket.OPEN) {
      socket.send(frame);
      boundUnread();
    }
  };
  const boundUnread = () => {
    if ((socket?.bufferedAmount ?? 0) > slowReader) socket?.terminate();
  };
  const end = (how: Ending) => {
    ending = how;
    reader.stop();
    if (socket !== undefined) hangUp(socket, how, redact);
  };

  // A gateway that listens no more while its line is open plays dead: nothing is read, no ping is answered.
  const playsDead = () => listened && !client.observed;
  const read = (arrival: Arrival) => {
    if ('frame' in arrival) client.next(arrival.frame);
    else if ('leave' in arrival) {
      if (answers.close) arrival.leave();
    } else if (answers.pings) {
      socket?.pong(arrival.ping);
      boundUnread();
    }
    update();
  };
  const reader = lineReader(read, playsDead);
  /** What waits to be read waits on the client's side, but for what came in one piece with it. */
  const update = () => {
    if (ending !== undefined) return;
    if (reader.behind || playsDead()) socket?.pause();
    else if (socket?.isPaused === true) socket.resume();
  };
  const goOn = () => {
    reader.resume();
    update();
  };
  const arrived = (arrival: Arrival, bytes: number) => {
    if (ending !== undefined) return;
    reader.put(arrival, bytes);
    update();
  };
  const client$ = defer(() => {
    listened = true;
    queueMicrotask(goOn);
    return client.pipe(finalize(() => queueMicrotask(update)));
  });
  const line: LineControl = {
    readRate: reader.setRate,
    answerPings: (pings) => (answers = { ...answers, pings }),
    answerClose: (close) => (answers = { ...answers, close }),
  };
  const work = defer(() => gateway(client$, { ...request, line })).subscribe({
    next: send,
    error: (error: unknown) => end({ error }),
    complete: () => end('completed'),
  });

  return {
    // Behind a frame a refusal comes too late: that frame has accepted the line.
    refused: early.length > 0 ? undefined : refusedBy(ending, redact),
    attach(open) {
      socket = open;
      open.on('message', (data: Buffer, isBinary) => {
        arrived({ frame: isBinary ? viewOf(data) : data.toString() }, data.length);
      });
      open.on('ping', (ping: Buffer) => arrived({ ping }, 0));
      // `ws` answers a close by closing the socket itself.
      const close = open.close.bind(open);
      open.close = (code, reason) => {
        if (ending === undefined) arrived({ leave: () => close(code, reason) }, 0);
        else close(code, reason);
      };
      // What follows is a close; without a listener it would end the process.
      open.on('error', () => undefined);
      open.on('close', () => {
        ending ??= 'completed';
        reader.stop();
        client.complete();
        work.unsubscribe();
      });
      early.splice(0).forEach(send);
      if (ending !== undefined) hangUp(open, ending, redact);
    },
    stop() {
      ending ??= 'completed';
      reader.stop();
      work.unsubscribe();
      socket?.resume();
      socket?.close(1001, 'the gateway shuts down');
    },
  };
}

const viewOf = (data: Buffer) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function refusedBy(
  ending: Ending | undefined,
  redact: (text: string) => string,
): Refusal | undefined {
  if (ending === undefined || ending === 'completed') return undefined;
  const { error } = ending;
  if (!isVoiceError(error, 'socket-refused')) return undefined;
  return { status: error.status, body: redact(error.body) };
}

function hangUp(socket: WebSocket, ending: Ending, redact: (text: string) => string): void {
  socket.resume();
  if (ending === 'completed') {
    socket.close(1000);
    return;
  }
  const { error } = ending;
  if (isVoiceError(error, 'socket-lost')) {
    socket.terminate();
    return;
  }
  const [code, reason] = isVoiceError(error, 'socket-closed')
    ? [error.closeCode, error.reason]
    : [1011, error instanceof Error ? error.message : String(error)];
  // 1005 stands for a close without a code. What else cannot be sent is no close at all.
  if (code === 1005) socket.close();
  else if (sendable(code)) socket.close(code, shortReason(redact(reason)));
  else socket.terminate();
}

/** What a close frame may say: RFC 6455 section 7.4. */
function sendable(code: number): boolean {
  const kept = code === 1004 || code === 1005 || code === 1006;
  return (code >= 1000 && code <= 1014 && !kept) || (code >= 3000 && code <= 4999);
}
