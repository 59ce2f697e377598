import { type Verdict } from './Verdict';

/**
 * What is done about an error of the platform that a socket reports. A browser reports none of them: there it is a 1006.
 *
 * @internal
 */
export interface PlatformRow {
  readonly codes: readonly string[];
  readonly verdict: Verdict;
  readonly why: string;
}

/**
 * The error codes of Node's sockets. One that is not here is tried again.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors
 * @internal
 */
export const platformErrors: readonly PlatformRow[] = [
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN'],
    verdict: 'retry',
    why: 'no such host, which is also how a machine without a network looks',
  },
  { codes: ['ECONNREFUSED'], verdict: 'retry', why: 'nobody listens; a server restarts' },
  {
    codes: ['ECONNRESET', 'EPIPE', 'ECONNABORTED'],
    verdict: 'retry',
    why: 'the peer cut the line',
  },
  {
    codes: ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN'],
    verdict: 'retry',
    why: 'the network is down',
  },
  {
    codes: ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL'],
    verdict: 'retry-slower',
    why: 'this machine has no socket left',
  },
  {
    codes: [
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'CERT_REVOKED',
      'CERT_UNTRUSTED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    verdict: 'stop',
    why: 'the certificate is refused',
  },
  {
    codes: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    verdict: 'stop',
    why: 'the peer speaks no TLS; perhaps ws:// is meant',
  },
];
