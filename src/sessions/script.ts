import { dequeue, emptyQueue, enqueue, isEmpty, type Queue } from './queue';

/**
 * The text of a turn up to a flush: what is spoken as one piece, and spoken again as one piece when its line is lost.
 *
 * Text is joined as strings, which engines do without copying, so that a very long segment stays linear.
 *
 * @internal
 */
export interface Segment {
  /** What is on the line already. */
  readonly sent: string;
  /** What waits to be sent. */
  readonly waiting: string;
  /** Whether there is a letter in what waits: some routes refuse a text without one. */
  readonly lettered: boolean;
  /** Whether there is anything in it that a voice can be asked for. */
  readonly speakable: boolean;
  /** Whether its flush was asked for: no more text will join it. */
  readonly flushed: boolean;
  /** Whether its line was lost and the rest of it is not wanted any more. */
  readonly skipped: boolean;
}

/**
 * What a turn has to say: its segments in order.
 *
 * @internal
 */
export interface Script {
  /** The segment being spoken, or to be spoken next. */
  readonly head: Segment | undefined;
  /** Flushed segments behind it. */
  readonly later: Queue<Segment>;
  /** The last segment, where it is another than `head` and its flush has not come. */
  readonly open: Segment | undefined;
  /** Whether no more text will come. */
  readonly ended: boolean;
}

/** @internal */
export const emptyScript: Script = {
  head: undefined,
  later: emptyQueue,
  open: undefined,
  ended: false,
};

const nothing: Segment = {
  sent: '',
  waiting: '',
  lettered: false,
  speakable: false,
  flushed: false,
  skipped: false,
};

/** Tokens hold zero-width spaces and joiners too, which no voice can say. */
const visible = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** Looks at the new text alone: looking at all of it again for each token would make long segments quadratic. */
const join = (segment: Segment, text: string): Segment => ({
  ...segment,
  waiting: segment.waiting + text,
  lettered: segment.lettered || /\p{L}/u.test(text),
  speakable: segment.speakable || visible.test(text),
});

/**
 * Adds text to the open segment, or begins the next one with it.
 *
 * @internal
 */
export function addText(script: Script, text: string): Script {
  if (text === '') return script;
  const { head, open } = script;
  if (head?.flushed === true) return { ...script, open: join(open ?? nothing, text) };
  return head?.skipped === true ? script : { ...script, head: join(head ?? nothing, text) };
}

/**
 * Ends the open segment. Blank text is no segment: a flush leaves it open, so that it joins the next one.
 *
 * @internal
 */
export function addFlush(script: Script): Script {
  const { head, later, open } = script;
  if (open !== undefined) {
    if (!open.speakable) return script;
    return { ...script, later: enqueue(later, { ...open, flushed: true }), open: undefined };
  }
  if (head === undefined || head.flushed || !(head.speakable || head.skipped)) return script;
  return { ...script, head: { ...head, flushed: true } };
}

/**
 * Ends the script: what waits is flushed, and blank text, which nothing can follow any more, is dropped.
 *
 * @internal
 */
export function endScript(script: Script): Script {
  const { head, later } = addFlush(script);
  return { head: head?.flushed === true ? head : undefined, later, open: undefined, ended: true };
}

/**
 * Whether all was said and nothing more will come.
 *
 * @internal
 */
export const isFinished = ({ head, ended }: Script): boolean => ended && head === undefined;

/**
 * Whether there is anything left that a voice can be asked for.
 *
 * @internal
 */
export const hasText = ({ head, later, open }: Script): boolean =>
  head?.speakable === true || open?.speakable === true || !isEmpty(later);

/**
 * The segment to be spoken now, if it has anything to say yet.
 *
 * @internal
 */
export const currentSegment = ({ head }: Script): Segment | undefined =>
  head?.speakable === true ? head : undefined;

/**
 * What may leave now of a segment: all that waits. Text without a letter, a dash or a number, waits for what comes behind it, since
 * some routes refuse a message of nothing else; at the segment's end it leaves as it is.
 *
 * @internal
 */
export const leaving = ({ waiting, lettered, flushed }: Segment): string =>
  lettered || flushed ? waiting : '';

/**
 * The segment when all that waited is on the line.
 *
 * @internal
 */
export const sentAll = (segment: Segment): Segment => ({
  ...segment,
  sent: segment.sent + segment.waiting,
  waiting: '',
  lettered: false,
});

/**
 * Puts a changed segment in the place of the current one.
 *
 * @internal
 */
export const replaceCurrent = (script: Script, head: Segment): Script => ({ ...script, head });

/**
 * Takes the current segment away: it was spoken.
 *
 * @internal
 */
export function dropCurrent(script: Script): Script {
  const next = dequeue(script.later);
  if (next !== undefined) return { ...script, head: next.first, later: next.rest };
  return { ...script, head: script.open, open: undefined };
}

/**
 * Makes the current segment wait again, whole: what was sent of it is lost.
 *
 * @internal
 */
export function unsendCurrent(script: Script): Script {
  const { head } = script;
  if (head === undefined) return script;
  const lettered = head.lettered || head.sent !== '';
  return { ...script, head: { ...head, sent: '', waiting: head.sent + head.waiting, lettered } };
}

/**
 * Gives the current segment up: it goes at once where it was flushed, else with the flush still to come.
 *
 * @internal
 */
export function skipCurrent(script: Script): Script {
  const { head } = script;
  if (head === undefined || head.flushed) return dropCurrent(script);
  return { ...script, head: { ...nothing, skipped: true } };
}

/**
 * Takes away a given-up segment whose flush has come.
 *
 * @internal
 */
export const dropSkipped = (script: Script): Script =>
  script.head?.skipped === true && script.head.flushed ? dropCurrent(script) : script;
