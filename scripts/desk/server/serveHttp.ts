import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Observable } from 'rxjs';
import { VoiceError } from '../../../src';
import { type Answer, sentence } from './Answer';

const host = '127.0.0.1';

/** Bytes of what a request may send. */
const longestBody = 1024;

/** What is asked of the server, its body read. */
export interface Asked {
  readonly method: string;
  /** Without the query, still encoded. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Serves HTTP on 127.0.0.1: emits its URL once it listens; unsubscribing ends it and its connections. */
export function serveHttp(
  port: number,
  answerTo: (asked: Asked) => Promise<Answer>,
): Observable<{ readonly url: string }> {
  return new Observable((output) => {
    const server = createServer((request, response) => {
      void answered(request, answerTo).then(({ status, headers = {}, body }) => {
        response.writeHead(status, headers);
        response.end(request.method === 'HEAD' ? undefined : body);
      });
    });
    server.on('error', (error: NodeJS.ErrnoException) => output.error(cannotListen(port, error)));
    server.listen(port, host, () => {
      output.next({ url: `http://${host}:${(server.address() as AddressInfo).port}` });
    });
    return () => {
      server.close();
      server.closeAllConnections();
    };
  });
}

async function answered(
  request: IncomingMessage,
  answerTo: (asked: Asked) => Promise<Answer>,
): Promise<Answer> {
  const { method = 'GET', url = '/', headers } = request;
  try {
    const body = await bodyOf(request);
    if (body === undefined) return sentence(413, `No more than ${longestBody} bytes are read.`);
    return await answerTo({ method, path: url.replace(/[?#].*/s, ''), headers, body });
  } catch {
    return sentence(500, 'The desk could not answer this.');
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= longestBody) parts.push(part);
  }
  return length > longestBody ? undefined : Buffer.concat(parts).toString();
}

function cannotListen(port: number, error: NodeJS.ErrnoException): VoiceError {
  const found =
    error.code === 'EADDRINUSE'
      ? 'is in use by another program'
      : `cannot be used (${error.message})`;
  return new VoiceError(
    'invalid-option',
    `Port ${port} on ${host} ${found}. Choose another one with --port; 0 takes any that is free.`,
    { option: 'port' },
    { retryable: false, cause: error },
  );
}
