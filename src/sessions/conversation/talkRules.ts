import { invalidOption } from '../../errors';
import { wordCounter } from './countWords';
import { type ConversationOptions } from './ConversationOptions';
import { type TalkRules } from './talking';

/**
 * The rules that a conversation's options make.
 *
 * @throws a `VoiceError` `invalid-option` for options that cannot work
 * @internal
 */
export function talkRules({
  silence = 700,
  early,
  interrupt,
  bargeIn = {},
}: ConversationOptions): TalkRules {
  const { pause, minWords = 1, backchannels = [], allowed = () => true } = bargeIn;
  atLeast(0, { silence, early, 'bargeIn.pause': pause });
  atLeast(1, { 'bargeIn.minWords': minWords });
  return {
    silence,
    early,
    wordsInterrupt: interrupt === undefined,
    pause,
    minWords,
    count: wordCounter(backchannels),
    allowed,
  };
}

function atLeast(least: number, options: Readonly<Record<string, number | undefined>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || value >= least) continue;
    throw invalidOption(
      option,
      `conversation: ${option} is ${String(value)}; it must be ${least} or more.`,
    );
  }
}
