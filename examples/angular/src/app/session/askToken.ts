import { defer, type Observable } from 'rxjs';
import { type ExpiringToken } from 'rxjs-voice';

/** Asks the server for a token that is good for one dial: no key of a gateway is ever in a page. */
export const askToken: () => Observable<ExpiringToken> = () =>
  defer(async () => {
    const answer = await fetch('/desk/token', { method: 'POST' });
    if (!answer.ok) throw new Error(`The desk's server answered ${answer.status} for a token.`);
    const { token, expires } = (await answer.json()) as { token: string; expires: string };
    return { token, expiresAt: Date.parse(expires) };
  });
