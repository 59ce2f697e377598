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
 * here. Only where that leaves it open is a little more waited for: the next word behind an abbreviation that may end a sentence
 * (`U.S.`, `Inc.`), the first letter behind a quote or a dash. How the text was cut into fragments changes nothing.
 *
 * Sentences end where `Intl.Segmenter` ends them, corrected by rules of the language: abbreviations (`Dr.`, `z. B.`, `и т. д.`),
 * initials, ordinals (`am 3. Mai`), decimals, prices, times, addresses and the numbers of list items end none; quotes, brackets,
 * an emoji and a closing tag right behind the stop belong to it. What stands inside a tag (`<break time="1.5s"/>`), a link, code
 * or a code block ends none either. Where the platform has no `Intl.Segmenter`, built-in rules take its place.
 *
 * `quiet`, `on` and completion emit all that waits, then `flush`; half a tag and half a pair of surrogates wait for their other
 * half, except at completion. With `chars`, a segment ends behind the last sentence, else phrase (`,` `;` `:`), else word that
 * fits, else at the limit, not inside an emoji or an accented letter, nor inside a tag, a link or code that can stand whole in
 * the next segment. `first` has limits of its own for the first segment, so that speech begins sooner. Without any limit,
 * sentences leave as they end, and one flush stands at the end.
 *
 * ```text
 * tokens                                  -a--b-------c--d--------|     a = A = 'Hello '   b = B = 'there. '
 * flushEvery({ first: { chars: 8 } })     ----(AF)----B-----------(UF|)
 * ```
 *
 * No character is lost, doubled or moved, and no flush comes without a letter, which some routes refuse: spaces, numbers, signs
 * and emoji wait for what follows and join it. Only `chars` can cut a longer row of them, and what no letter follows is
 * emitted at completion, with a `flush` unless it is blank. An error passes at once and drops what waits.
 *
 * @example Speak an answer while the model still writes it
 * ```ts
 * const speech$ = tokens$.pipe(flushEvery({ sentences: 1, chars: 300, quiet: 400 }), speak(tts));
 * ```
 *
 * @example Begin soon, then speak with more to plan with; and say what there is before the player runs dry
 * ```ts
 * flushEvery({ sentences: 2, first: { sentences: 1, chars: 60 }, on: runsDry$, locale: 'de' });
 * ```
 *
 * @param policy - when to flush
 * @returns an operator from text to commands
 * @throws `invalid-option` for a limit below 1, a negative `quiet`, or a `locale` that is no language tag
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
