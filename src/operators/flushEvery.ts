import { from, type ObservableInput, type OperatorFunction } from 'rxjs';
import { VoiceError } from '../errors';
import { type SpeechCommand } from '../protocol';
import { alarm } from './alarm';
import { fifo } from './fifo';
import { operate } from './operate';
import { type SentenceRule, sentenceRule } from './phrases/sentenceRule';
import { requireOption } from './requireOption';
import { type SegmentLimits, waitingText } from './waitingText';

/**
 * How much stands between two flushes of {@link flushEvery}, at the most.
 *
 * @category Operators
 */
export interface SegmentPolicy {
  /** Flush after so many sentences. */
  readonly sentences?: number;
  /** Never more characters than this, in UTF-16 units: the longest text that the route takes at once. */
  readonly chars?: number;
}

/**
 * When {@link flushEvery} asks for speech; whichever comes first. Without any, only at the end.
 *
 * @category Operators
 */
export interface FlushPolicy extends SegmentPolicy {
  /**
   * Limits of the first segment alone, in place of those of the rest: it may be shorter, so that speech begins sooner.
   *
   * @defaultValue the limits of the rest
   */
  readonly first?: SegmentPolicy;
  /** Flush what waits when no text came for so many ms. */
  readonly quiet?: number;
  /** Flush what waits at each of its values. Its completion means nothing, its error passes. */
  readonly on?: ObservableInput<unknown>;
  /**
   * The language of the text, as a BCP 47 tag. It decides where sentences end.
   *
   * @defaultValue `'en'`
   */
  readonly locale?: string;
}

/**
 * Turns text fragments, such as the tokens of a language model, into speech commands, with a `flush` wherever the gateway
 * should stop waiting for more and speak.
 *
 * ```text
 * tokens                                  -a--b-------c--d--------|     a b = T = 'Hello there. '   c d = U = 'How are you?'
 * flushEvery({ sentences: 1 })            ------------(TF)--------(UF|)
 * flushEvery({ sentences: 1, quiet: 4 })  --------(TF)-------(UF)-|
 * ```
 *
 * A sentence leaves as one `text`, trailing space included, when it is known to end: the first character of the next one is
 * here. Where sentences end follows `Intl.Segmenter`; abbreviations (`Dr.`, `e.g.`, `J.`), decimals and the numbers of list
 * items do not end one, and quotes and brackets behind the stop belong to it. How the text was cut into fragments changes
 * nothing.
 *
 * `quiet`, `on` and completion emit all that waits, then `flush`. With `chars`, a segment ends behind the last sentence, else
 * phrase (`,` `;` `:`), else word that fits, else at the limit, never inside a surrogate pair. Without any limit,
 * sentences leave as they end, and one flush stands at the end.
 *
 * No character is lost, doubled or moved, and no flush comes without words: spaces wait for the next segment. Those that no
 * word follows are emitted at completion as a `text` without `flush`. An error passes at once and drops what waits.
 *
 * @example Speak an answer while the model still writes it
 * ```ts
 * const speech$ = tokens$.pipe(flushEvery({ sentences: 1, chars: 300, quiet: 400 }), speak(tts));
 * ```
 *
 * @param policy - when to flush
 * @returns an operator from text to commands
 * @throws `invalid-option` for a limit below 1, a negative `quiet`, or a `locale` that is none
 * @see {@link bufferAudio} for the audio that comes back
 * @category Operators
 */
export function flushEvery(policy: FlushPolicy = {}): OperatorFunction<string, SpeechCommand> {
  const { sentences, chars, first = {}, quiet, on, locale = 'en' } = policy;
  const atLeast = (least: number, option: string, found: number | undefined) =>
    requireOption(
      found === undefined || found >= least,
      'flushEvery',
      option,
      `${least} or more`,
      found,
    );
  atLeast(1, 'sentences', sentences);
  atLeast(1, 'chars', chars);
  atLeast(1, 'first.sentences', first.sentences);
  atLeast(1, 'first.chars', first.chars);
  atLeast(0, 'quiet', quiet);
  const rule = ruleOf(locale);
  const rest = { sentences: sentences ?? Infinity, chars: chars ?? Infinity };
  const beginning: SegmentLimits = {
    sentences: first.sentences ?? rest.sentences,
    chars: Math.min(first.chars ?? Infinity, rest.chars),
  };

  return operate((output) => {
    const outbox = fifo<SpeechCommand>();
    const text = waitingText(rule, beginning, rest, (command) => outbox.push(command));
    // Through one outbox, so that a token that arrives while another's commands leave cannot overtake them.
    const send = () => {
      for (let command = outbox.shift(); command && !output.closed; command = outbox.shift())
        output.next(command);
    };
    const flush = () => {
      text.flush(false);
      send();
    };
    const flushIn = alarm(output, flush);
    const waits = quiet !== undefined && quiet < Infinity ? quiet : undefined;

    if (on !== undefined)
      output.add(
        from(on).subscribe({ next: flush, error: (error: unknown) => output.error(error) }),
      );
    return {
      next: (fragment) => {
        if (fragment === '') return;
        text.add(fragment);
        // Set before the emits: whoever unsubscribes on one of them also stops the timer.
        if (waits !== undefined && text.speakable) flushIn(waits);
        send();
      },
      complete: () => {
        text.flush(true);
        send();
      },
    };
  });
}

function ruleOf(locale: string): SentenceRule {
  try {
    return sentenceRule(locale);
  } catch (cause) {
    throw new VoiceError(
      'invalid-option',
      `flushEvery needs its locale to be a language tag such as en or de-AT, but found ${JSON.stringify(locale)}. Correct the option.`,
      { option: 'locale' },
      { retryable: false, cause },
    );
  }
}
