/** How long a gateway that failed is passed over while there is another, ms: as SLNG's own client does. */
export const coolDown = 60_000;

/**
 * Which of a session's gateways to dial. Times are wall-clock ms; gateways are known by their place in the list.
 *
 * @internal
 */
export interface GatewayRota {
  /** All gateways in the order to try them: the list's, with those that failed of late behind, the longest ago first. */
  order(now: number): readonly number[];
  /** A dial to it has failed, or its line was lost in the middle of work. */
  failed(gateway: number, now: number): void;
  /** Whether there is one that has not failed of late. */
  hasFresh(now: number): boolean;
  /** When one that stands before it in the list may be dialled again; nothing where none does. */
  betterAt(gateway: number): number | undefined;
}

/** @internal */
export function gatewayRota(count: number): GatewayRota {
  const coolUntil: number[] = Array.from({ length: count }, () => -Infinity);
  const until = (gateway: number): number => coolUntil[gateway] ?? -Infinity;
  // No further ahead than a cool-down, should the clock have gone back.
  const isCool = (gateway: number, now: number): boolean =>
    until(gateway) <= now || until(gateway) > now + coolDown;

  return {
    order: (now) => {
      const all = [...coolUntil.keys()];
      const cooling = all.filter((gateway) => !isCool(gateway, now));
      return [
        ...all.filter((gateway) => isCool(gateway, now)),
        ...cooling.sort((a, b) => until(a) - until(b)),
      ];
    },
    failed: (gateway, now) => {
      coolUntil[gateway] = now + coolDown;
    },
    hasFresh: (now) => coolUntil.some((_, gateway) => isCool(gateway, now)),
    betterAt: (gateway) => (gateway === 0 ? undefined : Math.min(...coolUntil.slice(0, gateway))),
  };
}
