/**
 * Runs before any script of a page: puts a recorder between every audio graph and its destination. What it holds is what the
 * graph gave out, whatever the package reports about itself.
 */
const longest = 90; // s

class Tap {
  private readonly head = new Int32Array(new SharedArrayBuffer(4));
  private readonly samples;
  private readonly quanta;
  readonly node: AudioWorkletNode;

  constructor(readonly context: BaseAudioContext) {
    const frames = Math.ceil((longest * context.sampleRate) / 128) * 128;
    this.samples = new Float32Array(new SharedArrayBuffer(4 * frames));
    this.quanta = new Int32Array(new SharedArrayBuffer((4 * frames) / 128));
    this.node = new AudioWorkletNode(context, 'e2e-recorder', {
      processorOptions: {
        head: this.head.buffer,
        samples: this.samples.buffer,
        quanta: this.quanta.buffer,
      },
    });
    connect.call(this.node, context.destination);
  }

  /** How many frames left the graph. */
  get frames(): number {
    return Atomics.load(this.head, 0);
  }

  /** The samples from a frame on, of the first channel. */
  from(frame: number): Float32Array {
    return this.samples.slice(frame, this.frames);
  }

  /** Whether the last so many ms were silent, and there were so many. */
  silentFor(ms: number): boolean {
    const { frames } = this;
    const wanted = Math.ceil((ms * this.context.sampleRate) / 1000);
    return frames >= wanted && this.samples.subarray(frames - wanted, frames).every((x) => x === 0);
  }

  /** Whether anything sounded since a frame. */
  soundedSince(frame: number): boolean {
    return this.samples.subarray(frame, this.frames).some((x) => x !== 0);
  }

  /** All of it, as text that a test can take. */
  read() {
    const { frames } = this;
    const bytes = new Uint8Array(this.samples.slice(0, frames).buffer);
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return {
      rate: this.context.sampleRate,
      samples: btoa(text),
      quanta: [...this.quanta.subarray(0, frames / 128)],
    };
  }
}

const { connect } = AudioNode.prototype as unknown as {
  connect: (this: AudioNode, to: AudioNode | AudioParam, ...rest: number[]) => AudioNode;
};
const taps = new Map<BaseAudioContext, Tap>();
const names = new Map<string, Tap>();

// A page that is not secure has none.
if ('AudioWorklet' in globalThis) {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the worklet it was called on
  const { addModule } = AudioWorklet.prototype;
  AudioWorklet.prototype.addModule = async function (this: AudioWorklet, url, options) {
    await addModule.call(this, '/recorder.js');
    return addModule.call(this, url, options);
  };
  globalThis.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(
      context: BaseAudioContext,
      readonly processor: string,
      options?: AudioWorkletNodeOptions,
    ) {
      super(context, processor, options);
    }
  };
}

AudioNode.prototype.connect = function (this: AudioNode, to: unknown, ...rest: number[]) {
  if (!(to instanceof AudioDestinationNode)) return connect.call(this, to as AudioNode, ...rest);
  const tap = taps.get(this.context) ?? new Tap(this.context);
  taps.set(this.context, tap);
  names.set((this as { processor?: string }).processor ?? this.constructor.name, tap);
  connect.call(this, tap.node, ...rest);
  return to;
};

const graph = {
  /** The recording of the graph in which the speaker's node stands, of the last that was made; what there is of it. */
  get speaker() {
    return names.get('rxjs-voice-speaker');
  },
  get microphone() {
    return names.get('rxjs-voice-microphone');
  },
  get all() {
    return [...taps.values()];
  },
};

declare global {
  /** What left the page's audio graphs. */
  var graph: {
    readonly speaker: Tap | undefined;
    readonly microphone: Tap | undefined;
    readonly all: Tap[];
  };
}

globalThis.graph = graph;

export {};
