/** What stands where a secret stood. */
const mark = '[redacted]';

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
    for (const form of [secret, secret.trim()]) {
      forms.add(form).add(encodeURIComponent(form)).add(JSON.stringify(form).slice(1, -1));
    }
  }
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((rest, form) => rest.replaceAll(form, mark), text);
}
