import { type Endpoint } from './Connection';

/** Query parameters whose values are secret. */
const secretParameter = /[?&][^=&#]*(?:token|key|secret|password|signature)[^=&#]*=([^&#]*)/gi;

/** Subprotocols of at least this length may be keys: browsers, which cannot send headers, put them there. */
const keyLength = 16;

/**
 * What of an endpoint must never be shown: header values, whole and without their scheme (`Bearer KEY`, `KEY`), the values
 * of `token` and the like in the query, a user and password in the URL, and subprotocols long enough to be keys.
 *
 * It reads the URL as text, so that one that cannot be parsed keeps its secrets too.
 *
 * @internal
 */
export function secretsOf({ url, headers = {}, protocols = [] }: Endpoint): string[] {
  const fromHeaders = Object.values(headers).flatMap((value) => [
    value,
    value.replace(/^\S+\s+/, ''),
  ]);
  const fromQuery = [...url.matchAll(secretParameter)].map(([, value = '']) => value);
  const [, credentials = ''] = /\/\/([^/?#]*)@/.exec(url) ?? [];
  const fromUrl = [...fromQuery, credentials, ...credentials.split(':')];
  return [
    ...fromHeaders,
    ...fromUrl,
    ...fromUrl.map(decoded),
    ...protocols.filter((protocol) => protocol.length >= keyLength),
  ];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
