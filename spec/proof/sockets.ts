import { createHash } from 'node:crypto';
import { type Subscription } from 'rxjs';
import { type SocketFactory } from '../../src/connection';
import { nodeSocket, serveGateway, type ServeOptions } from '../../src/node';

const running = new Set<Subscription>();

/** Closes every server that was opened here. Call it in `afterEach`. */
export function closeServers(): void {
  running.forEach((server) => server.unsubscribe());
  running.clear();
}

/** Starts a server; `stop` closes its port and its lines. */
export function serve(options: ServeOptions) {
  return new Promise<{ readonly url: string; readonly port: number; readonly stop: () => void }>(
    (resolve, reject) => {
      const server = serveGateway(options).subscribe({
        next: ({ url }) => {
          const stop = () => {
            running.delete(server);
            server.unsubscribe();
          };
          resolve({ url, port: Number(new URL(url).port), stop });
        },
        error: reject,
      });
      running.add(server);
    },
  );
}

/** `nodeSocket`, and a word to `dialled` at each dial. */
export const countingSocket = (dialled: () => void): SocketFactory =>
  Object.assign(
    (endpoint: Parameters<SocketFactory>[0]) => {
      dialled();
      return nodeSocket(endpoint);
    },
    { sendsHeaders: true },
  );

/** How many sockets of this process are open. */
export const openSockets = () =>
  process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;

/** The SHA-256 of audio. */
export function hashOf(chunks: readonly { readonly data: Uint8Array }[]): string {
  const hash = createHash('sha256');
  for (const { data } of chunks) hash.update(data);
  return hash.digest('hex');
}
