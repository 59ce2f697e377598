import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concat, NEVER, of } from 'rxjs';
import { decodeWav } from '../../src/audio';
import { wavSink } from '../../src/node';
import { play } from '../../src/operators';
import { format, kilohertz, samples, valuesOf } from '../support/audio';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rxjs-voice-'));
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, 'heard.wav');
const chunk = samples(Array<number>(100).fill(1000));

describe('wavSink', () => {
  it('should play in real time what it was given', () => {
    const sink = wavSink(file());
    const positions: unknown[] = [];
    of(chunk, chunk)
      .pipe(play(sink))
      .subscribe({ next: (ms) => positions.push(ms), complete: () => positions.push('done') });
    jest.advanceTimersByTime(199);
    // Both writes, then every 20 ms.
    expect([positions, sink.position()]).toEqual([
      [0, 0, 20, 40, 60, 80, 100, 120, 140, 160, 180],
      199,
    ]);
    jest.advanceTimersByTime(1);
    sink.finish();

    expect(positions.slice(-2)).toEqual([200, 'done']);
    expect(valuesOf(decodeWav(readFileSync(file())))).toHaveLength(200);
    expect(decodeWav(readFileSync(file())).format).toEqual(kilohertz);
  });

  it('should hold what was heard and no more, and the fade', () => {
    const sink = wavSink(file());
    const turn = concat(of(chunk, chunk), NEVER)
      .pipe(play(sink, { fadeOut: 4 }))
      .subscribe();
    jest.advanceTimersByTime(50);
    turn.unsubscribe();
    jest.advanceTimersByTime(500);
    sink.write(samples([7, 8, 9]));
    jest.advanceTimersByTime(2);
    sink.finish();

    expect(valuesOf(decodeWav(readFileSync(file())))).toEqual([
      ...Array<number>(50).fill(1000), 750, 500, 250, 0, 7, 8,
    ]); // prettier-ignore
  });

  it('should leave no file where none is wanted', () => {
    const sink = wavSink(file());
    sink.finish();
    sink.write(chunk);
    sink.discard();

    expect(existsSync(file())).toBe(false);
  });

  it('should say why it cannot write', () => {
    expect(() => wavSink(join(folder, 'no/such.wav')).write(chunk)).toThrow(
      expect.objectContaining({ code: 'invalid-option', option: 'path' }),
    );
    const sink = wavSink(file());
    sink.write(chunk);
    expect(() => sink.write(samples([1], format('linear16')))).toThrow(
      expect.objectContaining({ code: 'format-mismatch' }),
    );
    sink.discard();
  });
});
