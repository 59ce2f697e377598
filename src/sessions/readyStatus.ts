import { type LineSignal } from './dialLine';
import { type ConnectionStatus, type SessionOptions } from './SessionOptions';

/**
 * What users are told of a line that is ready.
 *
 * @internal
 */
export function readyStatus(
  options: SessionOptions,
  { line, gateway }: LineSignal<unknown, unknown> & { readonly type: 'ready' },
): ConnectionStatus {
  const { sessionId } = line;
  return {
    state: 'ready',
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(gateway === undefined || [options.gateway].flat().length < 2 ? {} : { gateway }),
  };
}
