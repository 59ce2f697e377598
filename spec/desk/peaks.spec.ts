import { Peaks } from '../../examples/angular/src/app/waveform/peaks';

const loud = (ms: number, level: number) => new Float32Array(ms * 16).fill(level);

describe('Peaks', () => {
  it('should keep the highest of each stretch', () => {
    const peaks = new Peaks();
    peaks.write(loud(15, 0.25), 16_000);
    peaks.write(loud(15, 0.5), 16_000);

    expect(peaks.length).toBe(30);
    expect([peaks.between(0, 10), peaks.between(10, 20), peaks.between(0, 30)]).toEqual([
      0.25, 0.5, 0.5,
    ]);
  });

  it('should write again what is spoken again', () => {
    const peaks = new Peaks();
    peaks.write(loud(40, 0.25), 16_000);
    peaks.seek(20, 16_000);
    peaks.write(loud(40, 0.25), 16_000);

    expect(peaks.length).toBe(60);
    expect(peaks.between(50, 70)).toBe(0.25);
  });

  it('should be empty again', () => {
    const peaks = new Peaks();
    peaks.write(loud(40, 1), 16_000);
    peaks.clear();

    expect([peaks.length, peaks.between(0, 100)]).toEqual([0, 0]);
  });

  it('should keep no more than ten minutes', () => {
    const peaks = new Peaks();
    peaks.seek(600_000, 16_000);
    peaks.write(loud(40, 1), 16_000);

    expect(peaks.length).toBe(600_000);
    expect(peaks.between(600_000, 600_040)).toBe(0);
  });
});
