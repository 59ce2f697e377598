/**
 * The text of a turn up to a flush: what is spoken as one piece, and spoken again as one piece when its line is lost.
 *
 * @internal
 */
export interface Segment {
  /** What is on the line already. */
  readonly sent: string;
  /** What waits to be sent. */
  readonly waiting: string;
  /** Whether its flush was asked for: no more text will join it. */
  readonly flushed: boolean;
  /** Whether its line was lost and the rest of it is not wanted any more. */
  readonly skipped: boolean;
}

/**
 * What a turn has to say: its segments in order, the one being spoken first.
 *
 * Text is joined as strings, which engines do without copying, so that a very long segment stays linear.
 *
 * @internal
 */
export interface Script {
  readonly segments: readonly Segment[];
  /** Whether no more text will come. */
  readonly ended: boolean;
}

/** @internal */
export const emptyScript: Script = { segments: [], ended: false };

/** A segment needs a letter, a digit or any other mark before it is worth a line. */
const isBlank = (text: string): boolean => text.trim() === '';

const fresh = (text: string): Segment => ({
  sent: '',
  waiting: text,
  flushed: false,
  skipped: false,
});

const replaceLast = (script: Script, segment: Segment): Script => ({
  ...script,
  segments: [...script.segments.slice(0, -1), segment],
});

const openSegment = (script: Script): Segment | undefined => {
  const last = script.segments.at(-1);
  return last === undefined || last.flushed ? undefined : last;
};

/**
 * Adds text to the open segment, or begins the next one with it.
 *
 * @internal
 */
export function addText(script: Script, text: string): Script {
  if (text === '') return script;
  const open = openSegment(script);
  if (open === undefined) return { ...script, segments: [...script.segments, fresh(text)] };
  return open.skipped ? script : replaceLast(script, { ...open, waiting: open.waiting + text });
}

/**
 * Ends the open segment. Blank text is no segment: a flush leaves it open, so that it joins the next one.
 *
 * @internal
 */
export function addFlush(script: Script): Script {
  const open = openSegment(script);
  if (open === undefined || (!open.skipped && !isSpeakable(open))) return script;
  return replaceLast(script, { ...open, flushed: true });
}

/**
 * Ends the script: what waits is flushed, and blank text, which nothing can follow any more, is dropped.
 *
 * @internal
 */
export function endScript(script: Script): Script {
  const flushed = addFlush(script);
  const segments = flushed.segments.filter((segment) => segment.flushed);
  return { segments, ended: true };
}

/**
 * Whether there is something in the segment that a voice can be asked for.
 *
 * @internal
 */
export function isSpeakable(segment: Segment): boolean {
  return segment.sent !== '' || !isBlank(segment.waiting);
}

/**
 * The segment to be spoken now, if it has anything to say yet.
 *
 * @internal
 */
export function currentSegment(script: Script): Segment | undefined {
  const head = script.segments[0];
  return head !== undefined && !head.skipped && isSpeakable(head) ? head : undefined;
}

/**
 * Puts a changed segment in the place of the current one.
 *
 * @internal
 */
export function replaceCurrent(script: Script, segment: Segment): Script {
  return { ...script, segments: [segment, ...script.segments.slice(1)] };
}

/**
 * Takes the current segment away: it was spoken.
 *
 * @internal
 */
export function dropCurrent(script: Script): Script {
  return { ...script, segments: script.segments.slice(1) };
}

/**
 * Gives the current segment up: it goes at once where it was flushed, else with the flush still to come.
 *
 * @internal
 */
export function skipCurrent(script: Script): Script {
  const head = script.segments[0];
  if (head === undefined || head.flushed) return dropCurrent(script);
  return replaceCurrent(script, { ...head, sent: '', waiting: '', skipped: true });
}

/**
 * Takes away a given-up segment whose flush has come.
 *
 * @internal
 */
export function dropSkipped(script: Script): Script {
  const head = script.segments[0];
  return head?.skipped === true && head.flushed ? dropCurrent(script) : script;
}
