import * as fc from 'fast-check';
import { wholeFrames } from '../../src/audio';

const none = new Uint8Array(0);

describe('wholeFrames', () => {
  it('should pass whole frames on as they are, without a copy', () => {
    const data = Uint8Array.of(1, 2, 3, 4);
    expect(wholeFrames(none, data, 2)).toEqual({ whole: data, cut: none });
    expect(wholeFrames(none, data, 2).whole).toBe(data);
  });

  it('should keep the bytes of a cut frame for the next', () => {
    const { whole, cut } = wholeFrames(none, Uint8Array.of(1, 2, 3), 2);
    expect([whole, cut]).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    expect(wholeFrames(cut, Uint8Array.of(4, 5), 2)).toEqual({
      whole: Uint8Array.of(3, 4),
      cut: Uint8Array.of(5),
    });
  });

  it('should give every byte once and in order, however it was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 9 })),
        fc.integer({ min: 1, max: 4 }),
        (pieces, frameBytes) => {
          let waiting: Uint8Array = none;
          const out: number[] = [];
          for (const piece of pieces) {
            const { whole, cut } = wholeFrames(waiting, piece, frameBytes);
            expect(whole.length % frameBytes).toBe(0);
            out.push(...whole);
            waiting = cut;
          }
          expect([...out, ...waiting]).toEqual(pieces.flatMap((piece) => [...piece]));
        },
      ),
    );
  });
});
