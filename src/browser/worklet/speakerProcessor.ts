import {
  type AudioConverter,
  audioConverter,
  type AudioFormat,
  linear16ToFloat32,
  sameFormat,
} from '../../audio';
import { levelMeter } from './levelMeter';
import { type SpeakerAnswer, type SpeakerRequest } from './messages';
import { playback } from './playback';

/** How long a step is bridged, ms: long enough not to click, short enough not to be heard. */
const bridge = 3;

/** Plays what it is sent. */
export class SpeakerProcessor extends AudioWorkletProcessor {
  private readonly channels: number;
  private readonly player;
  private readonly meter = levelMeter(sampleRate);
  private converter: { readonly from: AudioFormat; readonly to: AudioConverter } | undefined;
  private generation = 0;
  private end = 0;

  constructor({ outputChannelCount = [1] }: AudioWorkletNodeOptions) {
    super();
    this.channels = outputChannelCount[0] ?? 1;
    this.player = playback(this.channels, Math.round((bridge * sampleRate) / 1000));
    this.port.onmessage = ({ data }: MessageEvent<SpeakerRequest>) => this.take(data);
  }

  process(_inputs: Float32Array[][], [output = []]: Float32Array[][]): boolean {
    if (this.player.render(output, currentFrame)) this.report();
    const level = this.meter.add(output);
    if (level !== undefined) this.tell({ type: 'level', level });
    return true;
  }

  private take(request: SpeakerRequest): void {
    switch (request.type) {
      case 'write':
        this.write(new Uint8Array(request.data), request.format);
        break;
      case 'clear':
        this.converter = undefined;
        this.generation = request.generation;
        this.player.clear(Math.round((request.fadeOut * sampleRate) / 1000));
        break;
      case 'end':
        this.flush();
        this.end = request.end;
        break;
      case 'levels':
        this.meter.turn(request.on);
        return;
    }
    this.report();
  }

  private write(bytes: Uint8Array, from: AudioFormat): void {
    if (this.converter && !sameFormat(this.converter.from, from)) this.flush();
    const wanted: AudioFormat = { encoding: 'linear16', sampleRate, channels: this.channels };
    this.converter ??= { from, to: audioConverter(from, wanted, 'Playing audio') };
    this.player.write(linear16ToFloat32(this.converter.to.push(bytes)));
  }

  private flush(): void {
    if (this.converter) this.player.write(linear16ToFloat32(this.converter.to.flush()));
    this.converter = undefined;
  }

  private report(): void {
    const { generation, end } = this;
    this.tell({ type: 'played', generation, end, ...this.player.state() });
  }

  private tell(answer: SpeakerAnswer): void {
    this.port.postMessage(answer);
  }
}
