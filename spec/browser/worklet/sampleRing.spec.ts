import * as fc from 'fast-check';
import { sampleRing } from '../../../src/browser/worklet/sampleRing';

const lanes = (channels: number, frames: number) =>
  Array.from({ length: channels }, () => new Float32Array(frames));

describe('sampleRing', () => {
  it('should give back what it was given, in order, channel by channel', () => {
    const ring = sampleRing(2);
    ring.push(Float32Array.of(1, -1, 2, -2, 3, -3));
    ring.push(Float32Array.of(4, -4));
    expect(ring.frames).toBe(4);
    const [left, right] = lanes(2, 5);
    ring.read([left!, right!], 1, 3);
    expect([...left!]).toEqual([0, 1, 2, 3, 0]);
    expect([...right!]).toEqual([0, -1, -2, -3, 0]);
    expect(ring.frames).toBe(1);
    expect([...ring.take(9)]).toEqual([4, -4]);
    expect(ring.frames).toBe(0);
  });

  it('should tell the first frame that waits and leave it', () => {
    const ring = sampleRing(2);
    const frame = new Float32Array(2);
    ring.peek(frame);
    expect([...frame]).toEqual([0, 0]);
    ring.push(Float32Array.of(1, 2, 3, 4));
    ring.read(lanes(2, 1), 0, 1);
    ring.peek(frame);
    expect([...frame]).toEqual([3, 4]);
    expect(ring.frames).toBe(1);
  });

  it('should forget all of it', () => {
    const ring = sampleRing(1);
    ring.push(Float32Array.of(1, 2));
    ring.clear();
    expect(ring.frames).toBe(0);
    ring.push(Float32Array.of(3));
    expect([...ring.take(1)]).toEqual([3]);
  });

  it('should take no empty block, and no half frame', () => {
    const ring = sampleRing(2);
    ring.push(new Float32Array(0));
    ring.push(Float32Array.of(1));
    expect(ring.frames).toBe(0);
    ring.push(Float32Array.of(1, 2, 3));
    expect(ring.frames).toBe(1);
    expect([...ring.take(2)]).toEqual([1, 2]);
  });

  it('should be a queue whatever is put in and taken out when', () => {
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 0, max: 40 }) }),
      fc.record({ get: fc.integer({ min: 0, max: 90 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const ring = sampleRing(1);
        let put = 0;
        let got = 0;
        for (const each of steps) {
          if ('put' in each) ring.push(Float32Array.from({ length: each.put }, () => ++put));
          else for (const sample of ring.take(each.get)) expect(sample).toBe(++got);
          expect(ring.frames).toBe(put - got);
        }
      }),
    );
  });
});
