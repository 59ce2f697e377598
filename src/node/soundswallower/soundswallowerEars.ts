import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatMap, defer, endWith, map, merge } from 'rxjs';
import {
  type AudioChunk,
  type AudioFormat,
  durationOf,
  formatMismatch,
  isSampleEncoding,
  sameFormat,
} from '../../audio';
import { invalidOption, isVoiceError, VoiceError } from '../../errors';
import { type RecognitionEngine } from '../../gateway';
import { job, type JobInput } from '../worker/job';
import { locatePackage } from '../worker/locatePackage';
import { sharedWorker } from '../worker/sharedWorker';
import { type EarsInput, type EarsOutput, type EarsStart } from './hearing';
import { modelFolder } from './modelFolder';
import { missingWords, vocabularyOf } from './vocabulary';

/** The recogniser is exact and quick up to so many words; with 3000 it takes longer than the speech. */
const mostWords = 1000;
/** Audio that may wait for the recogniser, which hears about ten times as fast as one speaks, ms. */
const longestWait = 600_000;

/**
 * Makes the loopback gateway's own ears: English, heard by SoundSwallower in a worker thread, with no network.
 *
 * **It knows a word list, not all of English**: whatever is said, it hears the nearest sequence of the words it is given, in
 * any order. The list has at most 1000 words, all of them in the package's dictionary of 134 000 (letters and apostrophes:
 * write numbers and abbreviations as they are said, `forty two`); the words of other texts it cannot hear.
 *
 * It needs the optional package `soundswallower`; without it, each recognition is a `not-installed` error that names the
 * command. Audio is linear16, mulaw or alaw, mono, 8000 to 48 000 Hz; other audio, or a change of format, is a
 * `format-mismatch`.
 *
 * - A **partial** follows every 100 ms of speech that changes the words. What it shows is a guess.
 * - A **final** with the time and confidence of each word comes with 600 ms of silence, followed by an `utterance-end`; at
 *   each value of `finalize$`, an empty one where nothing was said since the last; at the next pause of 200 ms after 15 s of
 *   speech; and when the audio completes, if something is left.
 * - Words come back as the caller spells them.
 * - **Unsubscribing** ends the session. The thread is shared by all that this engine hears, does not keep an idle process alive,
 *   and ends 10 s after its last use. Its first session waits about 0.4 s for the model.
 * - Audio that comes faster than it can be heard waits, up to 10 minutes; more is a `buffer-overflow`.
 *
 * @example
 * ```ts
 * const ears = soundswallowerEars({ vocabulary: 'Yes, I would like a cup of coffee. No, thank you.' });
 * ears.recognize(audio$, { finalize$: NEVER, partials: true }).subscribe(console.log);
 * ```
 *
 * @param options - `vocabulary`: the words it can hear, as a list or as text whose words are taken
 * @returns a recognition engine, for `sttGateway`
 * @throws `invalid-option` for an empty vocabulary, one of more than 1000 words, and one with words that the dictionary does not have,
 *   all of which the sentence names
 * @category Node
 */
export function soundswallowerEars(options: {
  readonly vocabulary: readonly string[] | string;
}): RecognitionEngine {
  const spellings = vocabularyOf(options.vocabulary);
  checkVocabulary(spellings);
  let withWorker: ReturnType<typeof sharedWorker> | undefined;

  return {
    recognize: (audio$, { finalize$, partials }) =>
      defer(() => {
        withWorker ??= sharedWorker('earsWorker', { main: locateEars(), spellings });
        const queue = boundedQueue();
        const input$ = merge(
          finalize$.pipe(
            map((): JobInput => ({ message: { type: 'finalize' } satisfies EarsInput })),
          ),
          audio$.pipe(
            map(toInput((ms) => queue.add(ms))),
            endWith<JobInput>({ message: { type: 'end' } satisfies EarsInput }),
          ),
        );
        return withWorker((worker) =>
          job<EarsOutput>(worker, { partials } satisfies EarsStart, input$),
        ).pipe(
          concatMap(({ events, ms }) => {
            queue.take(ms);
            return events;
          }),
        );
      }),
  };
}

const doing = 'The built-in recogniser';
const locateEars = () => locatePackage('soundswallower', doing);

/** Chunks as messages. Their bytes are copied, since a chunk may be a view that others still read, and the copy is handed over. */
function toInput(queued: (ms: number) => void): (chunk: AudioChunk) => JobInput {
  let format: AudioFormat | undefined;
  return (chunk) => {
    if (format === undefined) checkFormat(chunk.format);
    else if (!sameFormat(format, chunk.format)) throw formatMismatch(doing, format, chunk.format);
    format ??= chunk.format;
    queued(durationOf(chunk));
    const data = new Uint8Array(chunk.data);
    return {
      message: { type: 'audio', data, format } satisfies EarsInput,
      transfer: [data.buffer],
    };
  };
}

/** Counts the audio that waits for the worker, and refuses more than may wait. */
function boundedQueue() {
  let waiting = 0;
  return {
    add(ms: number) {
      waiting += ms;
      if (waiting > longestWait)
        throw new VoiceError(
          'buffer-overflow',
          `${doing} was given audio faster than it can hear: ${Math.round(waiting / 1000)} s wait. Send it at the pace of speech.`,
          { droppedMs: ms },
          { retryable: false },
        );
    },
    take(ms: number) {
      waiting -= ms;
    },
  };
}

function checkFormat(format: AudioFormat): void {
  const { encoding, sampleRate, channels } = format;
  const rateFits = Number.isInteger(sampleRate) && sampleRate >= 8000 && sampleRate <= 48_000;
  if (!isSampleEncoding(encoding) || channels !== 1 || !rateFits)
    throw formatMismatch(doing, 'linear16, mulaw or alaw, mono, 8000 to 48000 Hz', format);
}

function checkVocabulary(spellings: ReadonlyMap<string, string>): void {
  if (spellings.size === 0)
    throw refusal(
      'a vocabulary of at least one word, but found none. Give it the words it shall hear.',
    );
  if (spellings.size > mostWords)
    throw refusal(
      `a vocabulary of at most ${mostWords} words, but found ${spellings.size}. Give it fewer words.`,
    );
  const dictionary = readDictionary();
  if (dictionary === undefined) return;
  const missing = missingWords(spellings.keys(), dictionary).map((word) => spellings.get(word));
  if (missing.length > 0)
    throw refusal(
      `words of its dictionary and does not know: ${missing.join(', ')}. It knows a word list, not all of English: leave them out, or write them as they are said, in words that it knows.`,
    );
}

/** The text of the dictionary. Without the package there is none, and each session will say so. */
function readDictionary(): string | undefined {
  try {
    return readFileSync(join(modelFolder(locateEars()), 'dict.txt'), 'utf8');
  } catch (error) {
    if (isVoiceError(error, 'not-installed')) return undefined;
    throw error;
  }
}

const refusal = (needs: string) => invalidOption('vocabulary', `${doing} needs ${needs}`);
