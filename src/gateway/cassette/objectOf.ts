/**
 * The fields of a text frame; none where it is no JSON.
 *
 * @internal
 */
export function objectOf(frame: unknown): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(String(frame))) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
