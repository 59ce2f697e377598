import { capture } from './capture';
import { type MicrophoneSetup } from './messages';

/** Records what it hears. */
export class MicrophoneProcessor extends AudioWorkletProcessor {
  private readonly record;
  private open = true;

  constructor({ processorOptions }: AudioWorkletNodeOptions) {
    super();
    const { format, chunk } = processorOptions as MicrophoneSetup;
    this.record = capture(sampleRate, format, chunk);
    this.port.onmessage = () => (this.open = false);
  }

  process([input = []]: Float32Array[][]): boolean {
    const [samples] = input;
    // No channel: the source is gone.
    if (samples && this.open)
      for (const { buffer } of this.record(samples)) this.port.postMessage(buffer, [buffer]);
    return this.open;
  }
}
