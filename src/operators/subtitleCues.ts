import { concatMap, type OperatorFunction, scan } from 'rxjs';
import { type SpeechEvent, type Transcript } from '../protocol';
import { columnsOf, fitting } from './columns';
import { finals } from './finals';
import { joinText } from './joinText';

/**
 * Some lines to read, and when.
 *
 * @internal
 */
export interface Cue {
  /** ms, whole. */
  readonly start: number;
  /** ms, whole; later than the start. */
  readonly end: number;
  /** One or two, none of them empty. */
  readonly lines: readonly string[];
  readonly speaker?: string;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly speaker: string | undefined;
}

/** Columns of a line, and lines of a cue: what subtitles of films keep to. */
const lineWidth = 42;
const linesOfCue = 2;
/** How long a character is read where a final has no times, ms. */
const msPerCharacter = 65;

/**
 * Cuts the finals of what was heard into cues that do not overlap.
 *
 * @internal
 */
export function subtitleCues(): OperatorFunction<SpeechEvent, Cue> {
  return (source) =>
    source.pipe(
      finals(),
      scan(
        ({ free }, final) => {
          const cues = cuesOf(final, free);
          return { cues, free: cues.at(-1)?.end ?? free };
        },
        { cues: [] as readonly Cue[], free: 0 },
      ),
      concatMap(({ cues }) => cues),
    );
}

/**
 * The cues of a final: each of two lines at most and of one speaker, by the times of its words where it has them, else by
 * their share of its length.
 *
 * @param free - no cue begins before, ms
 * @internal
 */
export function cuesOf(final: Transcript, free: number): Cue[] {
  const cues: Cue[] = [];
  let tokens: Token[] = [];
  let lines: string[] = [];
  const close = () => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (!first || !last) return;
    const start = Math.max(Math.round(first.start), cues.at(-1)?.end ?? free);
    const end = Math.max(Math.round(last.end), start + 1);
    cues.push({
      start,
      end,
      lines,
      ...(first.speaker !== undefined && { speaker: first.speaker }),
    });
    tokens = [];
    lines = [];
  };

  for (const token of tokensOf(final, free)) {
    if (tokens.length > 0 && token.speaker !== tokens[0]?.speaker) close();
    const longer = joinText(lines.at(-1) ?? '', token.text);
    if (lines.length > 0 && columnsOf(longer) <= lineWidth) lines[lines.length - 1] = longer;
    else {
      if (lines.length === linesOfCue) close();
      lines.push(token.text);
    }
    tokens.push(token);
  }
  close();
  return cues;
}

/** The words as they are written, none wider than a line, with their times. */
function tokensOf({ text, words = [], speaker, ...times }: Transcript, free: number): Token[] {
  const written = text.split(/\s+/u).filter((word) => word !== '');
  if (words.length > 0)
    return words.flatMap((word, i) => {
      // The text has the punctuation, the words have the times.
      const spelled = written.length === words.length ? (written[i] ?? '') : word.text.trim();
      const whole = { text: spelled.replace(/\s+/gu, ' '), start: word.start, end: word.end };
      return fitted({ ...whole, speaker: nameOf(word.speaker ?? speaker) });
    });
  const { start = free } = times;
  const { end = start + text.length * msPerCharacter } = times;
  return spread({ text: '', start, end, speaker: nameOf(speaker) }, written).flatMap(fitted);
}

/** A name in one line: an empty line would end its cue. */
function nameOf(speaker = ''): string | undefined {
  const name = speaker.replace(/\s+/gu, ' ').trim();
  return name === '' ? undefined : name;
}

const fitted = (token: Token) =>
  token.text === '' ? [] : spread(token, fitting(token.text, lineWidth));

/** Parts of a token, each with its share of the time. */
function spread({ start, end, speaker }: Token, parts: readonly string[]): Token[] {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  let before = 0;
  const at = (characters: number) => start + ((end - start) * characters) / Math.max(1, total);
  return parts.map((text) => {
    const from = before;
    before += text.length;
    return { text, start: at(from), end: at(before), speaker };
  });
}
