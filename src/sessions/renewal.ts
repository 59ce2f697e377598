import { type GatewayRota } from './gatewayRota';
import { type SessionOptions } from './SessionOptions';

/**
 * How old a line may grow, ms: SLNG's own client replaces one at 20 minutes between replies, since some plans cut it at 30, in the
 * middle of a reply.
 */
const oldest = 1_200_000;
/** How long before its token's end a line is replaced, ms. */
const margin = 30_000;

/** How much later another spare is tried for, ms. */
const rest = 60_000;

/**
 * When to replace a line, wall-clock ms.
 *
 * @internal
 */
export interface Renewal {
  readonly at: number;
  /** Only by a line to a gateway before a place in the list, until its age or its token wants any other line. */
  readonly only?: { readonly before: number; readonly until: number };
}

/**
 * When a line that is ready now should be replaced by another: before it is too old or its token ends, and as soon as a
 * gateway that is preferred to its own may be dialled again.
 *
 * @internal
 */
export function renewalOf(
  { maxLineAge = oldest }: SessionOptions,
  { expiresAt = Infinity, gateway = 0 }: { expiresAt?: number; gateway?: number },
  rota: GatewayRota,
  now: number,
): Renewal | undefined {
  const at = Math.min(now + maxLineAge, tokenEnd(expiresAt, now));
  const better = rota.betterAt(gateway);
  if (better !== undefined && better < at) {
    return { at: Math.max(better, now), only: { before: gateway, until: at } };
  }
  return at === Infinity ? undefined : { at };
}

/**
 * The place in the list before which a spare is to lead.
 *
 * @internal
 */
export const limitOf = (renewal: Renewal | undefined, now: number): number =>
  renewal?.only !== undefined && now < renewal.only.until ? renewal.only.before : Infinity;

/**
 * How long after a spare was given up another one is tried for, ms.
 *
 * @internal
 */
export function spareRest(renewal: Renewal | undefined, now: number): number {
  const left = (renewal?.only?.until ?? now) - now;
  return left > 0 ? Math.min(left, rest) : rest;
}

/** A token may live for seconds only: then half of that. One that is over already, and was accepted, has another clock. */
function tokenEnd(expiresAt: number, now: number): number {
  const left = expiresAt - now;
  return left <= 0 ? Infinity : now + Math.max(left - margin, left / 2, 1000);
}
