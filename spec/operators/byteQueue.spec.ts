import { array, assert, integer, property, uint8Array } from 'fast-check';
import { byteQueue } from '../../src/operators/byteQueue';
import { fifo } from '../../src/operators/fifo';

describe('fifo', () => {
  it('should do as an array does', () => {
    assert(
      property(array(integer({ min: -3, max: 1 }), { maxLength: 400 }), (steps) => {
        const queue = fifo<number>();
        const model: number[] = [];
        for (const step of steps) {
          if (step < 0) expect(queue.shift()).toBe(model.shift());
          else for (let n = 0; n < 8; n++) [queue, model].forEach((all) => all.push(n + step));
          expect([queue.size, queue.peek()]).toEqual([model.length, model[0]]);
        }
      }),
    );
  });

  it('should move its values when it has grown long', () => {
    const queue = fifo<number>();
    for (let n = 0; n < 1000; n++) queue.push(n);
    for (let n = 0; n < 1000; n++) expect(queue.shift()).toBe(n);

    expect([queue.size, queue.shift()]).toEqual([0, undefined]);
  });
});

describe('byteQueue', () => {
  it('should give back what it was given, in other pieces', () => {
    assert(
      property(array(uint8Array({ maxLength: 20 })), integer({ min: 1, max: 30 }), (pieces, size) => {
        const queue = byteQueue();
        const result: number[] = [];
        for (const piece of pieces) {
          queue.push(piece);
          if (queue.length >= size) result.push(...queue.take(size));
        }
        while (queue.length > 0) result.push(...queue.take(size));

        expect(result).toEqual(pieces.flatMap((piece) => [...piece]));
      }),
    );
  }); // prettier-ignore

  it('should copy only what spans pieces', () => {
    const queue = byteQueue();
    const first = new Uint8Array([1, 2, 3, 4]);
    queue.push(first);
    queue.push(new Uint8Array([5, 6]));

    expect(queue.take(3).buffer).toBe(first.buffer);
    const spanning = queue.take(2);
    expect([...spanning]).toEqual([4, 5]);
    expect(spanning.buffer).not.toBe(first.buffer);
    expect([...queue.take(9)]).toEqual([6]);
    expect(queue.take(1)).toHaveLength(0);
  });
});
