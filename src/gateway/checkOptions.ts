import { invalidOption } from '../errors';

/** What each number may be. */
const least: Readonly<Record<string, number>> = {
  ready: 0,
  clearDelay: 0,
  closeAfterTurn: 0,
  idleTimeout: 1,
  frameMs: 1,
  maxText: 1,
  maxFrame: 1,
};

/** What each word may be. */
const words: Readonly<Record<string, readonly string[]>> = {
  audio: ['binary', 'base64', 'nested', 'typeless'],
  segmentsPerFlush: ['one', 'sentence'],
  letterless: ['speak', 'refuse'],
};

/**
 * Refuses options that cannot work: times and limits that are not numbers, too small, or endless, and words that mean nothing.
 *
 * @param maker - the function they were given to
 * @param options - its options; others than numbers are left alone
 * @internal
 */
export function checkOptions(maker: string, options: object): void {
  for (const [option, value] of Object.entries(options) as [string, unknown][]) {
    const known = words[option];
    if (known !== undefined && value !== undefined && !known.some((word) => word === value)) {
      throw invalidOption(
        option,
        `${maker} needs ${option} to be one of ${known.join(', ')}, but found ${JSON.stringify(value)}.`,
      );
    }
    if (typeof value !== 'number') continue;
    const minimum = least[option];
    if (
      option === 'pace'
        ? value > 0
        : minimum === undefined || (value >= minimum && value < Infinity)
    ) {
      continue;
    }
    const must = option === 'pace' ? 'above 0' : `a number of at least ${minimum}, not endless`;
    throw invalidOption(option, `${maker} needs ${option} to be ${must}, but found ${value}.`);
  }
}
