import { type AudioChunk } from '../../audio';

const bars = '▁▂▃▄▅▆▇█';

/** What is drawn as the lowest and the highest bar, dB below full scale. */
const quietest = -54;
const loudest = -12;

/**
 * Draws linear16 audio as bars of its loudness, one for each stretch of so many ms.
 *
 * @internal
 */
export function loudnessBars(chunks: readonly AudioChunk[], msPerBar: number): string {
  let drawn = '';
  let sum = 0;
  let count = 0;
  for (const { data, format } of chunks) {
    const perBar = Math.max(1, Math.round((msPerBar * format.sampleRate) / 1000));
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    for (let at = 0; at + 1 < data.length; at += 2) {
      sum += (view.getInt16(at, true) / 32_768) ** 2;
      if (++count < perBar) continue;
      drawn += barOf(sum / count);
      sum = 0;
      count = 0;
    }
  }
  return count === 0 ? drawn : drawn + barOf(sum / count);
}

function barOf(power: number): string {
  const level = (10 * Math.log10(power + 1e-10) - quietest) / (loudest - quietest);
  const step = Math.min(bars.length - 1, Math.max(0, Math.floor(level * bars.length)));
  return bars.charAt(step);
}
