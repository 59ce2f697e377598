/** What stands where a secret stood. */
const mark = '[redacted]';

/** Secrets shorter than this are taken out as whole words alone: a header value `1` must not eat the digits of every code. */
const shortest = 4;

/** A secret as it looks in text, in a URL (both ways of encoding), and inside JSON. */
function formsOf(secret: string): string[] {
  const search = new URLSearchParams([['', secret]]).toString().slice(1);
  const forms = [
    secret,
    search,
    search.replaceAll('+', '%20'),
    JSON.stringify(secret).slice(1, -1),
  ];
  // It throws on half a surrogate pair, which no URL can hold.
  if (!/\p{Cs}/u.test(secret)) forms.push(encodeURIComponent(secret));
  // Some servers write the hexadecimal digits of a URL in lower case.
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())]);
}

function patternOf(form: string): string {
  const literal = form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return form.length < shortest ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal;
}

/**
 * Makes a function that takes secrets out of text, as they are and as they look inside a URL or JSON.
 *
 * Longer secrets go first, so that `Bearer KEY` does not leave its `Bearer` behind. Redact before cutting a text short: a
 * secret cut in two is no longer found.
 *
 * @param secrets - tokens, keys and header values; empty ones are ignored
 * @internal
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.trim() === '') continue;
    for (const form of [secret, secret.trim()]) for (const each of formsOf(form)) forms.add(each);
  }
  if (forms.size === 0) return (text) => text;
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  // One pass, so that no secret is looked for in the marks of another.
  const pattern = new RegExp(ordered.map(patternOf).join('|'), 'g');
  return (text) => text.replace(pattern, mark);
}
