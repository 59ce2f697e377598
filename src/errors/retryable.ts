/**
 * The one table of what may succeed when it is tried again. `connection` reads it for closes and refused handshakes,
 * `protocol` for the error frames of the gateway.
 */

/** Closes after which the same dial would end the same way: a protocol, data, size or certificate fault. */
const fatalCloses: ReadonlySet<number> = new Set([1002, 1003, 1004, 1007, 1009, 1010, 1015]);

/** Refusals below 500 that pass with time: request timeout, too early, too many requests. */
const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/** The statuses the gateway's own error codes stand for. */
const gatewayStatuses: ReadonlyMap<string, number> = new Map(
  Object.entries({
    auth_error: 401,
    config_error: 400,
    invalid_request: 400,
    payload_too_large: 413,
    rate_limit: 429,
    rate_limit_exceeded: 429,
    idle_timeout_exceeded: 408,
    max_connection_duration_exceeded: 408,
    not_ready: 503,
    backpressure: 503,
    stt_metering_unavailable: 503,
    translation_error: 500,
    provider_error: 502,
    backend_error: 502,
    backend_connection_failed: 502,
    invalid_pronunciation: 400,
    pronunciation_not_found: 404,
    pronunciation_unauthenticated: 401,
    pronunciation_conflict: 409,
    pronunciation_unavailable: 503,
  }),
);

/**
 * Whether a new dial may do better than a line that was closed with `code`.
 *
 * 1008 is both idle reaping and a rejected client, so it is tried again; `line-unstable` ends a rejection that repeats.
 * Private codes 4400-4599 are read as the HTTP status they are modelled on (4401 is 401). 1000 and all other codes are
 * tried again.
 *
 * @param code - a WebSocket close code, RFC 6455 section 7.4
 * @internal
 */
export function retryableClose(code: number): boolean {
  if (code >= 4400 && code < 4600) return retryableStatus(code - 4000);
  return !fatalCloses.has(code);
}

/**
 * Whether a new dial may do better than a handshake refused with this HTTP status.
 *
 * @internal
 */
export function retryableStatus(status: number): boolean {
  return status >= 500 || passingStatuses.has(status);
}

/**
 * The HTTP-like status an error code of the gateway stands for, if it is a known name or itself a failing status.
 *
 * @internal
 */
export function gatewayStatus(gatewayCode: string): number | undefined {
  const name = gatewayCode.trim().toLowerCase();
  if (/^[45]\d\d$/.test(name)) return Number(name);
  return gatewayStatuses.get(name);
}

/**
 * Whether the work may succeed after this error frame. An unknown code is tried again: a line that keeps failing ends as
 * `line-unstable`, while giving up on a passing fault would end a session that could have gone on.
 *
 * `backend_connection_failed` is also how a refused provider key is reported, with the provider's 401 or 403 in the text;
 * then it is final.
 *
 * @internal
 */
export function retryableGatewayError(
  gatewayCode: string,
  message: string,
  status?: number,
): boolean {
  if (
    gatewayCode.trim().toLowerCase() === 'backend_connection_failed' &&
    /\b40[13]\b/.test(message)
  )
    return false;
  const known = status ?? gatewayStatus(gatewayCode);
  return known === undefined || retryableStatus(known);
}
