/**
 * What an engine's failure says in an error frame.
 *
 * @internal
 */
export function sentence(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
