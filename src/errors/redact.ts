import { encodedForms } from './encodedForms';

/** What stands where a secret stood. */
const mark = '[redacted]';

/** Secrets shorter than this are taken out as whole words alone: a header value `1` must not eat the digits of every code. */
const shortest = 4;

/** So many characters at either end of a secret are one still: a close reason is cut at 123 bytes, a key is abbreviated. */
const telling = 8;

/** What a word may hold that begins or ends as a secret does. */
const wordSign = '[\\w.~+/-]';

const named: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
};

/** What stands before a key in a header. */
const scheme = /^(?:bearer|basic|token|key) +$/i;

/** Twice is JSON in JSON in JSON. Bounded, so that no text takes more than linear time. */
const backslashes = '\\\\{1,7}';

const utf8 = new TextEncoder();

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Hexadecimal digits, in any case. */
const hex = (code: number, width: number) =>
  code
    .toString(16)
    .padStart(width, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** A character as it is, and as it looks inside a URL, JSON or HTML, escaped once or more. */
function formsOf(character: string): string {
  // Nobody escapes these, and tokens are long: the pattern is made anew for every dial.
  if (/[\w.~-]/.test(character)) return literal(character);
  const code = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const forms = [
    character === '\\' ? '\\\\{1,2}' : literal(character),
    Array.from(utf8.encode(character), (byte) => `%(?:25){0,2}${hex(byte, 2)}`).join(''),
    units.map((unit) => `${backslashes}u${hex(unit, 4)}`).join(''),
    `&#(?:0{0,4}${code}|[xX]0{0,4}${hex(code, 1)});`,
  ];
  if (character === ' ') forms.push('\\+');
  if (/["'/]/.test(character)) forms.push(backslashes + literal(character));
  const name = named[character];
  if (name !== undefined) forms.push(name.length > 1 ? `&${name};` : backslashes + name);
  return forms.join('|');
}

const formOf = (character: string): string => `(?:${formsOf(character)})`;

function patternsOf(secret: string, _: number, all: readonly string[]): string[] {
  if (secret.length < shortest) return [`(?<![A-Za-z0-9])${literal(secret)}(?![A-Za-z0-9])`];
  const forms = Array.from(secret, formOf);
  const head = forms.slice(0, telling).join('');
  const rest = forms.slice(telling);
  const whole = head + rest.map((form) => `(?:${form}|$)`).join('');
  // What tells `Bearer KEY` in pieces and other writings is the KEY.
  const holdsOther = all.some(
    (other) =>
      other.length >= shortest &&
      secret.endsWith(other) &&
      scheme.test(secret.slice(0, -other.length)),
  );
  if (holdsOther) return [whole];
  const pieces = [
    `${head}${wordSign}*`,
    // From the start of the word, so that each is looked at once.
    `(?<!${wordSign})${wordSign}*${forms.slice(-telling).join('')}`,
  ];
  return [whole, ...(rest.length === 0 ? [] : pieces), ...encodedForms(secret)];
}

/**
 * Makes a function that takes secrets out of text: as they are, as they look inside a URL, JSON or HTML, in base64 (also in the
 * middle of more), hexadecimal digits or a list of bytes, and cut in two, down to the first or the last 8 characters.
 *
 * Longer secrets go first, so that `Bearer KEY` does not leave its `Bearer` behind. A word that is only in part one goes
 * whole. Redact before cutting a text short all the same: less than 8 characters, or a piece of the middle, are not found.
 *
 * @param secrets - tokens, keys and header values; empty ones are ignored
 * @internal
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
  const found = new Set<string>();
  for (const secret of secrets) {
    if (secret.trim() !== '') found.add(secret.trim());
  }
  if (found.size === 0) return (text) => text;
  const ordered = [...found].sort((a, b) => b.length - a.length);
  // One pass, so that no secret is looked for in the marks of another.
  const pattern = new RegExp(ordered.flatMap(patternsOf).join('|'), 'g');
  return (text) => text.replace(pattern, mark);
}
