import { type OperatorFunction, scan } from 'rxjs';
import { type SpeechEvent, type Transcript } from '../protocol';
import { joinText } from './joinText';

/**
 * What there is to read.
 *
 * @category Operators
 */
export interface Caption {
  /** The words that will not change any more. It only grows. */
  readonly committed: string;
  /** The words that may still change. */
  readonly tentative: string;
  /** The finals that `committed` is made of, with their times, speakers and languages. */
  readonly finals: readonly Transcript[];
  /** The partial that `tentative` is made of, as it came. */
  readonly partial?: Transcript;
}

const nothing: Caption = { committed: '', tentative: '', finals: [] };

/**
 * Turns what was heard into text to show while it is spoken: what is certain, and what is not yet.
 *
 * ```text
 * p 'good', q 'Good mor', f 'Good morning.', w ''   p-q-f-w-|
 * captions()                                        a-b-c-c-|
 *
 * a = | 'good'    b = | 'good mor'    c = 'Good morning.' |        (committed | tentative)
 * ```
 *
 * It emits after every event. A final adds to `committed`, which never shrinks, and empties `tentative`; a partial replaces
 * `tentative`, an empty one withdraws it. So that nothing flickers, words at the start of a partial that differ from those
 * shown only in case or punctuation stay as they are shown (not in a number, nor by an apostrophe); the final then brings them
 * as they are written.
 *
 * Finals are kept while it is subscribed. An error and completion pass.
 *
 * @example
 * ```ts
 * microphone$
 *   .pipe(transcribe(stt), captions())
 *   .subscribe(({ committed, tentative }) => show(committed, tentative));
 * ```
 *
 * @returns an operator from events to captions
 * @see {@link toWebVtt} for captions with times
 * @category Operators
 */
export function captions(): OperatorFunction<SpeechEvent, Caption> {
  return (source) => source.pipe(scan(captionStep, nothing));
}

/**
 * The caption after one more event.
 *
 * @internal
 */
export function captionStep(caption: Caption, event: SpeechEvent): Caption {
  const { committed, finals } = caption;
  if (event.type === 'partial') {
    const tentative = steadied(caption.tentative, event.text.trim());
    if (tentative === '') return { committed, tentative, finals };
    return { committed, tentative, finals, partial: event };
  }
  if (event.type !== 'final') return caption;
  if (event.text.trim() === '') return { committed, tentative: '', finals };
  return {
    committed: joinText(committed, event.text),
    tentative: '',
    finals: [...finals, event],
  };
}

/** The new text, but its first words as they are shown, as far as they are the same words. */
function steadied(shown: string, text: string): string {
  const old = wordsOf(shown);
  const fresh = wordsOf(text);
  let same = 0;
  while (same < Math.min(old.length, fresh.length) && sameWord(old[same], fresh[same])) same++;
  return [...old.slice(0, same), ...fresh.slice(same)].join(' ');
}

const wordsOf = (text: string) => text.split(/\s+/u).filter((word) => word !== '');

const sameWord = (a = '', b = '') => a === b || (bare(a) !== '' && bare(a) === bare(b));

/** In a number every sign tells: `3.5` is not `35`. So does an apostrophe: `we'll` is not `well`. */
const bare = (word: string) =>
  /\p{N}/u.test(word)
    ? word.toLowerCase().replace(/[.,;:!?…)\]"'”’]+$/u, '')
    : word
        .toLowerCase()
        .replace(/’/gu, "'")
        .replace(/[^\p{L}\p{M}']|^'+|'+$/gu, '');
