import {
  type AudioChunk,
  type AudioConverter,
  audioConverter,
  type AudioFormat,
  energyDetector,
  linear16ToFloat32,
  type VoiceDetector,
} from '../audio';
import { byteQueue } from './byteQueue';
import { oneFormat } from './oneFormat';
import { requireOption } from './requireOption';
import { beforeSpeech, type SpeechBound, type SpeechRules, speechStep } from './speechStep';

/**
 * What counts as speech.
 *
 * @category Operators
 */
export interface SpeechDetection {
  /**
   * Sounds shorter than this are clicks, ms, in steps of 10.
   *
   * @defaultValue 40
   */
  readonly onset?: number;
  /**
   * So much speech, in ms, makes a `speech-start`; what ends sooner was none. A lower one answers sooner, and is fooled more.
   *
   * @defaultValue 100
   */
  readonly minSpeech?: number;
  /**
   * So much silence ends speech, ms.
   *
   * @defaultValue 500
   */
  readonly hangOver?: number;
  /**
   * Makes what tells speech from noise. Called once a subscription. A throw becomes the error of the result.
   *
   * @defaultValue by loudness, over a floor that follows the noise
   */
  readonly detector?: () => VoiceDetector;
}

/**
 * A bound of speech, and how much had been heard when it was known, ms.
 *
 * @internal
 */
export interface KnownBound extends SpeechBound {
  readonly known: number;
}

/**
 * Listens for speech in audio of one format.
 *
 * @internal
 */
export interface SpeechListener {
  /** Hears the next chunk. */
  hear(chunk: AudioChunk): KnownBound[];
  /** Hears the rest, and that no more comes. */
  end(): KnownBound[];
  /** From when on the audio may be speech, ms: what lies before is none, or was told. */
  readonly since: number;
  /** Lets go of the detector. */
  close(): void;
}

/** What a detector hears. */
const heardAs: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };
/** ms of a frame. */
const frameMs = 10;
/** Bytes of a frame. */
const frameBytes = 320;

/**
 * Checks the options once, and returns what makes a listener for each subscription.
 *
 * @param operator - what the errors name
 * @param doing - what is being done, as the start of a sentence
 * @internal
 */
export function speechListeners(
  operator: string,
  doing: string,
  { onset = 40, minSpeech = 100, hangOver = 500, detector = energyDetector }: SpeechDetection,
): () => SpeechListener {
  for (const [option, ms] of Object.entries({ onset, minSpeech, hangOver }))
    requireOption(ms >= 0 && ms < Infinity, operator, option, '0 ms or more', ms);
  const framesIn = (ms: number) => Math.max(1, Math.ceil(ms / frameMs));
  const rules: SpeechRules = {
    onset: framesIn(onset),
    minSpeech: framesIn(minSpeech),
    hangOver: framesIn(hangOver),
  };

  return () => {
    const check = oneFormat(doing);
    const voice = detector();
    const waiting = byteQueue();
    let converter: AudioConverter | undefined;
    let state = beforeSpeech;

    const listen = (bytes: Uint8Array): KnownBound[] => {
      const bounds: KnownBound[] = [];
      waiting.push(bytes);
      while (waiting.length >= frameBytes) {
        const isSpeech = voice.isSpeech(linear16ToFloat32(waiting.take(frameBytes)));
        const { state: next, bound } = speechStep(rules, state, isSpeech);
        state = next;
        if (bound) bounds.push(boundOf(bound, state.heard));
      }
      return bounds;
    };
    const boundOf = (type: SpeechBound['type'], heard: number) => ({
      type,
      at: (type === 'speech-start' ? state.begin : state.end) * frameMs,
      known: heard * frameMs,
    });

    return {
      hear: (chunk) => {
        check(chunk);
        converter ??= audioConverter(chunk.format, heardAs, doing);
        return listen(converter.push(chunk.data));
      },
      end: () => {
        const bounds = converter ? listen(converter.flush()) : [];
        return state.phase === 'speech' ? [...bounds, boundOf('speech-end', Infinity)] : bounds;
      },
      get since() {
        const { phase, begin, heard, row } = state;
        return (phase === 'silence' ? heard - row : begin) * frameMs;
      },
      close: () => voice.close?.(),
    };
  };
}
