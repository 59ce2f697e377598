import { Subject, takeUntil } from 'rxjs';
import { type VoiceError } from '../errors';
import { type SttMessage, type TtsMessage } from '../protocol';
import { type Dialect, type LineSignal, type ReadyLine } from './dialLine';
import { keepLine, type LineWatch } from './keepLine';
import { type SessionOptions } from './SessionOptions';

/**
 * What a session is told of the line it holds. After `hangUp` it hears nothing more of it.
 *
 * @internal
 */
export interface LineHolder<Message, Request> extends LineWatch {
  /** Something came. */
  heard(signal: LineSignal<Message, Request>): void;
  /** Dialling is given up. */
  gaveUp(error: VoiceError): void;
  /** A lost line was not needed any more. */
  unwanted(): void;
  /** A fresh line stands ready beside the held one, which is to be replaced: say `swap` when nothing of it is needed. */
  renewed(): void;
}

/**
 * The one line of a session: dialled on demand, dialled again while it is needed, hung up.
 *
 * @internal
 */
export interface HeldLine<Request> {
  /** Dials. Only where no line is held. */
  dial(): void;
  /** Sends where there is a ready line, else does nothing. */
  send(request: Request): void;
  /** Sends audio where there is a ready line, else does nothing. */
  sendAudio(data: Uint8Array): void;
  /** Bytes that are not yet on the wire; 0 without a line. */
  readonly bufferedAmount: number;
  /** Gives the line up as lost, which leads to `lost`. */
  drop(error: VoiceError): void;
  /**
   * Replaces the held line by the fresh one that stands ready, which is heard of as `ready` within this call. `goodbye` goes to
   * the old one. Without a fresh line nothing happens.
   */
  swap(goodbye?: Request): void;
  /** Ends the line, or its dialling. `goodbye` goes first, where the line is ready. */
  hangUp(goodbye?: Request): void;
}

/** @internal */
export function heldLine<M extends TtsMessage | SttMessage, R extends { type: string }>(
  dialect: Dialect<M, R>,
  options: SessionOptions,
  holder: LineHolder<M, R>,
): HeldLine<R> {
  let held: Subject<void> | undefined;
  let line: ReadyLine<R> | undefined;

  function dial(): void {
    const left = new Subject<void>();
    const isHeld = (): boolean => held === left;
    held = left;
    keepLine(dialect, options, {
      dialling: (attempt) => {
        if (isHeld()) holder.dialling(attempt);
      },
      waiting: (attempt, delay, cause) => {
        if (isHeld()) holder.waiting(attempt, delay, cause);
      },
      lost: (error, record) => {
        if (!isHeld()) return undefined;
        line = undefined;
        return holder.lost(error, record);
      },
    })
      .pipe(takeUntil(left))
      .subscribe({
        next: (signal) => {
          if (signal.type === 'ready') line = signal.line;
          holder.heard(signal);
        },
        error: (error: unknown) => {
          held = undefined;
          holder.gaveUp(error as VoiceError);
        },
        complete: () => {
          if (!isHeld()) return;
          held = undefined;
          holder.unwanted();
        },
      });
  }

  return {
    dial,
    send: (request) => line?.send(request),
    sendAudio: (data) => line?.sendAudio(data),
    get bufferedAmount() {
      return line?.bufferedAmount ?? 0;
    },
    drop: (error) => line?.fail(error),
    swap: () => undefined,
    hangUp: (goodbye) => {
      const last = line;
      const left = held;
      // Forgotten before the goodbye: a line that breaks on it is no loss.
      line = undefined;
      held = undefined;
      if (goodbye !== undefined) last?.send(goodbye);
      left?.next();
    },
  };
}
