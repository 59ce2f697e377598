/** One peak covers so much audio, ms. */
const step = 10;

/** The longest answer that is drawn whole, ms. What goes beyond it is heard all the same. */
const longest = 10 * 60_000;

/**
 * The shape of one answer, written at a position that may go back: a segment that a lost line makes the gateway speak again
 * is written over itself.
 */
export class Peaks {
  private readonly peaks = new Float32Array(longest / step);
  private sample = 0;
  /** How much is known, ms. */
  length = 0;

  clear(): void {
    this.peaks.fill(0, 0, Math.ceil(this.length / step));
    this.sample = 0;
    this.length = 0;
  }

  /** Goes on at `ms`. */
  seek(ms: number, sampleRate: number): void {
    this.sample = Math.round((ms * sampleRate) / 1000);
  }

  write(samples: Float32Array, sampleRate: number): void {
    const perPeak = (sampleRate * step) / 1000;
    const begin = this.sample;
    for (let i = 0; i < samples.length; i++) {
      const place = Math.floor((begin + i) / perPeak);
      const height = Math.abs(samples[i] ?? 0);
      if (height > (this.peaks[place] ?? Infinity)) this.peaks[place] = height;
    }
    this.sample = begin + samples.length;
    const end = Math.min(longest, (this.sample * 1000) / sampleRate);
    this.length = Math.max(this.length, end);
  }

  /** The highest between two times, ms. */
  between(from: number, to: number): number {
    let highest = 0;
    const last = Math.max(Math.floor(from / step) + 1, Math.ceil(to / step));
    for (let i = Math.max(0, Math.floor(from / step)); i < last; i++) {
      highest = Math.max(highest, this.peaks[i] ?? 0);
    }
    return highest;
  }
}
