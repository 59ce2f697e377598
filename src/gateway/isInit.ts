/**
 * Whether an unreadable message was meant as an init, which makes its fault a `config_error`.
 *
 * @internal
 */
export function isInit(frame: string): boolean {
  try {
    const { type } = JSON.parse(frame) as { type?: unknown };
    return typeof type === 'string' && type.trim().toLowerCase() === 'init';
  } catch {
    // Not JSON, or `null`.
    return false;
  }
}
