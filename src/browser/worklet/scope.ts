/**
 * The audio thread's globals, which TypeScript's DOM library leaves out: Web Audio API, section 1.32.
 */
declare global {
  /** Hz of the context. */
  const sampleRate: number;
  /** The number of the frame that is rendered next. */
  const currentFrame: number;

  class AudioWorkletProcessor {
    readonly port: MessagePort;
  }

  function registerProcessor(
    name: string,
    processor: new (options: AudioWorkletNodeOptions) => AudioWorkletProcessor & {
      process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
    },
  ): void;
}

export {};
