/** The longest reason a close frame can hold, bytes: RFC 6455 section 5.5. */
const longestReason = 123;

/**
 * As many whole characters of a reason as a close frame can hold.
 *
 * @internal
 */
export function shortReason(reason: string): string {
  const bytes = Buffer.from(reason);
  if (bytes.length <= longestReason) return reason;
  const decoder = new TextDecoder();
  return decoder.decode(bytes.subarray(0, longestReason), { stream: true });
}
