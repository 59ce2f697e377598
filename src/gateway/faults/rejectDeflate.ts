import { defer } from 'rxjs';
import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { onFirstLines } from './onFirstLines';
import { refuse } from './refuse';

/**
 * Refuses a handshake that offers compression with 400, as one route did.
 *
 * ```text
 * client with permessage-deflate      dial------
 * rejectDeflate()                     --(400)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const rejectDeflate = ({ lines = Infinity, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  onFirstLines(lines, (gateway) => {
    const refusing = refuse({
      status: 400,
      body: '{"error":"Compression is not supported."}',
      lines: Infinity,
      ...(struck && { struck }),
    })(gateway);

    return (client$, request) =>
      defer(() => {
        const offered = request.headers['sec-websocket-extensions'] ?? '';
        return (offered.includes('permessage-deflate') ? refusing : gateway)(client$, request);
      });
  });
