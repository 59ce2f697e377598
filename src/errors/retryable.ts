import { closeCodes } from './table/closeCodes';
import { type GatewayRow, gatewayCodes } from './table/gatewayCodes';
import { platformErrors } from './table/platformErrors';
import { statuses } from './table/statuses';
import { type Verdict } from './table/Verdict';

/**
 * The one place that reads the table of what may succeed when it is tried again. `connection` asks it about closes, refused
 * handshakes and the platform's errors, `sessions` about the error frames of the gateway.
 */

const gatewayRows: ReadonlyMap<string, GatewayRow> = new Map(
  gatewayCodes.map((row) => [row.code, row]),
);

const platformVerdicts: ReadonlyMap<unknown, Verdict> = new Map(
  platformErrors.flatMap(({ codes, verdict }) => codes.map((code) => [code, verdict] as const)),
);

/**
 * What a line's close code means for the next dial.
 *
 * @param code - a WebSocket close code, RFC 6455 section 7.4
 * @internal
 */
export function closeVerdict(code: number): Verdict {
  const verdict = closeCodes.find(({ from, to }) => from <= code && code <= to)?.verdict ?? 'retry';
  return verdict === 'status' ? statusVerdict(code - 4000) : verdict;
}

/**
 * What the HTTP status of a refused handshake means for the next dial.
 *
 * @internal
 */
export const statusVerdict = (status: number): Verdict =>
  statuses.find(({ from, to }) => from <= status && status <= to)?.verdict ?? 'stop';

/**
 * What an error of the platform's sockets means for the next dial, by its `code`.
 *
 * @internal
 */
export const platformVerdict = (code: unknown): Verdict => platformVerdicts.get(code) ?? 'retry';

/**
 * What an error frame means: whether the work may succeed when it is tried again, and whether the gateway keeps the line.
 *
 * An unknown code is tried again: a line that keeps failing ends as `line-unstable`, while giving up on a passing fault would
 * end a session that could have gone on. `backend_connection_failed` is also how a refused provider key is reported, with the
 * provider's 401 or 403 in the text; then it is final.
 *
 * @param status - the status in the frame; it knows its own case better than the table
 * @internal
 */
export function gatewayVerdict(
  gatewayCode: string,
  message: string,
  status?: number,
): { readonly verdict: Verdict; readonly usable: boolean } {
  const name = gatewayCode.trim().toLowerCase();
  const row = gatewayRows.get(name);
  const usable = row?.usable ?? false;
  if (name === 'backend_connection_failed' && /\b40[13]\b/.test(message)) {
    return { verdict: 'stop', usable };
  }
  const known = status ?? gatewayStatus(name);
  const verdict = known === undefined ? 'retry' : statusVerdict(known);
  return {
    verdict: verdict === 'retry' && row?.slower === true ? 'retry-slower' : verdict,
    usable,
  };
}

/** @internal */
export const retryableClose = (code: number): boolean => closeVerdict(code) !== 'stop';

/** @internal */
export const retryableStatus = (status: number): boolean => statusVerdict(status) !== 'stop';

/** @internal */
export const retryableGatewayError = (
  gatewayCode: string,
  message: string,
  status?: number,
): boolean => gatewayVerdict(gatewayCode, message, status).verdict !== 'stop';

/**
 * The HTTP-like status an error code of the gateway stands for, if it is a known name or itself a failing status.
 *
 * @internal
 */
export function gatewayStatus(gatewayCode: string): number | undefined {
  const name = gatewayCode.trim().toLowerCase();
  if (/^[45]\d\d$/.test(name)) return Number(name);
  return gatewayRows.get(name)?.status;
}
