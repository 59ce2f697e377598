import {
  type AudioFormat,
  decodeTts,
  decodeTtsRequest,
  type Encoding,
  type TtsMessage,
} from 'rxjs-voice';
import { type CassetteEntry } from 'rxjs-voice/testing';
import { type Marbles } from '../timeline/marbles';
import { type Spoken } from '../waveform/spoken';
import { barOf, samplesOf } from './soundOf';

/** What the wire is watched for. */
export interface WireWatcher {
  /** Takes the next entry of the tape. */
  readonly see: (entry: CassetteEntry) => void;
  /** A new turn begins. */
  readonly begin: () => void;
  /** So much of the turn is complete, ms: what a lost line makes the gateway say again begins here. */
  readonly complete: (ms: number) => void;
}

/**
 * Watches the lines of the voice: frames of audio and commands to speak, as they pass. This is how far the gateway is ahead of
 * the ear, which the session itself does not show: it hands audio on when it is to be played.
 */
export function watchWire(marbles: Marbles, spoken: Spoken): WireWatcher {
  /** The lines of the voice; those that were told to stop still bring what was on its way, up to their `cleared`. */
  const voices = new Map<number, { stopped: boolean; format: AudioFormat }>();
  let completeMs = 0;

  const hear = (message: TtsMessage, line: number) => {
    const voice = voices.get(line);
    if (voice === undefined) return;
    if (message.type === 'cleared') voice.stopped = false;
    if (message.type !== 'audio') return;
    const { format } = voice;
    const samples = samplesOf({ data: message.data, format });
    marbles.add({
      lane: 'audio',
      label: '',
      value: {
        bytes: message.data.length,
        ms: (samples.length * 1000) / format.sampleRate,
        ...format,
        ...(voice.stopped ? { late: 'it was interrupted, and is not heard' } : {}),
      },
      level: barOf(samples),
    });
    if (voice.stopped) return;
    spoken.write(samples, format.sampleRate);
  };

  const say = (frame: string | Uint8Array, line: number) => {
    const voice = voices.get(line);
    if (voice === undefined || typeof frame !== 'string') return;
    const read = decodeTtsRequest(frame);
    if (read._tag === 'Left') return;
    const { type } = read.right;
    if (type === 'init') {
      voice.format = asked(read.right.config);
      spoken.peaks.seek(completeMs, voice.format.sampleRate);
    }
    if (type === 'flush' || (type === 'text' && read.right.flush === true)) {
      marbles.add({ lane: 'flushes', label: '', value: read.right });
    } else if (type === 'clear' || type === 'cancel') {
      voice.stopped = true;
      marbles.add({ lane: 'flushes', label: type, value: read.right, tone: 'bad' });
    }
  };

  return {
    see: (entry) => {
      if (entry.type === 'dial') {
        if (!entry.url.includes('/tts/')) return;
        voices.set(entry.line, { stopped: false, format: asked() });
      } else if (entry.type === 'sent') say(entry.frame, entry.line);
      else if (entry.type === 'received') {
        if (!voices.has(entry.line)) return;
        const read = decodeTts(entry.frame);
        if (read._tag === 'Right') for (const message of read.right) hear(message, entry.line);
      } else if (entry.type !== 'open') voices.delete(entry.line);
    },
    begin: () => {
      completeMs = 0;
      spoken.begin();
    },
    complete: (ms) => (completeMs = ms),
  };
}

/** The format that a line was asked for. */
const asked = (config: { readonly encoding?: string; readonly sample_rate?: number } = {}) => ({
  encoding: (config.encoding ?? 'linear16') as Encoding,
  sampleRate: config.sample_rate ?? 24_000,
  channels: 1,
});
