import { sampleRing } from './sampleRing';

/**
 * What was played, as the audio thread knows it. Frames count from the last `clear`.
 *
 * @internal
 */
export interface PlaybackState {
  /** How many frames it was given. */
  readonly taken: number;
  /** How many of them were played when `frame` of the graph was about to be rendered; while silent, how many in all. */
  readonly played: number;
  /** The frame of the graph at which it began to play them in a row. */
  readonly frame: number;
  /** Whether it plays them, from `frame` on. */
  readonly sounding: boolean;
  /** Whether none of them waits. */
  readonly dry: boolean;
}

/**
 * What plays on the audio thread: fed with samples, and asked for one render quantum after the other.
 *
 * @internal
 */
export interface Playback {
  /** Takes interleaved samples, to be played behind those that wait. */
  write(samples: Float32Array): void;
  /** Forgets what waits. What sounds falls to zero within so many frames, from the next quantum on. */
  clear(fade: number): void;
  /**
   * Fills a quantum.
   *
   * @param outputs - an array for each channel
   * @param frame - the graph's number of its first frame
   * @returns whether {@link Playback.state} tells something that could not be foreseen
   */
  render(outputs: readonly Float32Array[], frame: number): boolean;
  /** What was played. */
  state(): PlaybackState;
}

/** Steps smaller than this, -48 dBFS, do not click. */
const audibleStep = 1 / 256;

/**
 * Makes what plays on the audio thread.
 *
 * Every sample that it is given leaves as it is, once and in order. Where they run dry it is silent; a step at either end of
 * such a silence, which would click, is bridged by a straight line in the silence itself, so that no sample is changed by it.
 *
 * @param channels - samples in a frame
 * @param bridgeFrames - how long the line is, frames
 * @internal
 */
export function playback(channels: number, bridgeFrames: number): Playback {
  const ring = sampleRing(channels);
  const last = new Float32Array(channels);
  const next = new Float32Array(channels);
  const bridge = { from: new Float32Array(channels), to: new Float32Array(channels), left: 0 };
  let falling = 0; // frames at the head of the ring that were cleared and still fall; they do not count
  let taken = 0;
  let played = 0;
  let sounding = false;
  let bridged = false; // on the way up, to the frame that is next
  let run = { frame: 0, played: 0 };
  let news = false;

  const begin = (to: Float32Array) => {
    bridge.from.set(last);
    bridge.to.set(to);
    bridge.left = bridgeFrames;
  };
  const clicks = (to: Float32Array) =>
    last.some((x, i) => Math.abs(x - (to[i] ?? 0)) > audibleStep);
  const silent = new Float32Array(channels);

  const cross = (outputs: readonly Float32Array[], at: number, room: number) => {
    const frames = Math.min(bridge.left, room);
    for (let i = 0; i < frames; i++) {
      const share = (bridgeFrames - bridge.left + i + 1) / (bridgeFrames + 1);
      for (let channel = 0; channel < channels; channel++) {
        const from = bridge.from[channel] ?? 0;
        const sample = from + ((bridge.to[channel] ?? 0) - from) * share;
        last[channel] = sample;
        const output = outputs[channel];
        if (output) output[at + i] = sample;
      }
    }
    bridge.left -= frames;
    return frames;
  };

  const rest = () => {
    sounding = false;
    bridged = false;
    if (falling === 0) news = true;
    if (clicks(silent)) begin(silent);
  };

  const start = (frame: number) => {
    ring.peek(next);
    if (!bridged && clicks(next)) {
      bridged = true;
      begin(next);
      return;
    }
    sounding = true;
    if (falling > 0) return;
    run = { frame, played };
    news = true;
  };

  const sound = (outputs: readonly Float32Array[], at: number, room: number) => {
    const frames = Math.min(room, falling > 0 ? falling : ring.frames);
    ring.read(outputs, at, frames);
    for (let channel = 0; channel < channels; channel++)
      last[channel] = outputs[channel]?.[at + frames - 1] ?? 0;
    if (falling === 0) {
      played += frames;
      return frames;
    }
    falling -= frames;
    // What was written since begins anew.
    if (falling === 0) rest();
    return frames;
  };

  const fall = (frames: number) => {
    const lanes = Array.from({ length: channels }, () => new Float32Array(frames));
    ring.read(lanes, 0, frames);
    const samples = new Float32Array(frames * channels);
    for (let i = 0; i < samples.length; i++) {
      const frame = Math.floor(i / channels);
      samples[i] = ((lanes[i % channels]?.[frame] ?? 0) * (frames - 1 - frame)) / frames;
    }
    return samples;
  };

  return {
    write: (samples) => {
      ring.push(samples);
      taken += Math.floor(samples.length / channels);
    },
    clear: (fade) => {
      const sounds = falling > 0 ? falling : sounding ? ring.frames : 0;
      const samples = fall(Math.min(fade, sounds));
      ring.clear();
      ring.push(samples);
      falling = samples.length / channels;
      taken = 0;
      played = 0;
      run = { frame: 0, played: 0 };
      if (falling > 0) return;
      sounding = false;
      bridged = false;
      if (fade === 0) {
        last.fill(0);
        bridge.left = 0;
      } else if (clicks(silent)) begin(silent);
    },
    render: (outputs, frame) => {
      const length = outputs[0]?.length ?? 0;
      news = false;
      let at = 0;
      while (at < length) {
        if (bridge.left > 0) at += cross(outputs, at, length - at);
        else if (ring.frames > 0 && sounding) at += sound(outputs, at, length - at);
        else if (ring.frames > 0) start(frame + at);
        else if (sounding) rest();
        else {
          for (const output of outputs) output.fill(0, at);
          last.fill(0);
          at = length;
        }
      }
      // Told in the quantum that played the last frame, not in the one that had none.
      if (sounding && ring.frames === 0) rest();
      return news;
    },
    state: () => ({
      taken,
      played: sounding && falling === 0 ? run.played : played,
      frame: run.frame,
      sounding: sounding && falling === 0,
      dry: taken === played,
    }),
  };
}
