import { type Command, InvalidArgumentError, Option } from 'commander';

const encodings = ['linear16', 'mulaw', 'alaw'];

/**
 * The models that are asked for where none is named.
 *
 * @internal
 */
export const defaults = { tts: 'slng/deepgram/aura:2-en', stt: 'slng/deepgram/nova:3-en' };

/**
 * The options of every command.
 *
 * @internal
 */
export const common = (command: Command) =>
  command
    .option('--json', 'one JSON object a line on stdout, for programs')
    .option('--verbose', 'show where an error came from');

/**
 * The options of commands that may dial a real gateway.
 *
 * @internal
 */
export const reaching = (command: Command) =>
  common(
    command
      .option(
        '--url <url>',
        'a real gateway, such as wss://us-east.api.slng.ai; the key is read from SLNG_API_KEY',
      )
      .option('--region <name>', 'where the real gateway should run, such as eu-north-1'),
  );

/**
 * Whether a session is recorded.
 *
 * @internal
 */
export const recording = () => new Option('--record <file>', 'record the session as a cassette');

/**
 * Whether a test is written.
 *
 * @internal
 */
export const asTest = () =>
  new Option('--as-test [file]', 'write the marble test that replays it, beside it if not named');

/**
 * The words of the built-in recogniser.
 *
 * @internal
 */
export const vocabulary = () =>
  new Option(
    '--vocabulary <words>',
    'the words the built-in recogniser can hear, or @file with them',
  );

/**
 * How samples are encoded.
 *
 * @internal
 */
export const encoding = () =>
  new Option('--encoding <name>', 'how samples are encoded').choices(encodings).default('linear16');

/**
 * Reads a port.
 *
 * @internal
 */
export const port = wholeNumber('a port is', 0, 65_535);
/**
 * Reads a sample rate, Hz.
 *
 * @internal
 */
export const rate = wholeNumber('a sample rate is', 8000, 48_000);

function wholeNumber(what: string, from: number, to: number) {
  return (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= from && value <= to) return value;
    throw new InvalidArgumentError(`Here ${what} a whole number from ${from} to ${to}.`);
  };
}

/**
 * Reads a number over 0.
 *
 * @internal
 */
export function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError('It must be a number over 0.');
}
