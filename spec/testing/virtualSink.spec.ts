import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check';
import { TestScheduler } from 'rxjs/testing';
import { type AudioFormat } from '../../src/audio';
import { virtualSink, type VirtualSinkOptions } from '../../src/testing';
import { format, kilohertz, samples, valuesOf } from '../support/audio';

const count = (from: number, frames: number, as = kilohertz) =>
  samples(Array.from({ length: frames }, (_, i) => from + i), as); // prettier-ignore

/** Runs steps at their times, in virtual time, then waits for 1 s. */
function at(options: VirtualSinkOptions, steps: Record<number, (sink: ReturnType<typeof virtualSink>) => void>) {
  const sink = virtualSink(options);
  new TestScheduler(() => undefined).run(({ cold, flush }) => {
    for (const [ms, step] of Object.entries(steps)) cold(`${ms}ms x`).subscribe(() => step(sink));
    cold('1s x').subscribe(() => sink.position());
    flush();
  });
  return sink.sounds().map((sound) => [sound.at, valuesOf(sound)]);
} // prettier-ignore

describe('virtualSink', () => {
  afterEach(() => void jest.useRealTimers());

  it('should play in a row what is written in time, and be silent in between', () => {
    expect(
      at({}, { 0: (s) => s.write(count(1, 3)), 2: (s) => s.write(count(4, 2)), 9: (s) => s.write(count(6, 2)) }),
    ).toEqual([[0, [1, 2, 3, 4, 5]], [9, [6, 7]]]); // prettier-ignore
  }); // prettier-ignore

  it('should sound after its latency', () => {
    const positions: number[] = [];
    const look = (s: { position(): number }) => void positions.push(s.position());

    expect(at({ latency: 3 }, { 1: (s) => s.write(count(1, 4)), 4: look, 5: look, 7: look, 20: look })).toEqual([
      [4, [1, 2, 3, 4]],
    ]);
    expect(positions).toEqual([0, 1, 3, 4]);
  }); // prettier-ignore

  it('should stall where it is told to, as often as it is told to', () => {
    const stall = [{ at: 2, for: 5 }, { at: 4, for: 0.5 }, { at: 40, for: 9 }]; // prettier-ignore

    expect(at({ stall }, { 0: (s) => s.write(count(1, 6)) })).toEqual([[0, [1, 2]], [7, [3, 4]], [9.5, [5, 6]]]); // prettier-ignore
  });

  it('should stay silent when it is cleared in a silence', () => {
    const write = (s: ReturnType<typeof virtualSink>) => s.write(count(1, 6));
    const clear = (s: ReturnType<typeof virtualSink>) => s.clear(4);

    expect(at({ latency: 5 }, { 0: write, 3: clear })).toEqual([]);
    expect(at({ stall: { at: 2, for: 9 } }, { 0: write, 5: clear })).toEqual([[0, [1, 2]]]);
    expect(at({}, { 0: write, 9: clear })).toEqual([[0, [1, 2, 3, 4, 5, 6]]]);
    expect(at({}, { 0: clear })).toEqual([]);
  });

  it('should play what comes during a fade behind it', () => {
    expect(
      at({}, { 0: (s) => s.write(samples([80, 80, 80, 80, 80, 80])), 2: (s) => { s.clear(2); s.write(count(1, 1)); } }),
    ).toEqual([[0, [80, 80, 40, 0, 1]]]);
  }); // prettier-ignore

  it('should refuse more than it has room for, and another format', () => {
    jest.useFakeTimers();
    const sink = virtualSink({ room: 4 });
    sink.write(count(1, 3));

    expect(() => sink.write(count(1, 2))).toThrow(
      expect.objectContaining({ code: 'buffer-overflow', droppedMs: 5 }),
    );
    expect(() => sink.write(count(1, 1, format('mulaw')))).toThrow(
      expect.objectContaining({ code: 'format-mismatch' }),
    );
  });

  it('should account for every sample, at every rate, whenever it is asked', () => {
    const steps = array(
      record({
        wait: integer({ min: 0, max: 30 }),
        do: oneof(integer({ min: 1, max: 900 }), constantFrom('look' as const, 'clear' as const)),
      }),
      { maxLength: 25 },
    );
    const rates = constantFrom(8000, 11_025, 44_100, 24_000);
    assert(
      property(rates, steps, (sampleRate, all) => {
        const as: AudioFormat = { ...kilohertz, sampleRate };
        let time = 0;
        let written = 0;
        let known = 0;
        const sink = virtualSink({ stall: { at: 20, for: 7 } });
        new TestScheduler(() => undefined).run(({ cold, flush }) => {
          for (const { wait, do: step } of all) {
            time += wait;
            cold(`${time}ms x`).subscribe(() => {
              if (typeof step === 'number') {
                sink.write(samples(Array<number>(step).fill(1000), as));
                written += (step * 1000) / sampleRate;
              } else if (step === 'clear') {
                sink.clear(1);
                written = known = 0;
              }
              const now = sink.position();
              expect(now).toBeGreaterThanOrEqual(known);
              expect(now).toBeLessThanOrEqual(written + 1e-9);
              known = now;
            });
          }
          cold('9s x').subscribe(() => {
            expect(sink.position()).toBeCloseTo(written, 6);
            const sounds = sink.sounds();
            sounds.slice(1).forEach(({ at: begins }, i) => {
              const before = sounds[i]!;
              expect(begins).toBeGreaterThan(before.at + (before.data.length * 500) / sampleRate);
            });
          });
          flush();
        });
      }),
      { numRuns: 60 },
    );
  });
});
