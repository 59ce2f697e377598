import { type Observable, Subject, Subscription, timer } from 'rxjs';
import { type WebSocketLike as Socket } from 'rxjs-websockets';
import { type Frame, type WebSocketLike } from './Connection';
import { type Failures } from './failures';
import { fieldOf, frameOf, kindOf, statusOf, textOf } from './socketEvents';

/**
 * A socket as rxjs-websockets is to see it, and beside it what rxjs-websockets does not keep.
 *
 * @internal
 */
export interface Line extends Socket {
  /** Whether it has failed, or was closed by us. */
  readonly ended: boolean;
  /** Why it failed; rxjs-websockets passes on no more than its message. */
  readonly failure: Error | undefined;
  /** Errors when the line fails, completes when we close it; late subscribers are told too. */
  readonly over$: Observable<never>;
  /** Emits whenever anything arrives; completes with the line. */
  readonly activity$: Observable<void>;
  /** Bytes not yet on the wire. */
  readonly bufferedAmount: number;
  /** Sends a ping, where the socket can. */
  readonly ping: (() => void) | undefined;
  /** Lets the frames through that came before anyone listened. */
  release(): void;
  /** Closes, and errors `over$` with `error`. */
  abort(error: unknown): void;
}

interface Emitter {
  on?(event: 'pong', listener: () => void): unknown;
  off?(event: 'pong', listener: () => void): unknown;
}

/**
 * Takes charge of a new socket. From then on every end of it is told once, typed, and nothing of it is heard after.
 *
 * @internal
 */
export function openLine(raw: WebSocketLike, failures: Failures): Line {
  const activity = new Subject<void>();
  const over = new Subject<never>();
  const early: Frame[] = [];
  let listening = false;
  let opened = false;
  let ended = false;
  let failure: Error | undefined;
  let detail = '';
  let platformCode: string | undefined;
  let grace = Subscription.EMPTY;

  const pong = () => activity.next();
  // The class of `ws`, used without `nodeSocket`, tells of pongs by an event only.
  const emitter = raw as Emitter;

  const detach = () => {
    ended = true;
    grace.unsubscribe();
    raw.onopen = raw.onmessage = null;
    if (raw.ping) raw.onpong = null;
    emitter.off?.('pong', pong);
    // `ws` crashes the process over an error that nobody listens to, and one comes when it is closed while connecting.
    raw.onerror = () => undefined;
    raw.onclose = () => void (raw.onerror = raw.onclose = null);
  };
  const hangUp = () => {
    try {
      raw.close(1000);
    } catch {
      // A socket too broken to be closed has nothing left to tell.
    }
  };
  const fail = (error: Error) => {
    if (ended) return;
    failure = error;
    detach();
    over.error(error);
    activity.complete();
    line.onerror?.({ message: error.message });
  };
  const attempt = (act: () => unknown) => {
    if (ended) return;
    try {
      act();
    } catch (error) {
      line.abort(failures.lost(true, textOf(error)));
    }
  };

  const line: Line = {
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
    over$: over.asObservable(),
    activity$: activity.asObservable(),
    get ended() {
      return ended;
    },
    get failure() {
      return failure;
    },
    get bufferedAmount() {
      return ended ? 0 : (raw.bufferedAmount ?? 0);
    },
    ping: typeof raw.ping === 'function' ? () => attempt(() => raw.ping?.()) : undefined,
    send: (data) => attempt(() => raw.send(data as Frame)),
    release() {
      // Frames that arrive meanwhile are pushed behind and reached by the same loop, so the order holds.
      for (const frame of early) line.onmessage?.({ data: frame });
      early.length = 0;
      listening = true;
    },
    close() {
      if (ended) return;
      detach();
      early.length = 0;
      hangUp();
      over.complete();
      activity.complete();
    },
    abort(error) {
      if (ended) return;
      detach();
      hangUp();
      over.error(error);
      activity.complete();
    },
  };

  if ('binaryType' in raw) raw.binaryType = 'arraybuffer';
  raw.onopen = () => {
    opened = true;
    line.onopen?.({});
  };
  raw.onmessage = (event: { data: unknown }) => {
    const frame = frameOf(event.data);
    if (frame === undefined) {
      fail(failures.unreadable(kindOf(event.data)));
      hangUp();
      return;
    }
    activity.next();
    if (listening) line.onmessage?.({ data: frame });
    else early.push(frame);
  };
  raw.onerror = (event: unknown) => {
    const status = statusOf(event);
    if (status !== undefined) {
      const body = fieldOf(event, 'body');
      const rest = fieldOf(event, 'retryAfter');
      const retryAfter = typeof rest === 'number' && rest >= 0 ? rest : undefined;
      fail(failures.refused(status, typeof body === 'string' ? body : '', retryAfter));
      hangUp();
      return;
    }
    detail = textOf(event);
    const code = fieldOf(fieldOf(event, 'error'), 'code');
    platformCode = typeof code === 'string' ? code : undefined;
    // The close event of the same task may still name a code.
    grace = timer(0).subscribe(() => {
      fail(failures.lost(opened, detail, platformCode));
      hangUp();
    });
  };
  raw.onclose = (event: unknown) => {
    const code = fieldOf(event, 'code');
    const reason = fieldOf(event, 'reason');
    fail(
      failures.closed(
        opened,
        typeof code === 'number' ? code : 1006,
        typeof reason === 'string' ? reason : '',
        detail,
        platformCode,
      ),
    );
    raw.onerror = raw.onclose = null;
  };
  if (raw.ping) raw.onpong = pong;
  emitter.on?.('pong', pong);
  return line;
}
