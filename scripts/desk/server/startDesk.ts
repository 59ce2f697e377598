import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defer, map, type Observable, switchMap, throwError } from 'rxjs';
import { VoiceError } from '../../../src';
import { type Answer, notThere, sentence, wrongMethod } from './Answer';
import { type Desk, deskApi } from './deskApi';
import {
  type DeskConfig,
  deskGateway,
  type LoopbackGateway,
  type RealGateway,
} from './deskGateway';
import { lineSwitch } from './lineSwitch';
import { foreign } from './ownPage';
import { pageFile } from './pageFile';
import { pageHeaders } from './pageHeaders';
import { type Asked, serveHttp } from './serveHttp';
import { shortTokens } from './shortTokens';

/** What the desk is served with. */
export interface DeskOptions {
  /** The port of the page on 127.0.0.1; 0, where left out, takes any free one. */
  readonly port?: number;
  /** The folder of the built page; where left out, where `ng build` puts it. */
  readonly page?: string;
  /** The built-in gateway, where left out. */
  readonly gateway?: LoopbackGateway | RealGateway;
}

/**
 * Runs the gateway of the desk, and serves its page.
 *
 * Cold: emits once both are there; unsubscribing ends both. Errors are `VoiceError`s: a port that is taken, a page that is not built.
 */
export function startDesk({
  port = 0,
  page = join('examples', 'angular', 'dist', 'desk', 'browser'),
  gateway = {},
}: DeskOptions = {}): Observable<{ readonly url: string; readonly config: DeskConfig }> {
  return defer(() => {
    const folder = resolve(page);
    if (!existsSync(join(folder, 'index.html'))) return throwError(() => notBuilt(folder));
    const tokens = shortTokens();
    const lines = lineSwitch();
    return deskGateway(gateway, tokens.letsIn, lines).pipe(
      switchMap((config) =>
        serveHttp(port, answering({ config, tokens, lines }, folder)).pipe(
          map(({ url }) => ({ url, config })),
        ),
      ),
    );
  });
}

function answering(desk: Desk, folder: string): (asked: Asked) => Promise<Answer> {
  const common = pageHeaders(desk.config.gateway);
  return async (asked) => {
    const { headers, ...answer } = await answerOf(desk, folder, asked);
    return { ...answer, headers: { ...common, ...headers } };
  };
}

async function answerOf(desk: Desk, folder: string, asked: Asked): Promise<Answer> {
  const { method, path, headers, body } = asked;
  const stranger = foreign(method, headers);
  if (stranger !== undefined) return sentence(403, stranger);
  if (path.startsWith('/desk/')) return deskApi(desk, method, path, body);
  if (method !== 'GET' && method !== 'HEAD') return wrongMethod('GET, HEAD');
  const file = await pageFile(folder, path);
  if (file === undefined) return notThere;
  return { status: 200, headers: { 'Content-Type': file.type }, body: file.bytes };
}

const notBuilt = (folder: string) =>
  new VoiceError(
    'invalid-option',
    `There is no built page in ${folder}. Build it first: npm run desk -- --build`,
    { option: 'page' },
    { retryable: false },
  );
