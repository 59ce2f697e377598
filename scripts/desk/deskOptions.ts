import { parseArgs } from 'node:util';
import { type RealGateway } from './server/deskGateway';

/** What a command line asks for. */
export interface DeskWish {
  readonly port: number;
  /** Only to build. */
  readonly build: boolean;
  readonly help: boolean;
  readonly gateway?: RealGateway;
}

/** A command line that cannot be followed, or an environment that lacks what it needs. */
export class WrongUsage extends Error {}

export const deskHelp = `npm run desk -- [options]

Builds the desk where that is needed, and serves it together with the built-in gateway.

  --port <number>   the port of the page on 127.0.0.1; 0 takes any that is free (4321)
  --build           build, and end
  --url <url>       talk to this gateway, with the key in SLNG_API_KEY; the page never sees the key
  --model <id>      with --url: the model that speaks (slng/deepgram/aura:2-en)
  --ears <id>       with --url: the model that listens (slng/deepgram/nova:3-en)
  --voice <id>      with --url: a voice to choose from; may be repeated (aura-2-thalia-en)
  --help            this
`;

/** Reads the command line. */
export function deskOptions(args: readonly string[], env: NodeJS.ProcessEnv): DeskWish {
  const values = parsed(args);
  const { build = false, help = false, url } = values;
  const port = Number(values.port ?? 4321);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new WrongUsage(`A port is a whole number from 0 to 65535, and this is ${values.port}.`);
  }
  if (url === undefined) {
    const only = (['model', 'ears', 'voice'] as const).find((name) => values[name] !== undefined);
    if (only !== undefined && !help) {
      throw new WrongUsage(`--${only} is for a real gateway: give its --url too, or leave it out.`);
    }
    return { port, build, help };
  }
  const key = env.SLNG_API_KEY?.trim() ?? '';
  if (key === '' && !build && !help) {
    throw new WrongUsage(
      'No API key: --url dials a real gateway. Set the environment variable SLNG_API_KEY to your key, or leave --url out to use the built-in gateway.',
    );
  }
  const models = {
    tts: values.model ?? 'slng/deepgram/aura:2-en',
    stt: values.ears ?? 'slng/deepgram/nova:3-en',
  };
  // The voices of one model are unknown to another.
  const voices = values.voice ?? (values.model === undefined ? ['aura-2-thalia-en'] : []);
  return { port, build, help, gateway: { url, key, models, voices } };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        build: { type: 'boolean' },
        url: { type: 'string' },
        model: { type: 'string' },
        ears: { type: 'string' },
        voice: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new WrongUsage(`${(error as Error).message} See --help.`);
  }
}
