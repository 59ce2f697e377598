/** Stands between a graph and its destination, passes all on as it is, and writes it down. */
class Recorder extends AudioWorkletProcessor {
  private readonly head: Int32Array;
  private readonly samples: Float32Array;
  private readonly quanta: Int32Array;

  constructor({ processorOptions }: AudioWorkletNodeOptions) {
    super();
    const { head, samples, quanta } = processorOptions as Record<string, SharedArrayBuffer>;
    this.head = new Int32Array(head!);
    this.samples = new Float32Array(samples!);
    this.quanta = new Int32Array(quanta!);
  }

  process([input = []]: Float32Array[][], [output = []]: Float32Array[][]): boolean {
    const length = output[0]?.length ?? 128;
    output.forEach((channel, i) => channel.set(input[i] ?? input[0] ?? new Float32Array(length)));
    const at = this.head[0]!;
    if (at + length > this.samples.length) return true;
    this.quanta[at / length] = currentFrame;
    if (input[0]) this.samples.set(input[0], at);
    // The samples first, then how many there are.
    Atomics.store(this.head, 0, at + length);
    return true;
  }
}

registerProcessor('e2e-recorder', Recorder);
