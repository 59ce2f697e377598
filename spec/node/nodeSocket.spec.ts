import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import {
  catchError,
  defer,
  firstValueFrom,
  from,
  map,
  merge,
  NEVER,
  of,
  switchMap,
  take,
  toArray,
} from 'rxjs';
import { type WebSocket } from 'ws';
import { connect, type Endpoint } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { nodeSocket } from '../../src/node';
import { closeLoopback, deadUrl, serveRefusals, serveSockets, serveTcp } from '../support/loopback';

afterEach(async () => {
  jest.useRealTimers();
  await closeLoopback();
});

const dial = (endpoint: Endpoint, timeout?: number) =>
  connect(endpoint, { socket: nodeSocket, ...(timeout !== undefined && { timeout }) });

/** The error a dial ends with. */
const failureOf = (endpoint: Endpoint, timeout?: number) =>
  firstValueFrom(
    dial(endpoint, timeout).pipe(
      map(() => 'open'),
      catchError((error: unknown) => of(error)),
    ),
  );

/** A promise and the function that keeps it. */
function signal<T = void>() {
  let resolve: (value: T) => void = () => undefined;
  const reached = new Promise<T>((keep) => (resolve = keep));
  return { reached, reach: resolve };
}

/** Only the clock of this process is faked; its sockets go on. */
const holdTheClock = () =>
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });

