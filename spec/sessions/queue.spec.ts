import { dequeue, emptyQueue, enqueue, isEmpty, type Queue } from '../../src/sessions/queue';

const of = (...values: number[]): Queue<number> =>
  values.reduce<Queue<number>>(enqueue, emptyQueue);

describe('queue', () => {
  it('should give things back in order, also between others that come', () => {
    const given: (number | undefined)[] = [];
    let queue = of(1, 2, 3);
    const take = () => {
      const taken = dequeue(queue);
      given.push(taken?.first);
      queue = taken?.rest ?? queue;
    };
    take();
    queue = enqueue(queue, 4);
    take();
    take();
    queue = enqueue(queue, 5);
    take();
    take();
    take();
    expect(given).toEqual([1, 2, 3, 4, 5, undefined]);
  });

  it('should know when it is empty', () => {
    expect(isEmpty(emptyQueue)).toBe(true);
    expect(isEmpty(of(1))).toBe(false);
    expect(isEmpty(dequeue(of(1, 2))!.rest)).toBe(false);
    expect(isEmpty(dequeue(of(1))!.rest)).toBe(true);
  });

  it('should leave the queue it was made from as it was', () => {
    const queue = of(1, 2);
    dequeue(enqueue(queue, 3));
    expect(dequeue(queue)?.first).toBe(1);
  });

  it('should touch each thing three times, however many there are', () => {
    const touches = (count: number) => {
      let reads = 0;
      let queue: Queue<number> = emptyQueue;
      const watched = (cell: Queue<number>['back']): Queue<number>['back'] =>
        cell && {
          get value() {
            reads++;
            return cell.value;
          },
          rest: cell.rest,
        };
      for (let i = 0; i < count; i++) {
        const next = enqueue(queue, i);
        queue = { front: next.front, back: watched(next.back) };
      }
      for (let taken = dequeue(queue); taken !== undefined; taken = dequeue(queue)) {
        queue = taken.rest;
      }
      return reads;
    };
    // Each is read once when the queue is turned round, and given from what was made then.
    expect(touches(10)).toBe(10);
    expect(touches(1000)).toBe(1000);
  });
});
