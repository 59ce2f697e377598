/**
 * Sample frames that wait to be played, first in, first out.
 *
 * @internal
 */
export interface SampleRing {
  /** How many frames wait. */
  readonly frames: number;
  /** Takes interleaved samples. They are kept as they are: do not write to them afterwards. */
  push(samples: Float32Array): void;
  /** Copies the next frames, at most so many as wait, to a place in the channels of an output. */
  read(outputs: readonly Float32Array[], at: number, frames: number): void;
  /** Takes out the next frames, at most so many as wait, interleaved. */
  take(frames: number): Float32Array;
  /** Writes the first frame that waits, one sample for each channel. */
  peek(frame: Float32Array): void;
  /** Forgets all of it. */
  clear(): void;
}

/**
 * Makes a ring of blocks of samples. The ring holds the blocks themselves and grows by its index alone, so that adding audio on
 * the audio thread copies none of it, however much waits.
 *
 * @param channels - samples in a frame
 * @internal
 */
export function sampleRing(channels: number): SampleRing {
  let blocks = new Array<Float32Array | undefined>(16);
  let head = 0;
  let count = 0;
  let offset = 0; // samples of the first block that are gone
  let frames = 0;

  const slot = (i: number) => (head + i) % blocks.length;
  const grow = () => {
    const bigger = new Array<Float32Array | undefined>(blocks.length * 2);
    for (let i = 0; i < count; i++) bigger[i] = blocks[slot(i)];
    blocks = bigger;
    head = 0;
  };
  const dropBlock = () => {
    blocks[head] = undefined;
    head = slot(1);
    count--;
    offset = 0;
  };

  const spend = (
    wanted: number,
    use: (block: Float32Array, from: number, frames: number) => void,
  ) => {
    let left = wanted;
    for (let block = blocks[head]; block && left > 0; block = blocks[head]) {
      const there = Math.floor((block.length - offset) / channels);
      const taken = Math.min(there, left);
      use(block, offset, taken);
      left -= taken;
      frames -= taken;
      offset += taken * channels;
      if (taken === there) dropBlock();
    }
  };

  return {
    get frames() {
      return frames;
    },
    push: (samples) => {
      if (samples.length < channels) return;
      if (count === blocks.length) grow();
      blocks[slot(count)] = samples;
      count++;
      frames += Math.floor(samples.length / channels);
    },
    read: (outputs, at, wanted) => {
      let done = at;
      spend(wanted, (block, from, taken) => {
        copy(block, from, channels, outputs, done, taken);
        done += taken;
      });
    },
    take: (wanted) => {
      const samples = new Float32Array(Math.min(wanted, frames) * channels);
      let done = 0;
      spend(wanted, (block, from, taken) => {
        samples.set(block.subarray(from, from + taken * channels), done);
        done += taken * channels;
      });
      return samples;
    },
    peek: (frame) => {
      for (let channel = 0; channel < channels; channel++)
        frame[channel] = blocks[head]?.[offset + channel] ?? 0;
    },
    clear: () => {
      while (count > 0) dropBlock();
      frames = 0;
    },
  };
}

function copy(
  block: Float32Array,
  from: number,
  channels: number,
  outputs: readonly Float32Array[],
  at: number,
  frames: number,
): void {
  if (channels === 1) {
    outputs[0]?.set(block.subarray(from, from + frames), at);
    return;
  }
  for (let channel = 0; channel < channels; channel++) {
    const output = outputs[channel];
    if (output === undefined) continue;
    for (let i = 0; i < frames; i++) output[at + i] = block[from + i * channels + channel] ?? 0;
  }
}
