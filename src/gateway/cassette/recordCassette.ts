import { asyncScheduler } from 'rxjs';
import {
  type Endpoint,
  frameOf,
  type SocketFactory,
  textOf,
  type WebSocketLike,
} from '../../connection';
import { type CassetteEntry } from './CassetteEntry';
import { type TapeRedactor, tapeRedactor } from './tapeRedactor';

/** What happened, before it has its time and its line. */
type News<E = CassetteEntry> = E extends CassetteEntry ? Omit<E, 'at' | 'line'> : never;

/**
 * Records every line that a socket factory makes: both directions, with times, opening and end.
 *
 * ```text
 * client     dial----open-t--f----------left
 * gateway    ----------------------a--b-----
 * written    d-------o----t--f-----a--b-l---
 * ```
 *
 * The sockets work as before; a `write` that throws is not caught, so let it not throw. No secret is written: header values, the
 * token of the URL, the `secrets` given here, and the values of JSON fields that are secret by their name are taken out of
 * everything, of what the gateway echoes and of later lines too. A token that the gateway itself sends in free text before any
 * line has used it can not be known; name it in `secrets`.
 *
 * Frames are kept as they are, not copied: keep them, or write them, but do not change them.
 *
 * @example
 * ```ts
 * const tape: CassetteEntry[] = [];
 * const socket = recordCassette(nodeSocket, (entry) => tape.push(entry));
 * const tts = synthesizer({ gateway: { url, token, socket }, model: 'slng/deepgram/aura:2-en' });
 * // later, in a test:
 * const again = fakeSocket(replayCassette(tape));
 * ```
 *
 * @param socket - what makes the sockets: `nodeSocket`, `fakeSocket(…)`
 * @param write - takes each entry, as it happens
 * @param options - `secrets`: more that must not be written
 * @returns a factory of recorded sockets
 * @see {@link replayCassette}
 * @category Cassettes
 */
export function recordCassette(
  socket: SocketFactory,
  write: (entry: CassetteEntry) => void,
  { secrets = [] }: { readonly secrets?: readonly string[] } = {},
): SocketFactory {
  const redact = tapeRedactor(secrets);
  let lines = 0;
  let start: number | undefined;

  const record = (endpoint: Endpoint) => {
    const line = ++lines;
    redact.learn(endpoint);
    const tell = (news: News) => {
      const now = asyncScheduler.now();
      // The first dial is at 0, however long what precedes it here has taken.
      start ??= now;
      write({ at: Math.max(0, Math.round(now - start)), line, ...news });
    };
    tell({ type: 'dial', url: redact.url(endpoint.url), headers: namesOf(endpoint) });
    try {
      return recordedSocket(socket(endpoint), redact, tell);
    } catch (error) {
      tell({ type: 'lost', message: redact.text(textOf(error)) });
      throw error;
    }
  };
  return Object.assign(record, { sendsHeaders: socket.sendsHeaders ?? false });
}

function recordedSocket(
  inner: WebSocketLike,
  redact: TapeRedactor,
  tell: (news: News) => void,
): WebSocketLike {
  let over = false;
  let said = '';

  const end = (news: News) => {
    if (over) return;
    over = true;
    tell(news);
  };
  const frame = (type: 'sent' | 'received', data: unknown) => {
    const found = frameOf(data);
    if (!over && found !== undefined) tell({ type, frame: redact.frame(found) });
  };

  const socket: WebSocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    get bufferedAmount() {
      return inner.bufferedAmount ?? 0;
    },
    get binaryType() {
      return inner.binaryType ?? 'arraybuffer';
    },
    set binaryType(type) {
      if ('binaryType' in inner) inner.binaryType = type;
    },
    send: (data) => {
      frame('sent', data);
      return inner.send(data);
    },
    close: (code, reason) => {
      end({ type: 'left' });
      return inner.close(code, reason);
    },
  };

  inner.onopen = (event: unknown) => {
    if (!over) tell({ type: 'open' });
    socket.onopen?.(event);
  };
  inner.onmessage = (event: { data: unknown }) => {
    frame('received', event.data);
    socket.onmessage?.(event);
  };
  inner.onerror = (event: { status?: number; body?: string; retryAfter?: number }) => {
    const { status, body = '', retryAfter } = event;
    said = textOf(event);
    if (typeof status === 'number') {
      const rest =
        retryAfter === undefined ? {} : { retryAfter: Math.max(0, Math.round(retryAfter)) };
      end({ type: 'refused', status, body: redact.text(body), ...rest });
    }
    socket.onerror?.(event);
  };
  inner.onclose = (event: { code?: number; reason?: string }) => {
    const { code = 1006, reason = '' } = event;
    if (code === 1006) end({ type: 'lost', message: redact.text(said === '' ? reason : said) });
    else end({ type: 'closed', code, reason: redact.text(reason) });
    socket.onclose?.(event);
  };
  if (typeof inner.ping === 'function') {
    socket.ping = () => inner.ping?.();
    socket.onpong = null;
    inner.onpong = () => socket.onpong?.();
  }
  return socket;
}

const namesOf = ({ headers = {} }: Endpoint) =>
  Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), '[redacted]']));
