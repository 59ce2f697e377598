import { createServer as createHttpServer, type IncomingMessage, ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { defer, Subject } from 'rxjs';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Frame } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';

const running: (() => Promise<void>)[] = [];

/** Closes every server and cuts every line that was opened here. Call it in `afterEach`. */
export async function closeLoopback(): Promise<void> {
  await Promise.all(running.splice(0).map((close) => close()));
}

/** A WebSocket server on 127.0.0.1, uncompressed. */
export function serveSockets(
  onLine: (line: WebSocket, request: IncomingMessage) => void,
): Promise<string> {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  return serveUpgrades((request, socket, head) => {
    server.handleUpgrade(request, socket, head, (line) => onLine(line, request));
  });
}

/** A server that answers every upgrade request over plain HTTP. */
export function serveRefusals(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<string> {
  return serveUpgrades((request, socket) => answer(responseOver(socket, request), request));
}

/** Runs a gateway behind a real server, as plainly as it can be done. */
export function serveOver(gateway: Gateway): Promise<string> {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  return serveUpgrades((request, socket, head) => {
    const client = new Subject<Frame>();
    const waiting: ((line: WebSocket) => void)[] = [];
    let line: WebSocket | undefined;
    const how = { refused: false };
    const act = (action: (line: WebSocket) => void) => {
      if (line) action(line);
      else waiting.push(action);
    };

    const seen = { url: request.url ?? '', headers: request.headers as Record<string, string> };
    const subscription = defer(() => gateway(client, seen)).subscribe({
      next: (frame) => act((to) => to.send(frame)),
      complete: () => act((to) => to.close(1000)),
      error: (error: unknown) => {
        if (isVoiceError(error, 'socket-refused')) {
          how.refused = true;
          responseOver(socket, request).writeHead(error.status).end(error.body);
        } else if (isVoiceError(error, 'socket-closed')) {
          const { closeCode, reason } = error;
          act((to) => (closeCode === 1005 ? to.close() : to.close(closeCode, reason)));
        } else if (isVoiceError(error, 'socket-lost')) act((to) => to.terminate());
        else act((to) => to.close(1011, String(error)));
      },
    });
    if (how.refused) return;

    server.handleUpgrade(request, socket, head, (opened) => {
      line = opened;
      for (const action of waiting) action(opened);
      opened.on('message', (data: Buffer, isBinary) =>
        client.next(isBinary ? data : data.toString()),
      );
      opened.on('close', () => {
        client.complete();
        subscription.unsubscribe();
      });
    });
  });
}

/** A server that takes TCP connections and says nothing, or what `onSocket` says. */
export function serveTcp(onSocket: (socket: Socket) => void = () => undefined): Promise<string> {
  return listen(createTcpServer(onSocket));
}

/** The URL of a port nobody listens on any more. */
export async function deadUrl(): Promise<string> {
  const url = await serveTcp();
  await running.pop()?.();
  return url;
}

function serveUpgrades(
  onUpgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void,
): Promise<string> {
  const http = createHttpServer();
  http.on('upgrade', onUpgrade);
  return listen(http);
}

function responseOver(socket: Socket, request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  // Sockets of an HTTP server stay half open, and the client's hanging up would go unnoticed.
  socket.resume().on('end', () => socket.destroy());
  response.on('finish', () => socket.end());
  return response;
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
