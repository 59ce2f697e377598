import { longestContext } from './abbreviations';
import { blank, characterAt, closer, emoji, paragraph, special, terminator } from './characters';
import { lookAhead } from './lookAhead';
import { type Range } from './ranges';
import { type SentenceRule } from './sentenceRule';
import { spanAt } from './spans';

/**
 * What must be known of a sentence so far to tell where it ends.
 *
 * @internal
 */
export interface SentenceState {
  /** The last characters before `stop`, or all of the sentence where it is shorter. */
  readonly context: string;
  /** A terminator and all that may follow it in the same sentence: more of them, closers, spaces. Empty inside a sentence. */
  readonly stop: string;
  /** The number of the list item that the sentence is in, 0 for none. */
  readonly item: number;
  /** Whether a code block is open. */
  readonly fenced: boolean;
  /** What was read and not yet understood: it needs what comes behind it. */
  readonly held: string;
}

/**
 * Before the first character of a sentence.
 *
 * @internal
 */
export const sentenceStart: SentenceState = {
  context: '',
  stop: '',
  item: 0,
  fenced: false,
  held: '',
};

/**
 * The text that is understood by now, and where sentences begin in it.
 *
 * @internal
 */
export interface FoundSentences {
  /** What `held` held and the fragment, without what is now held. */
  readonly text: string;
  /** The indices where a sentence begins; the length of the text where what is held begins one. */
  readonly starts: readonly number[];
  /** The tags, links and pieces of code in it that belong together. */
  readonly spans: readonly Range[];
  /** What to go on with. */
  readonly state: SentenceState;
}

/** A longer stop keeps its first characters and its last. */
const longestStop = 64;
const highHalf = /[\ud800-\udbff]$/;
const citation = /\[(?:\d{1,3}(\])?)?/y;
const listNumber = /(?:^|[^\p{L}\p{N}.])(\p{Nd}{1,2})$/u;
const spacedDots = /^[.\s]+$/;

/**
 * Finds where sentences begin in a text that comes in fragments.
 *
 * What is decided is decided by the text alone: the fragments' sizes change nothing. Takes time linear in the fragments'
 * length; what is held is bounded.
 *
 * @param state - what the fragments before left
 * @param fragment - the next one
 * @param rule - the rules of the language
 * @param last - whether nothing follows, so that nothing is held
 * @internal
 */
export function findSentences(
  state: SentenceState,
  fragment: string,
  rule: SentenceRule,
  last = false,
): FoundSentences {
  const text = state.held + fragment;
  const end = last || !highHalf.test(text) ? text.length : text.length - 1;
  const starts: number[] = [];
  const spans: Range[] = [];
  let { context, stop, item, fenced } = state;
  let at = 0;

  const read = (to: number) => {
    context = lastOf(context + text.slice(Math.max(at, to - longestContext), to));
    at = to;
  };

  /** Goes on to the next stop. False where what follows is not yet understood. */
  const readSentence = (): boolean => {
    special.lastIndex = at;
    const found = special.exec(text);
    read(Math.min(found?.index ?? end, end));
    if (!found || at >= end) return true;
    if (terminator.test(found[0])) {
      stop = found[0];
      at += stop.length;
      return true;
    }
    const span = spanAt(text, at, last);
    if (span === 'more') return false;
    if (span) spans.push({ from: at, to: at + span.length });
    read(at + (span?.length ?? 1));
    fenced = span?.kind === 'fence';
    stop = span?.stop ?? '';
    return true;
  };

  const readCode = (): boolean => {
    const close = text.indexOf('```', at);
    if (close >= 0) {
      spans.push({ from: close, to: close + 3 });
      read(close + 3);
      fenced = false;
      return true;
    }
    // The beginning of the fence that closes it may be here.
    const ticks = last ? 0 : (/`{1,2}$/.exec(text.slice(at, end))?.[0].length ?? 0);
    read(end - ticks);
    return at === end;
  };

  /** Takes one character of a stop, or decides what it was. False where what follows is not yet understood. */
  const readStop = (): boolean => {
    const next = characterAt(text, at);
    const isBlank = blank.test(next);
    const apart = blank.test(stop);
    if (!isBlank && paragraph.test(stop)) return begin();
    if (isBlank) return take(next);
    if (terminator.test(next)) {
      if (!apart) return take(next);
      // ". . ." is one stop; in "It works. .NET" and "Yes. …" the next sentence begins.
      if (next !== '.' || !spacedDots.test(stop)) return begin();
      if (at + 1 >= end && !last) return false;
      return /[\p{L}\p{N}]/u.test(characterAt(text, at + 1)) ? begin() : take(next);
    }
    if (next === '`' && !apart) {
      const span = spanAt(text, at, last);
      if (span === 'more') return false;
      if (span?.kind === 'fence') return begin();
    }
    if (apart ? rule.closesApart(next) : closer.test(next) && rule.closes(next)) return take(next);
    if (!apart && emoji.test(next)) return skip(next);
    if (next === '<' || next === '[') {
      const span = spanAt(text, at, last);
      if (span === 'more') return false;
      if (span?.kind === 'tag' && /^<\/|\/>$/.test(text.slice(at, at + span.length))) {
        spans.push({ from: at, to: at + span.length });
        return skip(text.slice(at, at + span.length));
      }
      if (span?.kind === 'link' && stop === '!') return goOn();
      if (next === '[' && !span && !apart) {
        citation.lastIndex = at;
        const [cited = '', closed] = citation.exec(text) ?? [];
        if (closed) return skip(cited);
        if (!last && at + cited.length >= end) return false;
      }
    }
    const ahead = lookAhead(text, at, end, last);
    const ends = ahead && rule.ends({ context, stop, item }, ahead);
    return ends === undefined ? false : ends ? begin() : goOn();
  };
  const take = (found: string) => {
    stop = stop.length < longestStop ? stop + found : stop.slice(0, longestStop - 1) + found;
    return skip(found);
  };
  /** Belongs to the sentence that ends and tells nothing. */
  const skip = (found: string) => {
    at += found.length;
    return true;
  };
  const begin = () => {
    starts.push(at);
    context = stop = '';
    item = 0;
    return true;
  };
  const goOn = () => {
    if (/^\.\s/.test(stop)) item = Number(listNumber.exec(context)?.[1] ?? item);
    context = lastOf(context + stop);
    stop = '';
    return true;
  };

  while (at < end && (fenced ? readCode() : stop === '' ? readSentence() : readStop()));
  return {
    text: text.slice(0, at),
    starts,
    spans,
    state: { context, stop, item, fenced, held: text.slice(at) },
  };
}

function lastOf(text: string): string {
  return text.slice(-longestContext);
}
