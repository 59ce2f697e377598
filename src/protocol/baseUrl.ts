import { invalidOption } from '../errors';

const schemes: ReadonlyMap<string, string> = new Map([
  ['ws', 'ws:'],
  ['http', 'ws:'],
  ['wss', 'wss:'],
  ['https', 'wss:'],
]);

/** Hosts on this machine, where a bare host is dialled without TLS. */
const local: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

const example = 'It should look like wss://us-east.api.slng.ai or ws://127.0.0.1:8080.';

const refuse = (what: string) => invalidOption('url', `The gateway's url ${what} ${example}`);

/** The base of every URL of a gateway, taken apart. */
export interface BaseUrl {
  /** Scheme and host, as in `wss://us-east.api.slng.ai`. */
  readonly origin: string;
  /** A path that goes before ours, without a slash at its end. */
  readonly prefix: string;
  /** The query, as it was written: `name=value` pairs. */
  readonly query: readonly string[];
}

/**
 * Reads a gateway's base URL: `ws`, `wss`, `http`, `https`, or a bare host.
 *
 * No part of it that may hold a secret stands in the error.
 *
 * @throws VoiceError `invalid-option` where it cannot be dialled
 * @internal
 */
export function parseBaseUrl(url: string): BaseUrl {
  if (typeof url !== 'string' || url === '') throw refuse('is missing.');
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\s\u0000-\u001f\u007f]/.test(url)) throw refuse('contains white space.');
  if (url.includes('#')) throw refuse('has a #fragment, which a WebSocket URL cannot have.');
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(url) ?? [];
  const authority = rest.split(/[/?\\]/)[0] ?? '';
  if (authority.includes('@')) {
    throw refuse('carries credentials; give the key as the token option instead.');
  }
  const hostname = authority.replace(/:\d*$/, '').toLowerCase();
  const protocol =
    scheme === undefined
      ? local.has(hostname)
        ? 'ws:'
        : 'wss:'
      : schemes.get(scheme.toLowerCase());
  if (protocol === undefined) {
    throw refuse(
      `has the scheme ${scheme ?? ''}, but only ws, wss, http and https can be dialled.`,
    );
  }

  const noHost = () =>
    refuse(`names no host that can be dialled: ${authority === '' ? 'it is empty' : authority}.`);
  if (authority === '') throw noHost();

  let parsed: URL;
  try {
    parsed = new URL(`${protocol}//${rest}`);
  } catch {
    throw noHost();
  }
  const query = parsed.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '');
  if (query.some((pair) => pair.startsWith('token='))) {
    throw refuse('carries a token; give it as the token option instead.');
  }
  return {
    origin: `${protocol}//${parsed.host}`,
    prefix: parsed.pathname.replace(/\/+$/, ''),
    query,
  };
}
