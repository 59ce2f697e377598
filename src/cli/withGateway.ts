import { randomUUID } from 'node:crypto';
import { dematerialize, map, materialize, type Observable, of, switchMap } from 'rxjs';
import { nodeSocket, serveGateway, type ServeOptions } from '../node';
import { type GatewayOptions } from '../sessions';
import { usageError } from './CommandError';
import { type Io } from './Io';

/** Where a command finds its gateway. */
export interface GatewayChoice {
  /** The real gateway's base URL; the built-in one where left out. */
  readonly url?: string;
  /** The region of the real gateway. */
  readonly region?: string;
}

/**
 * Has a gateway for as long as `use` needs it: the one at `url`, with the key of `SLNG_API_KEY`, or the built-in one, on a
 * port of this machine that nobody else knows the token of.
 *
 * @param builtIn - what the built-in one offers; asked for only where it is needed
 * @param use - what to do there
 * @internal
 */
export function withGateway<T>(
  io: Io,
  { url, region }: GatewayChoice,
  builtIn: () => Pick<ServeOptions, 'tts' | 'stt'>,
  use: (gateway: GatewayOptions) => Observable<T>,
): Observable<T> {
  const gateway$ =
    url === undefined
      ? loopback(builtIn())
      : of(realGateway(io, { url, ...(region && { region }) }));
  return gateway$.pipe(
    switchMap((gateway) => use(gateway).pipe(materialize())),
    dematerialize(),
  );
}

function loopback(gateways: Pick<ServeOptions, 'tts' | 'stt'>): Observable<GatewayOptions> {
  const token = randomUUID();
  return serveGateway({ ...gateways, token }).pipe(
    map(({ url }) => ({ url, token, socket: nodeSocket })),
  );
}

function realGateway(
  { env }: Io,
  { url, region }: { readonly url: string; readonly region?: string },
): GatewayOptions {
  const token = env.SLNG_API_KEY?.trim() ?? '';
  if (token === '') {
    throw usageError(
      'No API key: --url dials a real gateway. Set the environment variable SLNG_API_KEY to your key, or leave --url out to use the built-in gateway.',
    );
  }
  return { url, token, socket: nodeSocket, ...(region === undefined ? {} : { region }) };
}
