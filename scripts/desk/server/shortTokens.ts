import { randomBytes } from 'node:crypto';

/** How long a token is good, ms. */
const lifetime = 60_000;

/** Hands out tokens that are good for a minute, and knows them again. */
export function shortTokens(now: () => number = Date.now) {
  const ends = new Map<string, number>();

  return {
    issue(): { readonly token: string; readonly expires: string } {
      for (const [token, end] of ends) if (end <= now()) ends.delete(token);
      const token = randomBytes(24).toString('base64url');
      const end = now() + lifetime;
      ends.set(token, end);
      return { token, expires: new Date(end).toISOString() };
    },
    letsIn: (token: string | undefined): boolean => (ends.get(token ?? '') ?? 0) > now(),
  };
}
