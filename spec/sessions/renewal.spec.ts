import { gatewayRota } from '../../src/sessions/gatewayRota';
import { renewalOf } from '../../src/sessions/renewal';
import { type SessionOptions } from '../../src/sessions';

const minute = 60_000;
const now = 1_000_000;
const options = (maxLineAge?: number): SessionOptions => ({
  gateway: [],
  model: 'some/model:1',
  ...(maxLineAge === undefined ? {} : { maxLineAge }),
});
const failed = (at: number) => {
  const rota = gatewayRota(2);
  rota.failed(0, at);
  return rota;
};
const calm = gatewayRota(2);

// prettier-ignore
describe('renewalOf: when a line is replaced', () => {
  it.each([
    ['at twenty minutes', options(), {}, calm, { at: now + 20 * minute }],
    ['at the age asked for', options(5000), {}, calm, { at: now + 5000 }],
    ['never, where no age is wanted', options(Infinity), {}, calm, undefined],
    ['half a minute before its token ends', options(), { expiresAt: now + 10 * minute }, calm, { at: now + 10 * minute - 30_000 }],
    ['at half of what a short token has left', options(), { expiresAt: now + 40_000 }, calm, { at: now + 20_000 }],
    ['not within a second, however short it lives', options(), { expiresAt: now + 10 }, calm, { at: now + 1000 }],
    ['by its age, where its token has another clock and seems over', options(), { expiresAt: now - 1 }, calm, { at: now + 20 * minute }],
    ['when a better gateway may be tried again, and only by that', options(), { gateway: 1 }, failed(now), { at: now + minute, only: { before: 1, until: now + 20 * minute } }],
    ['at once where that is long ago', options(), { gateway: 1 }, failed(0), { at: now, only: { before: 1, until: now + 20 * minute } }],
    ['by its age, where that comes first', options(500), { gateway: 1 }, failed(now), { at: now + 500 }],
  ] as const)('should be %s', (_, asked, line, rota, renewal) => {
    expect(renewalOf(asked, line, rota, now)).toEqual(renewal);
  });
});
