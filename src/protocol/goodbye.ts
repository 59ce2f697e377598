import type * as t from 'io-ts';
import { Finite } from './fields';
import { reader } from './frame';
import { record } from './record';
import { defined } from './times';
import { type GatewayGoodbye } from './TtsMessage';

/** The gateway will end the line; in how many ms, where it says so. */
const GoodbyeFrame = record('a goodbye', {}, { time_left: Finite });

/**
 * Reads the announcement that a line will end. No page of SLNG's names such a frame, but gateways before long sessions send one
 * under either name.
 *
 * @internal
 */
export const readGoodbye = reader(
  GoodbyeFrame,
  ({ time_left }: t.TypeOf<typeof GoodbyeFrame>): readonly GatewayGoodbye[] => [
    defined<GatewayGoodbye>({ type: 'go-away', timeLeft: time_left }),
  ],
);

/**
 * Its names, in lower case.
 *
 * @internal
 */
export const goodbyes = [
  ['go_away', readGoodbye],
  ['goaway', readGoodbye],
] as const;
