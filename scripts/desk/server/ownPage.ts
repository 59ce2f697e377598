import { type IncomingHttpHeaders } from 'node:http';

/** The names of this machine. Whatever port is forwarded to ours is somebody's own affair. */
const ownNames = new Set(['127.0.0.1', 'localhost']);

/**
 * Why a request is not served: another site's page, which has its name lead to this machine (DNS rebinding) or posts here from
 * where it is. `undefined` where it is our own page, or no browser.
 */
export function foreign(method: string, headers: IncomingHttpHeaders): string | undefined {
  const { host = '', origin } = headers;
  if (!ownNames.has(host.replace(/:\d+$/, ''))) {
    return 'The desk answers to 127.0.0.1 and localhost alone.';
  }
  const site = headers['sec-fetch-site'];
  const reads = method === 'GET' || method === 'HEAD';
  const elsewhere =
    (origin !== undefined && origin !== `http://${host}`) ||
    (site !== undefined && site !== 'same-origin');
  return !reads && elsewhere ? "Only the desk's own page may ask for this." : undefined;
}
