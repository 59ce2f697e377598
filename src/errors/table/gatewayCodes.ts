/**
 * What an error frame of the gateway stands for. The verdict follows from the status.
 *
 * @internal
 */
export interface GatewayRow {
  readonly code: string;
  /** The HTTP-like status. */
  readonly status: number;
  /** Slower than the status says. */
  readonly slower?: true;
  /** Whether the gateway keeps the line, so that it can be used after the frame. */
  readonly usable: boolean;
  readonly why: string;
}

const row = (code: string, status: number, usable: boolean, why: string): GatewayRow => ({
  code,
  status,
  usable,
  why,
});

/**
 * Every error code that a gateway is known to send.
 *
 * @internal
 */
export const gatewayCodes: readonly GatewayRow[] = [
  row('auth_error', 401, false, 'the key is missing or wrong'),
  row('config_error', 400, false, 'the init is refused'),
  row('invalid_request', 400, false, 'a message is refused'),
  row('payload_too_large', 413, false, 'too large for every gateway'),
  row('rate_limit', 429, false, 'too many lines or requests'),
  row('rate_limit_exceeded', 429, false, 'too many lines or requests'),
  row('idle_timeout_exceeded', 408, false, 'an idle line was reaped'),
  row('max_connection_duration_exceeded', 408, false, 'the line grew too old'),
  row('not_ready', 503, true, 'what is behind the gateway is not ready'),
  { ...row('backpressure', 503, true, 'too much was sent at once'), slower: true },
  row('stt_metering_unavailable', 503, false, 'the metering is down'),
  row('translation_error', 500, true, 'a frame of the provider could not be translated'),
  row('provider_error', 502, false, 'the provider failed'),
  row('backend_error', 502, false, 'the provider failed'),
  row(
    'backend_connection_failed',
    502,
    false,
    'the provider cannot be reached; with 401 or 403 in the words it refused its key: stop',
  ),
  row('invalid_pronunciation', 400, true, 'a pronunciation is wrong'),
  row('pronunciation_not_found', 404, true, 'no such dictionary'),
  row('pronunciation_unauthenticated', 401, true, 'no organisation is known'),
  row('pronunciation_conflict', 409, true, 'the name is taken'),
  row('pronunciation_unavailable', 503, true, 'the dictionaries are down'),
];
