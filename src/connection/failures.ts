import { platformVerdict, redactor, retryableClose, retryableStatus, VoiceError } from '../errors';
import { type Endpoint } from './Connection';
import { secretsOf } from './secrets';

/** How much of the peer's own text an error keeps, in characters. */
const bodyLimit = 1000;
/** How much of it stands in the sentence. */
const excerptLimit = 200;

const advice: Readonly<Record<number, string>> = {
  400: 'Check the URL and the headers.',
  401: 'Check the token.',
  402: 'Check the account.',
  403: 'Check what the token may do.',
  404: 'Check the path and the model in it.',
  429: 'Dial less often, or with fewer lines at a time.',
};

/**
 * The ways a line to one endpoint can fail, as errors that carry none of the endpoint's secrets.
 *
 * @internal
 */
export type Failures = ReturnType<typeof failuresOf>;

/**
 * Makes the errors for lines to `endpoint`. All text of the peer and of the platform goes through its redactor first and is
 * cut short after.
 *
 * @internal
 */
export function failuresOf(endpoint: Endpoint) {
  const redact = redactor(secretsOf(endpoint));
  const bare = endpoint.url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
  const where = redact(bare);
  const clean = (text: string) => redact(text.replaceAll(endpoint.url, bare));
  const causeOf = (text: string) => (text === '' ? {} : { cause: new Error(text) });

  return {
    /** The handshake was answered with an HTTP status. */
    refused(status: number, text: string, retryAfter?: number) {
      const body = clean(text).slice(0, bodyLimit);
      const said = body.trim() === '' ? '.' : `: ${excerpt(body)}`;
      const hint = advice[status] ?? (status >= 500 ? 'Try again later.' : 'Check the request.');
      return new VoiceError(
        'socket-refused',
        `${where} refused the line with HTTP status ${status}${said} ${hint}`,
        { status, body, ...(retryAfter === undefined ? {} : { retryAfter }) },
        { retryable: retryableStatus(status) },
      );
    },

    /** The line ended; 1006 stands for an end without a close frame. */
    closed(opened: boolean, closeCode: number, reason: string, detail = '', platformCode?: string) {
      if (closeCode === 1006)
        return this.lost(opened, detail === '' ? reason : detail, platformCode);
      const said = clean(reason).slice(0, bodyLimit);
      return new VoiceError(
        'socket-closed',
        `${where} closed the line with code ${closeCode}${said === '' ? ' and no reason.' : `: ${excerpt(said)}`}`,
        { closeCode, reason: said },
        { retryable: retryableClose(closeCode), ...causeOf(clean(detail)) },
      );
    },

    /** The line broke, or could not be made. */
    lost(opened: boolean, detail: string, platformCode?: string) {
      const text = clean(detail).slice(0, bodyLimit);
      const found = text === '' ? '.' : `: ${excerpt(text)}`;
      const retryable = platformVerdict(platformCode) !== 'stop';
      const advice = retryable
        ? 'Check the address and the network.'
        : 'Check the certificate and the scheme of the URL.';
      return new VoiceError(
        'socket-lost',
        opened
          ? `The line to ${where} broke without a close frame${found} Dial again.`
          : `No line to ${where} could be opened${found} ${advice}`,
        platformCode === undefined ? {} : { platformCode },
        { retryable, ...causeOf(text) },
      );
    },

    /** The factory threw. It throws at what it was given, so a second try with the same would throw again. */
    notMade(error: unknown) {
      const text = clean(error instanceof Error ? error.message : String(error));
      return new VoiceError(
        'socket-lost',
        `No socket for ${where} could be made: ${excerpt(text)} Check the URL, the subprotocols and the headers.`,
        {},
        { retryable: false, ...causeOf(text) },
      );
    },

    /** A message came as something that is neither text nor bytes. */
    unreadable(kind: string) {
      return new VoiceError(
        'decode-failed',
        `${where} sent a message that came as ${kind}, where a string or bytes were expected. Let the socket factory set binaryType to 'arraybuffer'.`,
        { path: '', sample: kind },
        { retryable: false },
      );
    },

    /** Not open in time. */
    timedOut(timeout: number) {
      return new VoiceError(
        'connect-timeout',
        `The line to ${where} was not open after ${timeout} ms. Check the address and the network, or allow more time.`,
        { timeout },
        { retryable: true },
      );
    },
  };
}

/** The start of a text, as the end of a sentence. */
function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length > excerptLimit) return `${line.slice(0, excerptLimit)}…`;
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
