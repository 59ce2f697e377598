import { type Answer, json, notThere, sentence, wrongMethod } from './Answer';
import { type DeskConfig } from './deskGateway';
import { type LineSwitch } from './lineSwitch';
import { type shortTokens } from './shortTokens';

/** The longest delay that a line is given, ms. */
const slowest = 60_000;

/** What the page asks its server for, beside files. */
export interface Desk {
  readonly config: DeskConfig;
  readonly tokens: ReturnType<typeof shortTokens>;
  readonly lines: LineSwitch;
}

/**
 * Answers what is asked under `/desk/`: its config, a token for one dial, and what shall happen to the lines.
 *
 * @param body - what was sent, as text
 */
export function deskApi(
  { config, tokens, lines }: Desk,
  method: string,
  path: string,
  body: string,
): Answer {
  switch (path) {
    case '/desk/config.json':
      return method === 'GET' || method === 'HEAD' ? json(config) : wrongMethod('GET, HEAD');
    case '/desk/token':
      return method === 'POST' ? json(tokens.issue()) : wrongMethod('POST');
    case '/desk/line':
      // Nobody can cut the line of a real gateway from here.
      if (!config.loopback) return notThere;
      return method === 'POST' ? lineAnswer(lines, body) : wrongMethod('POST');
    default:
      return notThere;
  }
}

function lineAnswer(lines: LineSwitch, body: string): Answer {
  const { cut, slow } = wishOf(body);
  if (cut === true && slow === undefined) {
    lines.cut();
    return { status: 204 };
  }
  const delay = typeof slow === 'number' && slow >= 0 && slow <= slowest ? slow : undefined;
  if (delay === undefined || cut !== undefined) {
    return sentence(400, `Send {"cut":true}, or {"slow":ms} with 0 to ${slowest} ms.`);
  }
  lines.slow(delay);
  return { status: 204 };
}

function wishOf(body: string): { readonly cut?: unknown; readonly slow?: unknown } {
  try {
    return (JSON.parse(body) as object | null) ?? {};
  } catch {
    return {};
  }
}
