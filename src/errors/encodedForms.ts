/** So many bytes at either end of a secret tell it. */
const telling = 8;

const utf8 = new TextEncoder();

/** What stands between the bytes of a list, as in `73 6b`, `0x73, 0x6b` and `[115,107]`. Bounded, for linear time. */
const hexBetween = '(?:[ ,:-]|0x|\\\\x){0,4}';
const decimalBetween = '[ ,]{1,4}';

/** A digit of base64 or base64url, as it stands in text, JSON and URLs. */
const base64Digit = (digit: string): string =>
  digit === '+'
    ? '(?:[+-]|%(?:25){0,2}2[bB]|\\\\{1,7}u002[bB])'
    : digit === '/'
      ? '(?:[/_]|\\\\{1,7}/|%(?:25){0,2}2[fF]|\\\\{1,7}u002[fF])'
      : digit;

/** The digits that bytes leave no choice in, with so many unknown bytes before them. */
function base64Of(bytes: Uint8Array, before: number): string {
  const all = [...new Uint8Array(before), ...bytes];
  const digits = btoa(String.fromCharCode(...all));
  const first = Math.ceil((before * 8) / 6);
  const end = Math.floor((all.length * 8) / 6);
  return Array.from(digits.slice(first, end), base64Digit).join('');
}

const hexOf = (byte: number): string =>
  byte
    .toString(16)
    .padStart(2, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** A list that holds some bytes, with up to 64 before them. Bounded, for linear time. */
const listWith = (byte: string, between: string, cores: readonly string[]) =>
  `(?:${byte}${between}){0,64}?(?:${cores.join('|')})(?:${between}${byte})*`;

/**
 * Patterns of the words that hold a secret in base64, base64url, hexadecimal digits or a list of bytes, alone or within
 * something longer that was encoded as one. They are taken out whole. The first or the last 8 bytes of the secret tell it.
 *
 * @param secret - 4 characters or more
 * @internal
 */
export function encodedForms(secret: string): string[] {
  const bytes = utf8.encode(secret);
  const ends = [bytes.slice(0, telling), bytes.slice(-telling)];
  const unique = (cores: readonly string[]) => [...new Set(cores)];
  const base64 = unique(ends.flatMap((end) => [0, 1, 2].map((before) => base64Of(end, before))));
  const hex = unique(ends.map((end) => Array.from(end, hexOf).join(hexBetween)));
  const decimal = unique(ends.map((end) => Array.from(end, String).join(decimalBetween)));
  return [
    // From the start of the word, so that each is looked at once.
    `(?<![\\w+/-])[\\w+/-]*(?:${base64.join('|')})(?:[\\w+/=-]|\\\\{1,7}/|%(?:25){0,2}[23][bdfBDF])*`,
    listWith('[\\da-fA-F]{2}', hexBetween, hex),
    listWith('\\d{1,3}', decimalBetween, decimal),
  ];
}
