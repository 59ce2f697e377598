import { coolDown, gatewayRota, type GatewayRota } from '../../src/sessions/gatewayRota';

const after = (...failed: readonly (readonly [gateway: number, at: number])[]): GatewayRota => {
  const rota = gatewayRota(3);
  for (const [gateway, at] of failed) rota.failed(gateway, at);
  return rota;
};

// prettier-ignore
describe('gatewayRota', () => {
  it.each([
    ['as they are listed', after(), 0, [0, 1, 2]],
    ['with one that failed behind', after([0, 0]), 10, [1, 2, 0]],
    ['with those that failed behind, the longest ago first', after([1, 0], [0, 5]), 10, [2, 1, 0]],
    ['all of them, where all failed', after([2, 0], [0, 5], [1, 9]), 10, [2, 0, 1]],
    ['as before a ms before the cool-down is over', after([0, 0]), coolDown - 1, [1, 2, 0]],
    ['as they are listed when it is', after([0, 0]), coolDown, [0, 1, 2]],
    ['as they are listed after a clock that went back', after([0, 1_000_000]), 10, [0, 1, 2]],
  ] as const)('should give them %s', (_, rota, now, order) => {
    expect(rota.order(now)).toEqual(order);
  });

  it.each([
    ['one is left', after([0, 0], [1, 0]), 10, true],
    ['none is left', after([0, 0], [1, 0], [2, 0]), 10, false],
    ['one has cooled down', after([0, 0], [1, 5], [2, 5]), coolDown, true],
  ] as const)('should know whether one has not failed of late: %s', (_, rota, now, fresh) => {
    expect(rota.hasFresh(now)).toBe(fresh);
  });

  it.each([
    ['never for the first', after([0, 5]), 0, undefined],
    ['at once where a better one never failed', after(), 1, -Infinity],
    ['when the first has cooled down', after([0, 5]), 1, 5 + coolDown],
    ['when the earliest of the better ones has', after([0, 7], [1, 5]), 2, 5 + coolDown],
  ] as const)('should say when a better one may be dialled: %s', (_, rota, gateway, at) => {
    expect(rota.betterAt(gateway)).toBe(at);
  });
});
