import { type Observable } from 'rxjs';
import { type SocketFactory } from '../../connection';
import { type Gateway } from '../Gateway';
import { type Received } from './Received';

/**
 * The other side of a test, made afresh for each run: a gateway for both services, one for each of them, or a list of
 * these, each at an address of its own. It is the same in virtual time and over real sockets.
 *
 * @example
 * ```ts
 * const dropped: Scenario = () => faults.dropAfter({ audio: 100 })(ttsGateway());
 * ```
 *
 * @category Gateway
 */
export type Scenario = () => Gateway | ScenarioServices | readonly (Gateway | ScenarioServices)[];

/**
 * The services of one gateway. One that is left out is refused with 404.
 *
 * @category Gateway
 */
export interface ScenarioServices {
  /** Who speaks. */
  readonly tts?: Gateway;
  /** Who listens. */
  readonly stt?: Gateway;
}

/**
 * How a gateway of a {@link Scenario} is reached: what the sessions take as `gateway`.
 *
 * @category Gateway
 */
export interface ScenarioGateway {
  /** Its base URL. */
  readonly url: string;
  /** A token. Any is let in. */
  readonly token: string;
  /** Makes sockets that lead there. */
  readonly socket: SocketFactory;
}

/**
 * Something that is closed when a test has ended, as a session is.
 *
 * @category Gateway
 */
export interface ClosableSession {
  /** Ends it for good. */
  close(): void;
}

/**
 * What a test of a {@link Scenario} is given.
 *
 * @category Gateway
 */
export interface ScenarioWorld {
  /** The gateway, or the first of the list. */
  readonly gateway: ScenarioGateway;
  /** All of them. */
  readonly gateways: readonly ScenarioGateway[];
  /** Closes a session when the test has ended, and gives it back. */
  readonly closeAfter: <S extends ClosableSession>(session: S) => S;
}

/**
 * A test of a {@link Scenario}: builds its pipeline, and the run is over when that ends.
 *
 * @category Gateway
 */
export type ScenarioTest<T> = (world: ScenarioWorld) => Observable<T>;

/**
 * How a run went.
 *
 * @category Gateway
 */
export interface Outcome<T> {
  /** What the test emitted, in order. */
  readonly values: readonly T[];
  /** What it failed with; absent where it completed. */
  readonly error?: unknown;
  /** What the gateways received, lines in order of their dials. */
  readonly received: Received;
}
