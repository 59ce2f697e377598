/**
 * How audio is written as bytes. The first three are the *sample encodings*: their bytes are samples that can be counted
 * and cut; `opus` and `mp3` cannot.
 *
 * `linear16` is 16-bit signed PCM, little-endian. `mulaw` and `alaw` are G.711, one byte a sample.
 *
 * @category Audio
 */
export type Encoding = 'linear16' | 'mulaw' | 'alaw' | 'opus' | 'mp3';

/**
 * What audio bytes are: how they are encoded, how fast they play, and for how many channels.
 *
 * @category Audio
 */
export interface AudioFormat {
  /** How samples are written as bytes. */
  readonly encoding: Encoding;
  /** Samples per second and channel, in Hz. */
  readonly sampleRate: number;
  /** 1 is mono; more are interleaved, sample frame by sample frame. */
  readonly channels: number;
}

/**
 * Some audio. In a sample encoding it holds whole sample frames, little-endian.
 *
 * `data` may be a view into a larger buffer, at an odd offset too, and is never written to.
 *
 * @category Audio
 */
export interface AudioChunk {
  /** The bytes. */
  readonly data: Uint8Array;
  /** What they are. */
  readonly format: AudioFormat;
}
