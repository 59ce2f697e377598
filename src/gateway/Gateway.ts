import { type Observable } from 'rxjs';
import { type Frame } from '../connection';

/**
 * What a gateway sees of the upgrade request.
 *
 * @category Gateway
 */
export interface GatewayRequest {
  /** The URL that was dialled, its query included. */
  readonly url: string;
  /** Request headers, names in lower case. */
  readonly headers: Record<string, string>;
  /** What the transport below lets a gateway do to the line, for faults. */
  readonly line?: LineControl;
}

/**
 * What a transport lets a gateway do to its line, beside sending and ending. Each is there where the transport can.
 *
 * @category Gateway
 */
export interface LineControl {
  /** Reads from the client no faster than so many bytes a second; the rest waits on the client's side. */
  readRate?(bytesPerSecond: number): void;
  /** Whether pings are answered. */
  answerPings?(yes: boolean): void;
  /** Whether the client's close is answered. */
  answerClose?(yes: boolean): void;
}

/**
 * The gateway's side of a line, as an operator: client frames in, server frames out.
 *
 * Completing closes the line with 1000. An error says how the line ends: `socket-closed` (its close code and reason),
 * `socket-refused` (as the first thing it does: status and body), `socket-lost` (the line is cut). `client$` completes when
 * the client leaves. The same function runs in virtual time behind `fakeSocket` and in Node behind `serveGateway`.
 *
 * @category Gateway
 */
export type Gateway = (client$: Observable<Frame>, request: GatewayRequest) => Observable<Frame>;
