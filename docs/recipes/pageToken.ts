import { type ObservableInput } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { type ExpiringToken, type GatewayOptions } from 'rxjs-voice';

/** Asks the page's own server. Cookies go with it, so that it knows who asks. */
const fromServer = (): ObservableInput<ExpiringToken> =>
  fromFetch('/voice/token', {
    method: 'POST',
    selector: async (answer) => {
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      return (await answer.json()) as ExpiringToken;
    },
  });

/**
 * How a page reaches the gateway without its key: with a token of its own server, asked for anew at every dial.
 *
 * ```text
 * text$            (p|)
 * the first token  --(t|)            asked for once there is something to say
 * a line with it   -a-#              after the flush: a, and it is cut
 * another token    --(u|)            asked for at the next dial, 250 ms later
 * a line with it   -a-b-(FE)
 * spoken           ---a 256ms b-|
 * ```
 *
 * A socket of a browser sends no headers: the token goes into the URL, where logs keep it, and so it should end soon. Since its end is
 * known, a line that lives longer is replaced in time, between two sentences. [tokenEndpoint](tokenEndpoint.ts) is the server's side.
 */
export const pageToken = (
  url = `wss://${location.host}/voice`,
  ask: () => ObservableInput<ExpiringToken> = fromServer,
): GatewayOptions => ({ url, token: ask });
