import { type Verdict } from './Verdict';

/**
 * What is done about one close code, or about a range of them.
 *
 * @internal
 */
export interface CloseRow {
  readonly from: number;
  readonly to: number;
  /** Its name in RFC 6455 section 7.4.1 or in IANA's registry. */
  readonly name: string;
  /** `status`: as the HTTP status that is the code less 4000. */
  readonly verdict: Verdict | 'status';
  readonly why: string;
}

const row = (code: number, name: string, verdict: Verdict, why: string): CloseRow => ({
  from: code,
  to: code,
  name,
  verdict,
  why,
});

/**
 * Every close code. The first row that holds a code decides.
 *
 * @internal
 */
export const closeCodes: readonly CloseRow[] = [
  row(
    1000,
    'normal closure',
    'retry',
    'the end of a segment or of an idle line; dialled when needed',
  ),
  row(1001, 'going away', 'retry', 'the server restarts or moves'),
  row(1002, 'protocol error', 'stop', 'one side breaks the rules of WebSocket, and would again'),
  row(1003, 'unsupported data', 'stop', 'the server takes no such message'),
  row(1004, 'reserved', 'stop', 'nobody may send it'),
  row(1005, 'no code given', 'retry', 'closed without a reason'),
  row(1006, 'abnormal closure', 'retry', 'the network broke; no close frame came'),
  row(1007, 'invalid payload', 'stop', 'a message was not what its type says'),
  row(
    1008,
    'policy violation',
    'retry',
    'an idle line was reaped, or a client rejected; the latter ends as `line-unstable`',
  ),
  row(1009, 'message too big', 'stop', 'the same message would be too big again'),
  row(1010, 'extension missing', 'stop', 'the server wants an extension that is not offered'),
  row(1011, 'internal error', 'retry', 'something failed over there'),
  row(1012, 'service restart', 'retry', 'the server restarts'),
  row(1013, 'try again later', 'retry-slower', 'the server is overloaded'),
  row(1014, 'bad gateway', 'retry', 'the server could not reach what is behind it'),
  row(1015, 'TLS handshake', 'stop', 'the certificate is refused'),
  {
    from: 4400,
    to: 4599,
    name: 'as HTTP',
    verdict: 'status',
    why: 'private codes modelled on HTTP: 4401 is 401',
  },
  {
    from: 0,
    to: Infinity,
    name: 'any other',
    verdict: 'retry',
    why: 'unknown; `line-unstable` bounds it',
  },
];
