/**
 * The facts each failure carries as fields, by its `code`.
 *
 * @category Errors
 */
export interface VoiceErrorFacts {
  /** No WebSocket on this platform, and no factory was given. */
  'socket-unavailable': object;
  /**
   * The handshake was answered with an HTTP status instead of an upgrade. `body` is trimmed text; `retryAfter`, in ms, is how
   * long the peer asked to be left alone, if it did.
   */
  'socket-refused': {
    readonly status: number;
    readonly body: string;
    readonly retryAfter?: number;
  };
  /** The peer closed the line with a WebSocket close code. */
  'socket-closed': { readonly closeCode: number; readonly reason: string };
  /** The line broke, or could not be made, without a word from the peer. `platformCode` is the platform's own, as `ECONNREFUSED`. */
  'socket-lost': { readonly platformCode?: string };
  /** The line was not open in time. `timeout` in ms. */
  'connect-timeout': { readonly timeout: number };
  /** Lines were accepted and dropped again and again. `lines` counts them; `cause` is the last drop. */
  'line-unstable': { readonly lines: number };
  /** The function that should give a token failed, or gave none in time. */
  'token-failed': object;
  /** The gateway did not say `ready` in time. `timeout` in ms. */
  'ready-timeout': { readonly timeout: number };
  /** The gateway owed audio, or the end of it, and stayed silent. `timeout` in ms. */
  'turn-timeout': { readonly timeout: number };
  /** The gateway answered with an error frame. `gatewayCode` is its own code, `status` the HTTP-like status it stands for. */
  'gateway-error': { readonly gatewayCode: string; readonly status?: number };
  /** Bytes or text that could not be read as what they should be. `path` leads to the fault, `sample` shows it. */
  'decode-failed': { readonly path: string; readonly sample: string };
  /** Audio of one format where another is needed. Both are named as in `linear16 24000 Hz mono`. */
  'format-mismatch': { readonly expected: string; readonly found: string };
  /** A bounded buffer was full. `droppedMs` is the audio, in ms, that was not kept. */
  'buffer-overflow': { readonly droppedMs: number };
  /** The session was closed for good by `close()`. */
  'session-closed': object;
  /** An option or argument that cannot work. `option` names it. */
  'invalid-option': { readonly option: string };
  /** A package or program that this feature needs is not installed. `needs` names it. */
  'not-installed': { readonly needs: string };
  /** The program or device that plays audio failed. `player` names it. */
  'playback-failed': { readonly player: string };
  /** What the application itself gave failed, as `cause` says. `where` names it, as in `think` or `microphone`. */
  'application-failed': { readonly where: string };
  /** This page, or this platform, has no access to audio. `needs` names what is missing. */
  'audio-unavailable': { readonly needs: string };
  /** The user, the browser or the page's permissions policy does not allow the microphone. */
  'microphone-denied': object;
  /** There is no microphone, or not the one that was asked for. `device` is its id, where one was. */
  'microphone-missing': { readonly device?: string };
  /** There is a microphone, but the system does not give it: another program may hold it. */
  'microphone-busy': object;
  /** The microphone was unplugged or taken away while it was in use. */
  'microphone-lost': object;
}

/**
 * What kind of failure a {@link VoiceError} is.
 *
 * @category Errors
 */
export type VoiceErrorCode = keyof VoiceErrorFacts;

/** Shared by every copy of this package in a process, so that ESM and CommonJS copies know each other's errors. */
const brand: unique symbol = Symbol.for('rxjs-voice/VoiceError') as never;

/**
 * Every failure of this package: an `Error` with a literal `code`, the facts as fields, and whether trying again can help.
 *
 * Its `message` is a sentence for people: what was being done, what was found, what to do. No token, key or header value
 * ever stands in it. Tell it from other errors with {@link isVoiceError}, which also types the facts.
 *
 * @example
 * ```ts
 * tts.speak('Hello.').pipe(
 *   catchError((error: unknown) => {
 *     if (isVoiceError(error, 'socket-refused')) console.error(error.status, error.body);
 *     return EMPTY;
 *   }),
 * );
 * ```
 *
 * @category Errors
 */
export class VoiceError<C extends VoiceErrorCode = VoiceErrorCode> extends Error {
  override readonly name = 'VoiceError';

  /**
   * @param code - the kind of failure
   * @param message - a sentence for people
   * @param facts - the fields of this kind of failure
   * @param options - `retryable`: whether the same work may succeed on a new line; `cause`: what led to it
   */
  constructor(
    /** The kind of failure. */
    readonly code: C,
    message: string,
    facts: VoiceErrorFacts[C],
    options: { readonly retryable: boolean; readonly cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable;
    Object.assign(this, facts);
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether the same work may succeed on a new line. */
  readonly retryable: boolean;
}

/**
 * Tells a {@link VoiceError}, of one kind where `code` is given, and types its facts.
 *
 * It looks at a brand, not at the class: an error made by the CommonJS copy of this package is known to the ESM copy too.
 *
 * @example
 * ```ts
 * if (isVoiceError(error, 'socket-closed')) console.error(error.closeCode, error.reason);
 * ```
 *
 * @param error - anything that was thrown
 * @param code - the kind to look for; any where left out
 * @returns whether it is one
 * @category Errors
 */
export function isVoiceError<C extends VoiceErrorCode = VoiceErrorCode>(
  error: unknown,
  code?: C,
): error is { [K in C]: VoiceError<K> & VoiceErrorFacts[K] }[C] {
  return (
    typeof error === 'object' &&
    error !== null &&
    brand in error &&
    (code === undefined || (error as unknown as VoiceError).code === code)
  );
}
