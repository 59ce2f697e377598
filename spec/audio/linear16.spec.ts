import { array, assert, integer, property, uint8Array } from 'fast-check';
import {
  float32ToLinear16,
  int16ToLinear16,
  linear16ToFloat32,
  linear16ToInt16,
} from '../../src/audio';
import { atOddOffset } from '../support/audio';

const bytes = (...values: number[]) => new Uint8Array(values);

describe('linear16', () => {
  it('should read little-endian samples as -1 to 1', () => {
    const read = linear16ToFloat32(bytes(0x00, 0x00, 0x00, 0x40, 0x00, 0x80, 0xff, 0x7f));

    expect(Array.from(read)).toEqual([0, 0.5, -1, Math.fround(32_767 / 32_768)]);
  });

  it('should clamp what is too loud and write 0 for NaN', () => {
    const written = float32ToLinear16(new Float32Array([1, 7, Infinity, -1, -7, -Infinity, NaN]));

    expect(Array.from(linear16ToInt16(written))).toEqual([
      32_767, 32_767, 32_767, -32_768, -32_768, -32_768, 0,
    ]);
  });

  it('should round to the nearest step', () => {
    const written = float32ToLinear16(new Float32Array([0.6 / 32_768, -0.6 / 32_768]));

    expect(Array.from(linear16ToInt16(written))).toEqual([1, -1]);
  });

  it('should read at an odd offset', () => {
    const odd = atOddOffset(bytes(0x01, 0x02, 0xff, 0xff));

    expect(odd.byteOffset % 2).toBe(1);
    expect(Array.from(linear16ToInt16(odd))).toEqual([0x0201, -1]);
    expect(Array.from(linear16ToFloat32(odd))).toEqual([0x0201 / 32_768, -1 / 32_768]);
  });

  it('should leave out a last odd byte', () => {
    expect(linear16ToInt16(bytes(1, 0, 9))).toHaveLength(1);
    expect(linear16ToFloat32(bytes(1, 0, 9))).toHaveLength(1);
  });

  it('should write every sample as it was read', () => {
    assert(
      property(uint8Array(), (data) => {
        const whole = data.subarray(0, data.length & ~1);
        expect(float32ToLinear16(linear16ToFloat32(data))).toEqual(new Uint8Array(whole));
        expect(int16ToLinear16(linear16ToInt16(data))).toEqual(new Uint8Array(whole));
      }),
    );
  });

  it('should write 16-bit integers of any part of a buffer', () => {
    assert(
      property(array(integer({ min: -32_768, max: 32_767 })), (values) => {
        const part = new Int16Array([9, ...values]).subarray(1);
        expect(Array.from(linear16ToInt16(int16ToLinear16(part)))).toEqual(values);
      }),
    );
  });
});