describe('nodeSocket', () => {
  it('should send headers and subprotocols and ask for no compression', async () => {
    const request = signal<IncomingMessage>();
    const url = await serveSockets((_line, seen) => request.reach(seen));
    const headers = { Authorization: 'Bearer K', 'X-Region': 'eu' };
    await firstValueFrom(dial({ url: `${url}/v1?x=1`, headers, protocols: ['voice'] }));

    const seen = await request.reached;
    expect(seen.url).toBe('/v1?x=1');
    expect(seen.headers).toMatchObject({
      authorization: 'Bearer K',
      'x-region': 'eu',
      'sec-websocket-protocol': 'voice',
    });
    expect(seen.headers).not.toHaveProperty('sec-websocket-extensions');
    expect(nodeSocket.sendsHeaders).toBe(true);
  });

  it('should deliver fragments and empty frames whole, text as text', async () => {
    const url = await serveSockets((line) => {
      line.send(Buffer.from([1, 2]), { fin: false, binary: true });
      line.send(Buffer.from([3]), { fin: true, binary: true });
      line.send(new Uint8Array());
      line.send('grüß dich');
    });
    const frames = await firstValueFrom(
      dial({ url }).pipe(
        switchMap((line) => line.exchange(NEVER)),
        take(3),
        toArray(),
      ),
    );
    expect(frames).toEqual([Uint8Array.of(1, 2, 3), new Uint8Array(), 'grüß dich']);
    expect((frames[0] as Uint8Array).constructor).toBe(Uint8Array);
  });

  it('should say how much waits for a peer that does not read', async () => {
    const url = await serveSockets((line) => line.pause());
    const waiting = await firstValueFrom(
      dial({ url }).pipe(
        switchMap((line) => {
          const frames$ = from(Array<Uint8Array>(200).fill(new Uint8Array(65_536)));
          return merge(
            line.exchange(frames$),
            defer(() => of(line.bufferedAmount)),
          );
        }),
      ),
    );
    expect(waiting).toBeGreaterThan(1_000_000);
  });

  it('should send a client close of 1000', async () => {
    const code = signal<number>();
    const url = await serveSockets((line) => line.on('close', code.reach));
    await firstValueFrom(dial({ url }));
    expect(await code.reached).toBe(1000);
  });

  describe('refused', () => {
    it.each([401, 403, 404, 429, 500, 503])(
      'should keep the status and body of a %d',
      async (status) => {
        const url = await serveRefusals((response) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.write('{"error":');
          response.end('"no"}');
        });
        expect(await failureOf({ url })).toMatchObject({
          code: 'socket-refused',
          status,
          body: '{"error":"no"}',
          retryable: status === 429 || status >= 500,
        });
      },
    );

    it('should not follow a redirect, which would take the token along', async () => {
      const other = jest.fn();
      const there = await serveSockets(other);
      const url = await serveRefusals((response) => {
        response.writeHead(307, { location: there }).end();
      });
      expect(await failureOf({ url })).toMatchObject({ code: 'socket-refused', status: 307 });
      expect(other).not.toHaveBeenCalled();
    });

    it('should not show the token a server echoes', async () => {
      const url = await serveRefusals((response, request) => {
        response.writeHead(401).end(JSON.stringify([request.headers, request.url]));
      });
      const error = (await failureOf({
        url: `${url}/?token=q-secret%2F1`,
        headers: { Authorization: 'Bearer h-secret' },
      })) as Error;
      expect(`${error.message}${error.stack ?? ''}${JSON.stringify(error)}`).not.toMatch(
        /h-secret|q-secret/,
      );
      expect(error).toMatchObject({ body: expect.stringContaining('[redacted]') });
    });

    it('should cut a long body short and hang up', async () => {
      const gone = signal();
      const url = await serveRefusals((response) => {
        response.socket?.on('close', () => gone.reach());
        response.writeHead(500);
        response.write('x'.repeat(100_000));
      });
      expect(await failureOf({ url })).toMatchObject({ status: 500, body: 'x'.repeat(1000) });
      await gone.reached;
    });

    it('should tell of it once, then close, to whoever uses the socket without connect', async () => {
      const url = await serveRefusals((response) => void response.writeHead(401).end('no'));
      const socket = nodeSocket({ url });
      const errors: unknown[] = [];
      const closed = signal<{ code: number }>();
      socket.onerror = (event: unknown) => errors.push(event);
      socket.onclose = closed.reach;

      expect(await closed.reached).toMatchObject({ code: 1006 });
      expect(errors).toEqual([{ message: 'HTTP status 401', status: 401, body: 'no' }]);
    });

    it('should not wait for a body that never ends', async () => {
      holdTheClock();
      const started = signal<ServerResponse>();
      const url = await serveRefusals((response) => {
        response.writeHead(503, { 'content-length': 100 });
        response.write('half', () => started.reach(response));
      });
      const failure = failureOf({ url });
      await started.reached;
      // The second timer runs once the head is here; the half of the body came in the same packet.
      while (jest.getTimerCount() < 2) await new Promise(setImmediate);
      await new Promise(setImmediate);
      jest.advanceTimersByTime(1000);
      expect(await failure).toMatchObject({ code: 'socket-refused', status: 503, body: 'half' });
    });

    it('should be left in peace while it reads a body', async () => {
      const started = signal();
      const gone = signal();
      const url = await serveRefusals((response) => {
        response.socket?.on('close', () => gone.reach());
        response.writeHead(503, { 'content-length': 100 });
        response.write('half', () => started.reach());
      });
      const heard = jest.fn();
      const subscription = dial({ url }).subscribe({ next: heard, error: heard });
      await started.reached;
      subscription.unsubscribe();
      await gone.reached;
      expect(heard).not.toHaveBeenCalled();
    });
  });

  describe('without a peer', () => {
    it('should be lost where nobody listens, and say so', async () => {
      const url = await deadUrl();
      const error = await failureOf({ url: `${url}/v1?token=secret` });
      expect(error).toMatchObject({
        code: 'socket-lost',
        retryable: true,
        message: expect.stringMatching(
          /^No line to ws:\/\/127\.0\.0\.1:\d+\/v1 could be opened: .*ECONNREFUSED/,
        ),
        cause: expect.objectContaining({ message: expect.stringContaining('ECONNREFUSED') }),
      });
    });

    it('should name the cause where a name has several addresses', async () => {
      const { port } = new URL(await deadUrl());
      const error = await failureOf({ url: `ws://localhost:${port}` });
      expect((error as Error).message).toContain('ECONNREFUSED');
    });

    it('should be lost when the peer hangs up in the handshake', async () => {
      const url = await serveTcp((socket) => socket.destroy());
      expect(await failureOf({ url })).toMatchObject({ code: 'socket-lost', retryable: true });
    });

    it('should be lost when the peer speaks another protocol', async () => {
      const url = await serveTcp((socket) => socket.end('220 mail.example ESMTP\r\n'));
      expect(await failureOf({ url })).toMatchObject({ code: 'socket-lost' });
    });

    it('should give up on a peer that only accepts, and leave no socket', async () => {
      const gone = signal();
      const url = await serveTcp((socket) => {
        socket.resume();
        socket.on('close', () => gone.reach());
      });
      expect(await failureOf({ url }, 30)).toMatchObject({ code: 'connect-timeout', timeout: 30 });
      await gone.reached;
    });

    it('should leave no socket when left while connecting', async () => {
      const arrived = signal();
      const gone = signal();
      const url = await serveTcp((socket) => {
        socket.once('data', () => arrived.reach());
        socket.on('close', () => gone.reach());
      });
      const heard = jest.fn();
      const subscription = dial({ url }).subscribe({ next: heard, error: heard });
      await arrived.reached;
      subscription.unsubscribe();
      await gone.reached;
      expect(heard).not.toHaveBeenCalled();
    });

    it.each([
      ['a URL that is none', { url: 'voice.example?token=t-secret' }],
      ['a scheme that is not ws', { url: 'ftp://voice.example?token=t-secret' }],
      ['a header that cannot be sent', { url: 'ws://127.0.0.1:9', headers: { a: 't-secret\n' } }],
      ['a subprotocol twice', { url: 'ws://127.0.0.1:9', protocols: ['a', 'a'] }],
    ])('should not retry %s', async (_name, endpoint: Endpoint) => {
      const error = await failureOf(endpoint);
      expect(error).toMatchObject({ code: 'socket-lost', retryable: false });
      const { message, cause } = error as Error;
      expect(`${message}${String(cause)}`).not.toContain('t-secret');
    });
  });

  it('should end the line on a message over 16 MiB', async () => {
    const url = await serveSockets((line) => line.send(Buffer.alloc(16 * 1024 * 1024 + 1)));
    const error = await firstValueFrom(
      dial({ url }).pipe(
        switchMap((line) => line.exchange(NEVER)),
        catchError((failure: unknown) => of(failure)),
      ),
    );
    expect(isVoiceError(error, 'socket-lost') && error.message).toContain('Max payload');
  });

  it('should cut a peer that does not answer its close for 5 s', async () => {
    holdTheClock();
    const line = signal<WebSocket>();
    const closing = signal();
    const gone = signal();
    const url = await serveSockets((opened) => {
      const raw = (opened as unknown as { _socket: Socket & Duplex })._socket;
      raw.on('close', () => gone.reach());
      // Deaf from here on: the close frame arrives and is not answered.
      raw.removeAllListeners('data');
      raw.on('data', () => closing.reach());
      raw.resume();
      line.reach(opened);
    });
    const subscription = dial({ url }).subscribe();
    const opened = await line.reached;
    while (jest.getTimerCount() > 0) await new Promise(setImmediate);
    subscription.unsubscribe();
    await closing.reached;

    jest.advanceTimersByTime(4999);
    await new Promise(setImmediate);
    const raw = (opened as unknown as { _socket: Socket | null })._socket;
    expect(raw?.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    await gone.reached;
  });
});
