import { type Subscription, tap } from 'rxjs';
import { type Gateway, serveGateway, type ServeOptions } from 'rxjs-voice/node';

/** A gateway, and the audio that left it. */
export interface RecordedGateway {
  readonly gateway: Gateway;
  /** The audio of its lines, all of it, in order. */
  audio(): Uint8Array;
  /** How many lines it had. */
  lines(): number;
}

/** Writes down the audio that leaves a gateway, on its way to the socket. */
export function recorded(inner: Gateway): RecordedGateway {
  const frames: Uint8Array[] = [];
  let lines = 0;
  return {
    gateway: (client$, request) => {
      lines++;
      return inner(client$, request).pipe(
        tap((frame) => {
          if (typeof frame !== 'string') frames.push(frame);
        }),
      );
    },
    audio: () => new Uint8Array(Buffer.concat(frames)),
    lines: () => lines,
  };
}

/** Serves gateways for one test, and gives their URL. */
export function gateways(): {
  readonly serve: (options: ServeOptions) => Promise<string>;
} {
  let running: Subscription[] = [];
  afterEach(() => {
    for (const server of running) server.unsubscribe();
    running = [];
  });
  return {
    serve: (options) =>
      new Promise((served, failed) => {
        running.push(
          serveGateway(options).subscribe({ next: ({ url }) => served(url), error: failed }),
        );
      }),
  };
}
