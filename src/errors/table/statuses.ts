import { type Verdict } from './Verdict';

/**
 * What is done about one HTTP status, or about a range of them.
 *
 * @internal
 */
export interface StatusRow {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly verdict: Verdict;
  readonly why: string;
}

const row = (status: number, name: string, verdict: Verdict, why: string): StatusRow => ({
  from: status,
  to: status,
  name,
  verdict,
  why,
});

/**
 * The statuses of refused handshakes, which gateway error codes stand for too. The first row that holds a status decides.
 *
 * @internal
 */
export const statuses: readonly StatusRow[] = [
  row(400, 'bad request', 'stop', 'the URL or a header is wrong'),
  row(401, 'unauthorized', 'stop', 'the token is wrong'),
  row(402, 'payment required', 'stop', 'the account is empty'),
  row(403, 'forbidden', 'stop', 'the token may not do this'),
  row(404, 'not found', 'stop', 'no such path or model'),
  row(408, 'request timeout', 'retry', 'it passes'),
  row(413, 'payload too large', 'stop', 'too large for every gateway, so no other one is tried'),
  row(422, 'unprocessable', 'stop', 'the model is refused'),
  row(425, 'too early', 'retry', 'it passes'),
  row(429, 'too many requests', 'retry-slower', 'too many dials or lines'),
  {
    from: 400,
    to: 499,
    name: 'any other 4xx',
    verdict: 'stop',
    why: 'the request itself is refused',
  },
  {
    from: 500,
    to: 599,
    name: 'any 5xx',
    verdict: 'retry',
    why: 'the server or what is behind it fails',
  },
  {
    from: 0,
    to: 399,
    name: 'any below 400',
    verdict: 'stop',
    why: 'not a WebSocket server; redirects are not followed',
  },
  { from: 600, to: Infinity, name: 'any above 599', verdict: 'retry', why: 'unknown' },
];
