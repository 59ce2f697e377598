import { invalidOption } from '../errors';

/** A header name, RFC 9110 section 5.1. */
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What a header value may hold, RFC 9110 section 5.5: no CR, LF or other control character but the tab. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that have an option of their own, which checks them. */
const ownOptions: ReadonlyMap<string, string> = new Map([
  ['authorization', 'token'],
  ['x-slng-provider-key', 'providerKey'],
  ['x-region-override', 'region'],
]);

/** Headers that make the handshake, RFC 6455 section 4.1. */
const handshake = /^(host|connection|upgrade|sec-websocket-.+)$/;

/** Ids by which sessions are found again in the gateway's records. */
const trackingIds: ReadonlySet<string> = new Set(['x-slng-agent-id', 'x-slng-session-id']);

const longestId = 128;

function checkedValue(name: string, raw: string): string {
  const value = typeof raw === 'string' ? raw.trim() : '';
  if (typeof raw !== 'string' || !headerValue.test(value)) {
    const found = typeof raw === 'string' ? 'a line break or another character' : 'a value';
    throw invalidOption(
      'headers',
      `The header ${name} holds ${found} that no header may hold. It should be one line of plain text.`,
    );
  }
  if (!trackingIds.has(name.toLowerCase())) return value;
  if (value === '' || value.length > longestId || /[,\t]/.test(value)) {
    const found =
      value === ''
        ? 'is empty'
        : value.length > longestId
          ? `has ${value.length} characters`
          : 'has a comma or a tab';
    throw invalidOption(
      'headers',
      `The tracking id in the header ${name} ${found}. It should be 1 to ${longestId} characters without commas, like call-42.`,
    );
  }
  return value;
}

/**
 * Checks headers that a user wants to send, and trims their values. No value stands in an error.
 *
 * @throws VoiceError `invalid-option` for one that cannot be sent
 * @internal
 */
export function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!headerName.test(name)) {
      throw invalidOption(
        'headers',
        `One of the headers has a name that no header may have. It should be like X-SLNG-Agent-Id.`,
      );
    }
    const key = name.toLowerCase();
    const option = ownOptions.get(key);
    if (option !== undefined) {
      throw invalidOption(
        'headers',
        `The header ${name} is set by the ${option} option; use that instead.`,
      );
    }
    if (handshake.test(key)) {
      throw invalidOption(
        'headers',
        `The header ${name} belongs to the handshake itself and cannot be set.`,
      );
    }
    checked[name] = checkedValue(name, value);
  }
  return checked;
}
