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
  /** Whether it plays them, from `frame` on, until it has none. */
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
 * How many quanta have to come one right after the other before anything sounds. Chromium leaves out some right behind the first
 * one of a new node, and what sounds then would have a hole.
 */
const settled = 4;

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
  const silent = new Float32Array(channels);
  const last = new Float32Array(channels);
  const next = new Float32Array(channels);
  const bridge = {
    from: new Float32Array(channels),
    to: new Float32Array(channels),
    length: 0,
    left: 0,
  };
  let bridged = false; // on the way up, to the frame that is next
  let falling = 0; // frames at the head of the ring that were cleared and still fall; they do not count
  let taken = 0;
  let played = 0;
  let sounding = false;
  let run = { frame: 0, played: 0 };
  let inRow = 0; // quanta that came one right after the other
  let expected = -1;
  let news = false;

  const clicks = (to: Float32Array) => {
    for (let i = 0; i < channels; i++)
      if (Math.abs((last[i] ?? 0) - (to[i] ?? 0)) > audibleStep) return true;
    return false;
  };
  const begin = (to: Float32Array, length = bridgeFrames) => {
    bridge.from.set(last);
    bridge.to.set(to);
    bridge.left = bridge.length = length;
  };
  const cross = (outputs: readonly Float32Array[], at: number, room: number) => {
    const frames = Math.min(bridge.left, room);
    for (let i = 0; i < frames; i++) {
      const share = (bridge.length - bridge.left + i + 1) / (bridge.length + 1);
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

  const anchor = (frame: number) => {
    run = { frame, played };
    news = true;
  };
  const rest = () => {
    sounding = bridged = false;
    news = true;
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
    if (falling === 0) anchor(frame);
  };
  const sound = (outputs: readonly Float32Array[], at: number, room: number) => {
    const frames = Math.min(room, falling > 0 ? falling : ring.frames);
    ring.read(outputs, at, frames);
    for (let channel = 0; channel < channels; channel++)
      last[channel] = outputs[channel]?.[at + frames - 1] ?? 0;
    if (falling > 0) {
      falling -= frames;
      // What was written since begins anew.
      if (falling === 0) rest();
    } else {
      played += frames;
      // Told in the quantum that plays the last frame, not in the next one, which has none.
      if (ring.frames === 0) news = true;
    }
    return frames;
  };
  const follows = (frame: number, length: number) => {
    inRow = frame === expected ? inRow + 1 : 0;
    expected = frame + length;
    // The graph went on without asking: what is played counts from here.
    if (inRow === 0 && sounding && falling === 0) anchor(frame);
    return sounding || inRow >= settled;
  };

  return {
    write: (samples) => {
      ring.push(samples);
      taken += Math.floor(samples.length / channels);
    },
    clear: (wanted) => {
      const fade = Math.max(0, wanted);
      const sounds = falling > 0 ? falling : sounding ? ring.frames : 0;
      const samples = fallen(ring.take(Math.min(fade, sounds)), channels);
      ring.clear();
      ring.push(samples);
      falling = samples.length / channels;
      taken = played = 0;
      run = { frame: 0, played: 0 };
      if (falling > 0) return;
      sounding = bridged = false;
      bridge.left = 0;
      if (fade === 0) last.fill(0);
      else if (clicks(silent)) begin(silent, Math.min(fade, bridgeFrames));
    },
    render: (outputs, frame) => {
      const length = outputs[0]?.length ?? 0;
      news = false;
      const ready = follows(frame, length);
      let at = 0;
      while (at < length) {
        if (bridge.left > 0) at += cross(outputs, at, length - at);
        else if (ring.frames > 0 && sounding) at += sound(outputs, at, length - at);
        else if (ring.frames > 0 && ready) start(frame + at);
        else if (sounding) rest();
        else {
          for (const output of outputs) output.fill(0, at);
          last.fill(0);
          at = length;
        }
      }
      return news;
    },
    state: () => {
      const counts = sounding && falling === 0;
      const dry = taken === played;
      return {
        taken,
        played: counts ? run.played : played,
        frame: run.frame,
        sounding: counts,
        dry,
      };
    },
  };
}

/** Makes interleaved samples fall to zero in a straight line. */
function fallen(samples: Float32Array, channels: number): Float32Array {
  const frames = samples.length / channels;
  return samples.map((x, i) => (x * (frames - 1 - Math.floor(i / channels))) / frames);
}
