/**
 * Whether two texts are the same to a listener: writing, such as stops and capitals, comes with the final.
 *
 * @internal
 */
export const sameWords = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && plain(one) === plain(other);

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
