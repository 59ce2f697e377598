import fc from 'fast-check';
import { audioLog } from '../../src/sessions/audioLog';

const bytes = (from: number, to: number) =>
  Uint8Array.from({ length: to - from }, (_, n) => (from + n) % 251);
const joined = (views: readonly Uint8Array[]) => views.flatMap((view) => Array.from(view));

describe('audioLog', () => {
  it('should read back what was added, chunk by chunk', () => {
    const log = audioLog(2);
    expect(log.add(bytes(0, 4))).toBe(2);
    expect(log.add(bytes(4, 10))).toBe(3);

    expect(log.read(0, 5)).toEqual([bytes(0, 4), bytes(4, 10)]);
    expect(log.read(1, 3)).toEqual([bytes(2, 4), bytes(4, 6)]);
    expect(log.read(2, 2)).toEqual([]);
  });

  it('should give views of the chunks, not copies', () => {
    const log = audioLog(2);
    const chunk = bytes(0, 8);
    log.add(chunk);

    expect(log.read(1, 3)[0]?.buffer).toBe(chunk.buffer);
  });

  it('should keep what a chunk cuts apart for the next', () => {
    const log = audioLog(2);

    expect([log.add(bytes(0, 1)), log.add(bytes(1, 2)), log.add(bytes(2, 5))]).toEqual([0, 1, 1]);
    expect(joined(log.read(0, 2))).toEqual(Array.from(bytes(0, 4)));
  });

  it('should give what it still has of a stretch it let go of in part', () => {
    const log = audioLog(1);
    log.add(bytes(0, 4));
    log.add(bytes(4, 8));
    log.forget(4);

    expect(joined(log.read(0, 6))).toEqual([4, 5]);
    log.forget(100);
    expect(log.read(0, 8)).toEqual([]);
  });

  it('should read any stretch that is kept, byte for byte, in whatever pieces it came', () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 9 }), {
      minLength: 1,
      maxLength: 300,
      size: 'max',
    });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        pieces,
        fc.constantFrom(1, 2, 4),
        fraction,
        fraction,
        fraction,
        (lengths, frameBytes, forgotten, from, to) => {
          const log = audioLog(frameBytes);
          let end = 0;
          let frames = 0;
          lengths.forEach((length, n) => {
            frames += log.add(bytes(end, end + length));
            end += length;
            // Little by little, as a session does.
            log.forget(Math.floor((frames * forgotten * n) / lengths.length));
          });
          expect(frames).toBe(Math.floor(end / frameBytes));

          const kept = Math.floor(frames * forgotten);
          const [low = 0, high = 0] = [from, to]
            .map((part) => kept + Math.round((frames - kept) * part))
            .sort((a, b) => a - b);
          const found = joined(log.read(low, high));
          expect(found).toEqual(Array.from(bytes(low * frameBytes, high * frameBytes)));
        },
      ),
    );
  });

  it('should move no piece more than about once, however long the audio', () => {
    const moved = jest.spyOn(Array.prototype, 'slice');
    let moves = 0;
    const log = audioLog(2);
    const window = 1500;
    const count = 30_000;
    const chunk = new Uint8Array(2);
    for (let n = 0; n < count; n++) {
      log.add(chunk);
      log.forget(n - window);
      for (const { value } of moved.mock.results) {
        if (Array.isArray(value)) moves += value.length;
      }
      moved.mockClear();
    }
    moved.mockRestore();

    expect(moves).toBeGreaterThan(0);
    expect(moves).toBeLessThan(2 * count);
  });
});
