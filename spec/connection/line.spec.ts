// The exchange is watched apart from connect, and sockets are doubles without a `this`.
/* eslint-disable rxjs-x/no-nested-subscribe, @typescript-eslint/unbound-method */
import { cold, marbleTest } from 'jest-marbles';
import {
  concat,
  map,
  NEVER,
  Observable,
  of,
  Subject,
  Subscription,
  switchMap,
  throwError,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { WebSocket as WsSocket } from 'ws';
import {
  type Connection,
  connect,
  type Endpoint,
  type Frame,
  type WebSocketLike,
} from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import { closeLoopback, serveRefusals, serveSockets } from '../support/loopback';

const endpoint: Endpoint = {
  url: 'wss://user:pa55word@voice.example/v1/tts?model=x&token=tok%2F123',
  headers: { Authorization: 'Bearer sk-secret', 'X-Provider-Key': 'pk-provider' },
};
const secrets = /sk-secret|pk-provider|pa55word|tok(?:%2F|\/)123/;

/** A socket whose every event the spec fires by hand. */
function handSocket(over: Partial<WebSocketLike> = {}) {
  return {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: jest.fn(),
    close: jest.fn(),
    ...over,
  } as WebSocketLike & { send: jest.Mock; close: jest.Mock };
}

let dialled = new Subscription();
afterEach(() => {
  dialled.unsubscribe();
  dialled = new Subscription();
});

/** Dials over `socket`, exchanges, and writes down what both tell. */
function listen(socket: WebSocketLike, outgoing$ = NEVER as Subject<Frame> | typeof NEVER) {
  const seen: unknown[] = [];
  const lines: Connection[] = [];
  const errors: unknown[] = [];
  const failed = (who: string) => (error: unknown) => {
    seen.push(`${who} failed`);
    errors.push(error);
  };
  const subscription = connect(endpoint, { socket: () => socket }).subscribe({
    next: (line) => {
      lines.push(line);
      line.exchange(outgoing$).subscribe({
        next: (frame) => seen.push(frame),
        error: failed('exchange'),
        complete: () => seen.push('exchange completed'),
      });
    },
    error: failed('connect'),
    complete: () => seen.push('connect completed'),
  });
  dialled.add(subscription);
  return { seen, lines, errors, subscription };
}

function opened(socket: WebSocketLike, outgoing$?: Subject<Frame>) {
  const heard = listen(socket, outgoing$);
  socket.onopen?.({});
  return { ...heard, line: heard.lines[0]! };
}

function texts(error: unknown): string {
  const { message, stack, cause } = error as Error;
  return [
    message,
    stack,
    JSON.stringify(error),
    cause instanceof Error ? texts(cause) : cause,
  ].join('\n');
}

describe('connect over any socket', () => {
  it('should deliver bytes of every kind as Uint8Array', () => {
    const socket = handSocket();
    const { seen } = opened(socket);
    const bytes = Uint8Array.of(9, 1, 2, 9);

    socket.onmessage?.({ data: bytes });
    socket.onmessage?.({ data: bytes.buffer });
    socket.onmessage?.({ data: new DataView(bytes.buffer, 1, 2) });
    socket.onmessage?.({ data: Buffer.from([1, 2]) });

    expect(seen).toEqual([bytes, bytes, Uint8Array.of(1, 2), Uint8Array.of(1, 2)]);
    expect(seen[0]).toBe(bytes);
    expect(seen.map((frame) => (frame as Uint8Array).constructor)).toEqual(
      Array(4).fill(Uint8Array),
    );
    expect((seen[2] as Uint8Array).buffer).toBe(bytes.buffer);
  });

  it('should ask for ArrayBuffers where the socket has a choice', () => {
    const socket = handSocket({ binaryType: 'blob' });
    listen(socket);
    expect(socket.binaryType).toBe('arraybuffer');
    const other = handSocket();
    listen(other);
    expect('binaryType' in other).toBe(false);
  });

  it('should fail with a sentence on a message that is neither text nor bytes', () => {
    const socket = handSocket();
    const { errors, seen } = opened(socket);

    socket.onmessage?.({ data: new Blob(['a']) });

    expect(seen).toEqual(['exchange failed', 'connect failed']);
    expect(errors[0]).toMatchObject({ code: 'decode-failed', sample: 'Blob', retryable: false });
    expect(socket.close).toHaveBeenCalledTimes(1);
  });

  it('should show what waits in the socket, and nothing once it is closed', () => {
    const socket = handSocket({ bufferedAmount: 7 });
    const { line, subscription } = opened(socket);
    expect(line.bufferedAmount).toBe(7);
    subscription.unsubscribe();
    expect(line.bufferedAmount).toBe(0);
    expect(opened(handSocket()).line.bufferedAmount).toBe(0);
  });

  it('should have a ping only where the socket has one', () => {
    expect('ping' in opened(handSocket()).line).toBe(false);

    const socket = handSocket({ ping: jest.fn() });
    const { line, subscription } = opened(socket);
    const activity = jest.fn();
    line.activity$.subscribe(activity);
    line.ping?.();
    socket.onpong?.();

    expect(socket.ping).toHaveBeenCalledTimes(1);
    expect(activity).toHaveBeenCalledTimes(1);
    subscription.unsubscribe();
    expect(socket.onpong).toBeNull();
  });

  it('should make a throw in send the error of exchange, and close', () => {
    const say = new Subject<Frame>();
    const socket = handSocket({
      send: () => {
        throw new Error('sk-secret is not sendable');
      },
    });
    const { seen, errors } = opened(socket, say);

    expect(() => say.next('a')).not.toThrow();

    expect(seen).toEqual(['exchange failed']);
    expect(errors[0]).toMatchObject({ code: 'socket-lost', retryable: true });
    expect(texts(errors[0])).not.toMatch(secrets);
    expect(socket.close).toHaveBeenCalledTimes(1);
    expect(say.observed).toBe(false);
  });

  it('should not subscribe to the end of a synchronous outgoing$ whose send threw', () => {
    const socket = handSocket({
      send: () => {
        throw new Error('no');
      },
    });
    let sent = 0;
    connect(endpoint, { socket: () => socket })
      .pipe(
        switchMap((line) =>
          line.exchange(
            of(...Array(100).keys()).pipe(
              map((n) => {
                sent++;
                return String(n);
              }),
            ),
          ),
        ),
      )
      .subscribe({ error: () => undefined });
    socket.onopen?.({});

    expect(sent).toBe(1);
  });

  it('should survive a socket that throws when closed', () => {
    const socket = handSocket({
      close: () => {
        throw new Error('already gone');
      },
    });
    const { subscription } = opened(socket);
    expect(() => subscription.unsubscribe()).not.toThrow();
  });

  it('should leave no handler that tells anything once unsubscribed', () => {
    const socket = handSocket();
    const { seen, subscription } = opened(socket);
    const { onmessage, onopen } = socket;
    subscription.unsubscribe();

    expect(socket.close).toHaveBeenCalledWith(1000);
    expect([socket.onopen, socket.onmessage]).toEqual([null, null]);
    onopen?.({});
    onmessage?.({ data: 'late' });
    socket.onerror?.({ message: 'late' });
    socket.onclose?.({ code: 1006, reason: '' });

    expect(seen).toEqual(['exchange completed']);
    expect([socket.onerror, socket.onclose]).toEqual([null, null]);
  });

  it('should leave no handler once the peer closed, and not close again', () => {
    const socket = handSocket();
    opened(socket);
    socket.onclose?.({ code: 1001, reason: 'going away' });

    const { onopen, onmessage, onerror, onclose } = socket;
    expect([onopen, onmessage, onerror, onclose]).toEqual([null, null, null, null]);
    expect(socket.close).not.toHaveBeenCalled();
  });

  it('should close once when left while connecting, and not open after', () => {
    const socket = handSocket();
    const { lines, subscription } = listen(socket);
    const { onopen } = socket;
    subscription.unsubscribe();
    onopen?.({});

    expect(socket.close).toHaveBeenCalledTimes(1);
    expect(lines).toEqual([]);
  });

  it('should stop the early frames when one of them makes the listener leave', () => {
    const socket = handSocket();
    const seen: unknown[] = [];
    const subscription = new Subscription();
    subscription.add(
      connect(endpoint, { socket: () => socket }).subscribe((line) => {
        socket.onmessage?.({ data: 'a' });
        socket.onmessage?.({ data: 'b' });
        line.exchange(NEVER).subscribe((frame) => {
          seen.push(frame);
          subscription.unsubscribe();
        });
      }),
    );
    socket.onopen?.({});

    expect(seen).toEqual(['a']);
  });

  it('should give an exchange that comes after we closed nothing but completion', () => {
    const socket = handSocket();
    const seen: unknown[] = [];
    const subscribed = jest.fn();
    let line: Connection | undefined;
    const subscription = connect(endpoint, { socket: () => socket }).subscribe((opened) => {
      line = opened;
    });
    socket.onopen?.({});
    socket.onmessage?.({ data: 'early' });
    subscription.unsubscribe();

    line?.exchange(new Observable(subscribed)).subscribe({
      next: (frame) => seen.push(frame),
      complete: () => seen.push('complete'),
    });
    expect(seen).toEqual(['complete']);
    expect(subscribed).not.toHaveBeenCalled();
  });

  it('should complete activity$ when the line fails', () => {
    const socket = handSocket();
    const { line } = opened(socket);
    const complete = jest.fn();
    line.activity$.subscribe({ complete });
    socket.onclose?.({ code: 1006 });
    expect(complete).toHaveBeenCalledTimes(1);
  });

  it('should keep the order when a frame arrives while early ones are handed on', () => {
    const socket = handSocket();
    const seen: unknown[] = [];
    connect(endpoint, { socket: () => socket }).subscribe((line) => {
      socket.onmessage?.({ data: 'a' });
      socket.onmessage?.({ data: 'b' });
      line.exchange(NEVER).subscribe((frame) => {
        seen.push(frame);
        if (frame === 'a') socket.onmessage?.({ data: 'c' });
      });
    });
    socket.onopen?.({});

    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('should prefer the close code that follows an error event', () => {
    const socket = handSocket();
    const { errors } = opened(socket);
    socket.onerror?.({ message: 'sk-secret went wrong' });
    socket.onclose?.({ code: 1011, reason: 'for Bearer sk-secret' });

    expect(errors[0]).toMatchObject({ closeCode: 1011, reason: 'for [redacted]' });
    expect((errors[0] as Error).cause).toEqual(new Error('[redacted] went wrong'));
    expect(errors[1]).toBe(errors[0]);
  });

  it('should fail as lost on an error event that no close event follows', () => {
    new TestScheduler(() => undefined).run(({ flush }) => {
      const socket = handSocket();
      const { errors, seen } = listen(socket);
      socket.onerror?.({ message: '', error: { message: '', code: 'ECONNREFUSED' } });
      expect(seen).toEqual([]);
      flush();

      expect(seen).toEqual(['connect failed']);
      expect(errors[0]).toMatchObject({ code: 'socket-lost', retryable: true });
      expect((errors[0] as Error).message).toBe(
        'No line to wss://voice.example/v1/tts could be opened: ECONNREFUSED. Check the address and the network.',
      );
      expect(socket.close).toHaveBeenCalledTimes(1);
    });
  });

  it(
    'should give up when the line does not open in time',
    marbleTest(() => {
      const late = new Error(
        'The line to wss://voice.example/v1/tts was not open after 3 ms. Check the address and the network, or allow more time.',
      );
      const dialled$ = connect(endpoint, { socket: () => handSocket(), timeout: 3 });
      expect(dialled$).toBeObservable(cold('---#', undefined, late));
    }),
  );

  it('should wait 10 s by default, and no longer than it takes to open', () => {
    new TestScheduler(() => undefined).run(({ flush }) => {
      const slow = handSocket();
      const late = listen(slow);
      const quick = opened(handSocket());
      flush();

      expect(late.errors).toMatchObject([
        { code: 'connect-timeout', timeout: 10_000, retryable: true },
      ]);
      expect(slow.close).toHaveBeenCalledTimes(1);
      expect(quick.errors).toEqual([]);
    });
  });

  it('should leave no timer behind', () => {
    jest.useFakeTimers();
    const connecting = listen(handSocket());
    expect(jest.getTimerCount()).toBe(1);
    connecting.subscription.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);

    const socket = handSocket();
    const open = opened(socket);
    expect(jest.getTimerCount()).toBe(0);
    socket.onerror?.({});
    open.subscription.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('should not take an endless timeout for none at all', () => {
    jest.useFakeTimers();
    const failed = jest.fn();
    const subscription = connect(endpoint, {
      socket: () => handSocket(),
      timeout: Infinity,
    }).subscribe({ error: failed });
    jest.advanceTimersByTime(1_000_000);
    expect(failed).not.toHaveBeenCalled();
    subscription.unsubscribe();
    jest.useRealTimers();
  });

  it.each([-1, NaN])('should refuse a timeout of %p', (timeout) => {
    expect(() => connect(endpoint, { timeout })).toThrow(
      `connect: timeout is ${timeout}; it must be a number of ms, 0 or more.`,
    );
  });

  describe('failures', () => {
    it('should carry no secret, wherever it stood', () => {
      const echo =
        'Bearer sk-secret, sk-secret, "pk-provider", tok/123 tok%2F123 wss://user:pa55word@voice.example/v1/tts?model=x&token=tok%2F123';
      const ways: ((socket: WebSocketLike) => void)[] = [
        (socket) => void socket.onerror?.({ status: 401, body: echo, message: echo }),
        (socket) => void socket.onclose?.({ code: 1008, reason: echo }),
        (socket) => void socket.onclose?.({ code: 1006, reason: echo }),
        (socket) => {
          socket.onerror?.({ message: echo });
          socket.onclose?.({ code: 1006 });
        },
        (socket) => {
          socket.onerror?.({ error: new Error(echo) });
          socket.onclose?.({ code: 4000 });
        },
      ];
      for (const way of ways) {
        const socket = handSocket();
        const { errors } = listen(socket);
        way(socket);
        expect(isVoiceError(errors[0])).toBe(true);
        expect(texts(errors[0])).not.toMatch(secrets);
      }
    });

    it('should redact before it cuts the body short', () => {
      const socket = handSocket();
      const { errors } = listen(socket);
      socket.onerror?.({ status: 500, body: `${'x'.repeat(994)} sk-secret ${'y'.repeat(2000)}` });

      expect(errors[0]).toMatchObject({ body: `${'x'.repeat(994)} [reda`, retryable: true });
      expect((errors[0] as Error).message.length).toBeLessThan(400);
    });

    it('should say what was found and what to do', () => {
      const say = (act: (socket: WebSocketLike) => void, isOpen = true) => {
        const socket = handSocket();
        const { errors } = isOpen ? opened(socket) : listen(socket);
        act(socket);
        return (errors[0] as Error).message;
      };
      const at = 'wss://voice.example/v1/tts';

      expect(say((s) => void s.onclose?.({ code: 1008, reason: 'idle' }))).toBe(
        `${at} closed the line with code 1008: idle.`,
      );
      expect(say((s) => void s.onclose?.({ code: 1005, reason: '' }))).toBe(
        `${at} closed the line with code 1005 and no reason.`,
      );
      expect(say((s) => void s.onclose?.({}))).toBe(
        `The line to ${at} broke without a close frame. Dial again.`,
      );
      expect(say((s) => void s.onerror?.({ status: 401, body: '{"e":1}' }), false)).toBe(
        `${at} refused the line with HTTP status 401: {"e":1}. Check the token.`,
      );
      expect(say((s) => void s.onerror?.({ status: 503 }), false)).toBe(
        `${at} refused the line with HTTP status 503. Try again later.`,
      );
      expect(say((s) => void s.onerror?.({ status: 418 }), false)).toBe(
        `${at} refused the line with HTTP status 418. Check the request.`,
      );
    });
  });

  describe('its factory', () => {
    it('should be given the endpoint as it is', () => {
      const socket = jest.fn(() => handSocket());
      connect(endpoint, { socket }).subscribe().unsubscribe();
      expect(socket).toHaveBeenCalledWith(endpoint);
    });

    it('should make an error notification of its throw', () => {
      const errors: unknown[] = [];
      const thrower = (error: unknown) => () => {
        throw error;
      };
      const own = new VoiceError('session-closed', 'Closed.', {}, { retryable: false });
      for (const error of [own, new SyntaxError(`Invalid URL: ${endpoint.url}`), 'just text']) {
        connect(endpoint, { socket: thrower(error) }).subscribe({
          error: (error: unknown) => errors.push(error),
        });
      }
      expect(errors[0]).toBe(own);
      expect(errors.slice(1)).toMatchObject([
        { code: 'socket-lost', retryable: false },
        { code: 'socket-lost', retryable: false },
      ]);
      expect(errors.map(texts).join()).not.toMatch(secrets);
    });
  });

  describe("the platform's WebSocket", () => {
    const platform = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
    const give = (value: unknown) =>
      Object.defineProperty(globalThis, 'WebSocket', { value, configurable: true });
    afterEach(async () => {
      if (platform) Object.defineProperty(globalThis, 'WebSocket', platform);
      else delete (globalThis as { WebSocket?: unknown }).WebSocket;
      await closeLoopback();
    });

    it('should name the import where there is none', () => {
      give(undefined);
      const failed = jest.fn();
      connect(endpoint).subscribe({ error: failed });
      expect(failed).toHaveBeenCalledWith(
        expect.objectContaining({
          code: 'socket-unavailable',
          retryable: false,
          message: expect.stringContaining("import { nodeSocket } from 'rxjs-voice/node'"),
        }),
      );
    });

    it('should be looked up when dialling', async () => {
      const url = await serveSockets((line) => line.send(Buffer.from([1, 2])));
      give(undefined);
      const line$ = connect({ url });
      give(WsSocket);

      const frame = await new Promise((resolve, reject) => {
        const subscription = line$.pipe(switchMap((line) => line.exchange(NEVER))).subscribe({
          next: (got) => {
            subscription.unsubscribe();
            resolve(got);
          },
          error: reject,
        });
      });
      expect(frame).toEqual(Uint8Array.of(1, 2));
    });

    it("should show the pongs of ws's own class, and leave no listener on it", async () => {
      const url = await serveSockets(() => undefined);
      const made: WsSocket[] = [];
      const socket = () => {
        made.push(new WsSocket(url));
        return made[0] as unknown as WebSocketLike;
      };
      await new Promise<void>((resolve, reject) => {
        const subscription = connect({ url }, { socket })
          .pipe(
            switchMap((line) => {
              line.ping?.();
              return line.activity$;
            }),
          )
          .subscribe({
            next: () => {
              subscription.unsubscribe();
              resolve();
            },
            error: reject,
          });
      });
      await new Promise((resolve) => made[0]!.on('close', resolve));
      expect(['pong', 'message', 'error', 'open'].map((e) => made[0]!.listenerCount(e))).toEqual([
        0, 0, 0, 0,
      ]);
    });

    it("should read the status of a refusal in the message of ws's own class", async () => {
      give(WsSocket);
      const url = await serveRefusals((response) => void response.writeHead(403).end());
      const error = await new Promise((resolve) => connect({ url }).subscribe({ error: resolve }));
      expect(error).toMatchObject({ code: 'socket-refused', status: 403, body: '' });
    });

    it("should not crash over ws's own class when left while connecting", async () => {
      const url = await serveSockets(() => undefined);
      const raw = new WsSocket(url);
      const gone = new Promise((resolve) => raw.addEventListener('close', resolve));
      connect({ url }, { socket: () => raw })
        .subscribe()
        .unsubscribe();
      await gone;
      expect(raw.readyState).toBe(WsSocket.CLOSED);
    });
  });

  it('should pass an error of outgoing$ that comes at once', () => {
    const boom = new Error('boom');
    const socket = handSocket();
    const failed = jest.fn();
    connect(endpoint, { socket: () => socket })
      .pipe(
        switchMap((line) =>
          line.exchange(
            concat(
              of('a'),
              throwError(() => boom),
            ),
          ),
        ),
      )
      .subscribe({ error: failed });
    socket.onopen?.({});

    expect(socket.send).toHaveBeenCalledWith('a');
    expect(failed).toHaveBeenCalledWith(boom);
    expect(socket.close).toHaveBeenCalledTimes(1);
  });
});
