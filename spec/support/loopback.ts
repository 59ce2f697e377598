import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const open: (() => Promise<void>)[] = [];

/** Closes every server and cuts every line the test opened. Call it in `afterEach`. */
export async function closeLoopback(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}

/** A WebSocket server on 127.0.0.1 for one test. */
export function serveSockets(
  onLine: (line: WebSocket, request: IncomingMessage) => void,
  options: { refuse?: (request: IncomingMessage, response: ServerResponse) => void } = {},
): Promise<{ url: string; server: WebSocketServer }> {
  const http = createHttpServer((_request, response) => void response.writeHead(404).end());
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  http.on('upgrade', (request: IncomingMessage, socket: Socket, head) => {
    if (options.refuse) refuseOver(socket, request, options.refuse);
    else server.handleUpgrade(request, socket, head, (line) => onLine(line, request));
  });
  return listen(http, () => server.clients.forEach((line) => line.terminate())).then((url) => ({
    url,
    server,
  }));
}

/** A server that takes TCP connections and says nothing, or what `onSocket` says. */
export function serveTcp(onSocket: (socket: Socket) => void = () => undefined): Promise<string> {
  return listen(createTcpServer(onSocket));
}

/** A port nobody listens on. */
export async function freeUrl(): Promise<string> {
  const url = await serveTcp();
  await open.pop()?.();
  return url;
}

function refuseOver(
  socket: Socket,
  request: IncomingMessage,
  refuse: (request: IncomingMessage, response: ServerResponse) => void,
) {
  const { ServerResponse: Response } = jest.requireActual<typeof import('node:http')>('node:http');
  const response = new Response(request);
  response.assignSocket(socket);
  response.on('finish', () => socket.end());
  refuse(request, response);
}

async function listen(server: Server, cutLines: () => void = () => undefined): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    cutLines();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
