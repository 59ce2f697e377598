import { type ChatMessage } from '../../sessions';

/** Systems limit a variable, Windows to 32 767 characters. */
const room = 30_000;

/**
 * A conversation's history as JSON: an array of messages, without the oldest ones where it is too long for a variable.
 *
 * @internal
 */
export function historyJson(history: readonly ChatMessage[]): string {
  const kept: string[] = [];
  let length = 2;
  for (const message of [...history].reverse()) {
    const json = JSON.stringify(message);
    length += json.length + 1;
    if (length > room) break;
    kept.unshift(json);
  }
  return `[${kept.join(',')}]`;
}
