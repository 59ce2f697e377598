/** English words that hardly end what somebody has to say: an answer or a question may well end in `is`, `that` or `on`. */
const leadOn = new Set(
  (
    'a an the my your our their every another and or but nor because while although though if unless until than as whose ' +
    'of to at with without into onto between during very ' +
    "i i'm i'd i've i'll we're you're they're it's there's um uh uhm umm er erm hm hmm mm"
  ).split(' '),
);

/**
 * Whether somebody who said this seems to go on: it ends in a comma, a dash or dots, or, without a full stop, in a word such
 * as `and`, `the` or `um`.
 *
 * @internal
 */
export function looksUnfinished(text: string): boolean {
  const trimmed = text
    .trim()
    .replace(/["'“‘”’«»()[\]]+$/u, '')
    .trimEnd();
  if (/(?:[,;:、，–—-]|…|\.\.\.)$/u.test(trimmed)) return true;
  const last = /[\p{L}\p{M}'’]+$/u.exec(trimmed)?.[0] ?? '';
  return leadOn.has(last.toLowerCase().replace(/’/gu, "'"));
}
