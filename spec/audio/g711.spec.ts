import {
  alawToLinear16,
  int16ToLinear16,
  linear16ToAlaw,
  linear16ToInt16,
  linear16ToMulaw,
  mulawToLinear16,
} from '../../src/audio';
import { atOddOffset } from '../support/audio';

const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
const everySample = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);

// G.711 tables 1a and 2a: eight segments of sixteen steps; a segment's step is twice that of the one before it.
const muValue = (segment: number, step: number) => ((2 * step + 33) << segment) - 33; // of 14 bits
const aValue = (segment: number, step: number) =>
  segment === 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1); // of 13 bits

describe.each([
  {
    law: 'mu-law',
    toSamples: mulawToLinear16,
    toCodes: linear16ToMulaw,
    // The highest and lowest values, and those at the segment ends of the table (its character signals, inverted bits).
    known: { 0x80: 32_124, 0x8f: 16_764, 0x9f: 8_316, 0xef: 132, 0xf0: 120, 0xfe: 8, 0xff: 0, 0x7f: 0, 0x7e: -8, 0x00: -32_124 }, // prettier-ignore
    codeOf: (negative: boolean, segment: number, step: number) =>
      ~((negative ? 0x80 : 0) | (segment << 4) | step) & 0xff,
    valueOf: (segment: number, step: number) => 4 * muValue(segment, step),
    decisionAt: (segment: number, step: number) => 4 * (((2 * step + 32) << segment) - 33),
    twin: { 0x7f: 0xff }, // minus zero is written as plus zero
    silence: 0xff,
    snr: 36,
  },
  {
    law: 'A-law',
    toSamples: alawToLinear16,
    toCodes: linear16ToAlaw,
    known: { 0xaa: 32_256, 0xa5: 16_896, 0xba: 16_128, 0xd5: 8, 0x55: -8, 0xd4: 24, 0x2a: -32_256 },
    codeOf: (negative: boolean, segment: number, step: number) =>
      ((negative ? 0 : 0x80) | (segment << 4) | step) ^ 0x55,
    valueOf: (segment: number, step: number) => 8 * aValue(segment, step),
    decisionAt: (segment: number, step: number) =>
      8 * (segment === 0 ? 2 * step : (2 * step + 32) << (segment - 1)),
    twin: {},
    silence: 0xd5,
    snr: 36,
  },
])(
  'G.711 $law',
  ({ toSamples, toCodes, known, codeOf, valueOf, decisionAt, twin, silence, snr }) => {
    const decoded = linear16ToInt16(toSamples(codes));

    it('should give the values of the standard for all 256 codes', () => {
      for (const sign of [1, -1])
        for (let segment = 0; segment < 8; segment++)
          for (let step = 0; step < 16; step++)
            // Adding 0 turns the minus zero of this sum into the 0 that was read.
            expect(decoded[codeOf(sign < 0, segment, step)]).toBe(
              sign * valueOf(segment, step) + 0,
            );
    });

    it('should give the values that are known by heart', () => {
      for (const [code, value] of Object.entries(known)) expect(decoded[Number(code)]).toBe(value);
    });

    it('should write every code as it was read', () => {
      const expected = Array.from(codes, (code) => (twin as Record<number, number>)[code] ?? code);

      expect(Array.from(toCodes(toSamples(codes)))).toEqual(expected);
    });

    it('should never make a louder sample quieter', () => {
      const there = linear16ToInt16(toSamples(toCodes(int16ToLinear16(everySample))));
      const falls = there.findIndex((value, i) => i > 0 && value < (there[i - 1] ?? 0));

      expect(falls).toBe(-1);
    });

    it('should change from one code to the next at the decision values of the standard', () => {
      const codeAt = (sample: number) => toCodes(int16ToLinear16(new Int16Array([sample])))[0];
      let before = { segment: 0, step: 0 };
      for (let segment = 0; segment < 8; segment++)
        for (let step = segment === 0 ? 1 : 0; step < 16; step++) {
          const decision = decisionAt(segment, step);
          const last = codeOf(false, before.segment, before.step);

          expect(codeAt(decision)).toBe(codeOf(false, segment, step));
          expect(codeAt(decision - 1)).toBe(last);
          expect(codeAt(-decision - 1)).toBe(codeOf(true, segment, step));
          expect(codeAt(-decision + 1)).toBe(codeOf(true, before.segment, before.step));
          before = { segment, step };
        }
    });

    it('should keep a tone well above its own noise', () => {
      const tone = Int16Array.from({ length: 8000 }, (_, i) =>
        Math.round(12_000 * Math.sin(i / 7)),
      );
      const back = linear16ToInt16(toSamples(toCodes(int16ToLinear16(tone))));
      const power = tone.reduce((sum, value) => sum + value ** 2, 0);
      const noise = tone.reduce((sum, value, i) => sum + (value - (back[i] ?? 0)) ** 2, 0);

      expect(10 * Math.log10(power / noise)).toBeGreaterThan(snr);
    });

    it('should write silence as silence', () => {
      expect(Array.from(toCodes(new Uint8Array(4)))).toEqual([silence, silence]);
    });

    it('should read samples at an odd offset and leave out a last odd byte', () => {
      const bytes = atOddOffset(new Uint8Array([0, 0, 0xff, 0x7f, 1]));

      expect(toCodes(bytes)).toEqual(toCodes(new Uint8Array([0, 0, 0xff, 0x7f])));
    });
  },
);
