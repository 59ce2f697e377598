import { type Caption, captionStep } from '../operators';
import { noCaption } from './listenStep';

/**
 * A caption without what has become an utterance: what was said behind that stays.
 *
 * @param utterance - the text of its first finals
 * @internal
 */
export function withoutUtterance(caption: Caption, utterance: string): Caption {
  const { finals, partial } = caption;
  let said = '';
  const last = finals.findIndex(({ text }) => (said += bare(text)) === bare(utterance));
  const rest = last < 0 ? [] : finals.slice(last + 1);
  if (rest.length === 0 && partial === undefined) return noCaption;
  const later = rest.reduce(
    (before, final) => captionStep(before, { ...final, type: 'final' }),
    noCaption,
  );
  return partial === undefined ? later : captionStep(later, { ...partial, type: 'partial' });
}

const bare = (text: string): string => text.replace(/\s+/gu, '');
