import { isModelId } from '../../protocol';

/**
 * What an upgrade request asks for.
 *
 * @internal
 */
export interface Route {
  readonly service: 'tts' | 'stt';
  readonly model: string;
}

/**
 * A request that is answered with an HTTP status instead.
 *
 * @internal
 */
export interface Refusal {
  readonly status: number;
  readonly body: string;
}

/**
 * A refusal as the gateway writes it.
 *
 * @internal
 */
export const refusal = (status: number, error: string): Refusal => ({
  status,
  body: JSON.stringify({ error }),
});

/**
 * Reads the service out of a path; the rest of it is the model.
 *
 * @param path - without the query
 * @internal
 */
export function routeOf(path: string): Route | Refusal {
  const [, service, rest] = /^\/v1\/(?:bridges\/unmute\/)?(tts|stt)\/(.*)$/.exec(path) ?? [];
  if ((service !== 'tts' && service !== 'stt') || rest === undefined) {
    return refusal(404, 'No such path. Dial /v1/bridges/unmute/tts/{model} or …/stt/{model}.');
  }
  const model = unescaped(rest);
  if (isModelId(model)) return { service, model };
  return refusal(
    422,
    'The model id cannot be read. It should be provider/model:variant, like slng/deepgram/aura:2-en.',
  );
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
