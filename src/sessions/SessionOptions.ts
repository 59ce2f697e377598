import { type ObservableInput } from 'rxjs';
import { type BackoffPolicy, type SocketFactory } from '../connection';
import { type VoiceError } from '../errors';

/**
 * How to reach a gateway.
 *
 * @category Sessions
 */
export interface GatewayOptions {
  /** Its base URL, such as `wss://us-east.api.slng.ai`; the path is composed from service and model. */
  readonly url: string;
  /**
   * The API key, or a function that is asked for a token at every dial. A line is replaced before its token expires. A function that
   * fails, hangs as long as a dial may, or gives no token is asked again after the backoff's wait; what it said is told nowhere,
   * but for a `VoiceError`, which passes as it is, as to stop dialling with one that is not `retryable`.
   */
  readonly token: string | (() => ObservableInput<string | ExpiringToken>);
  /** How sockets are made. Default: the platform's `WebSocket`, looked up when dialling. */
  readonly socket?: SocketFactory;
  /** Where the token goes. Default: the `Authorization` header where the socket can send headers, else `?token=`. */
  readonly auth?: 'header' | 'query';
  /** The gateway's unified route, or the provider's own. A direct line is ready when open. Default: `bridge`. */
  readonly route?: 'bridge' | 'direct';
  /** The provider's own key, sent along on external routes. Needs a socket that sends headers. */
  readonly providerKey?: string;
  /** The region that should serve, such as `eu-north-1`. */
  readonly region?: string;
  /** More headers of the upgrade request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The model on this gateway, where it differs from the session's. */
  readonly model?: string;
}

/**
 * A token whose end is known.
 *
 * @category Sessions
 */
export interface ExpiringToken {
  /** The token. */
  readonly token: string;
  /** When it ends, ms since 1970 as `Date.now()` counts them. */
  readonly expiresAt: number;
}

/**
 * What every session needs to know. All times in ms.
 *
 * @category Sessions
 */
export interface SessionOptions {
  /**
   * Where to dial. Of several, each dial tries them in order, and one that failed is passed over for 60 s while there is another;
   * a line that is lost in the middle of a turn is dialled at the next one at once, and the first one is gone back to between turns.
   */
  readonly gateway: GatewayOptions | readonly GatewayOptions[];
  /** The model, such as `slng/deepgram/aura:2-en`. */
  readonly model: string;
  /** The language, as the model's provider names it. Default: the model's own. */
  readonly language?: string;
  /** More settings of the model, passed through in `init`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** When to dial again after a lost line. */
  readonly backoff?: BackoffPolicy;
  /** How often an unused line is kept alive; `false`: never. Default: 10000. */
  readonly keepalive?: number | false;
  /**
   * How old a line may grow until another takes its place, between turns and without a gap. Default: 1200000, 20 minutes, since
   * gateways cut lines at 30; `Infinity`: never.
   */
  readonly maxLineAge?: number;
  /** How long a dial may take until the line is open. Default: 10000. */
  readonly connectTimeout?: number;
  /** How long the gateway may take from open to `ready`. Default: 5000. */
  readonly readyTimeout?: number;
}

/**
 * How a session's line is.
 *
 * @category Sessions
 */
export type ConnectionStatus =
  | {
      /** There is no line, and none is needed. */
      readonly state: 'idle';
    }
  | {
      /** A dial is under way. */
      readonly state: 'connecting';
      /** The number of the retry; 0 for a first dial. */
      readonly attempt: number;
    }
  | {
      /** The gateway is ready. */
      readonly state: 'ready';
      /** The gateway's name for the session. */
      readonly sessionId?: string;
      /** Which gateway it is, by its place in the list, from 0; only where there is a list of several. */
      readonly gateway?: number;
    }
  | {
      /** The line was lost and is dialled again after a while. */
      readonly state: 'waiting';
      /** The number of the retry to come, from 1. */
      readonly attempt: number;
      /** How long until then, ms. */
      readonly delay: number;
      /** How the line was lost. */
      readonly cause: VoiceError;
    }
  | {
      /** With a cause: gave up, the next turn dials anew. Without: closed for good. */
      readonly state: 'closed';
      /** Why it gave up. */
      readonly cause?: VoiceError;
    };
