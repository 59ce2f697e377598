import { asyncScheduler, takeUntil } from 'rxjs';
import { isVoiceError, type VoiceError } from '../errors';
import { type SttMessage, type TtsMessage } from '../protocol';
import { type Dialect, type LineSignal } from './dialLine';
import { gatewayRota } from './gatewayRota';
import { keepLine, type LineWatch } from './keepLine';
import { type LineSlot, newSlot } from './lineSlot';
import { limitOf, type Renewal, renewalOf, spareRest } from './renewal';
import { type SessionOptions } from './SessionOptions';
import { timers } from './timers';

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
 * The one line of a session: dialled on demand, dialled again while it is needed, replaced before it ends, hung up.
 *
 * A line that nears its end (its age, its token's, or a `go-away`), or that leads to another gateway than the first one, is
 * replaced without a gap: a spare is dialled beside it, and takes its place when the session says so or when it is lost.
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

/** After so many losses a spare is given up, and tried again later. */
const spareLosses = 3;

/** How long a line must have been ready before a `go-away` is obeyed at once, ms. */
const calm = 5000;

/** @internal */
export function heldLine<M extends TtsMessage | SttMessage, R extends { type: string }>(
  dialect: Dialect<M, R>,
  options: SessionOptions,
  holder: LineHolder<M, R>,
): HeldLine<R> {
  const rota = gatewayRota([options.gateway].flat().length);
  const waits = timers<'renew'>(() => renew());
  let held: LineSlot<M, R> | undefined;
  let spare: LineSlot<M, R> | undefined;
  let renewal: Renewal | undefined;
  let readyAt = 0;
  // A line that carried nothing is not replaced by another one that would carry nothing.
  let used = false;
  let overdue = false;

  function open(slot: LineSlot<M, R>): void {
    const watch: LineWatch = {
      dialling: (attempt) => status(slot, () => holder.dialling(attempt)),
      waiting: (attempt, delay, cause) => status(slot, () => holder.waiting(attempt, delay, cause)),
      lost: (error, record) => {
        delete slot.line;
        delete slot.ready;
        slot.leaving = false;
        if (slot === spare) return ++slot.losses < spareLosses ? error : undefined;
        if (slot !== held) return undefined;
        waits.clear();
        const verdict = holder.lost(error, record);
        slot.wanted = verdict !== undefined;
        // A spare takes its place, unless no line is to be dialled any more.
        const ends = isVoiceError(verdict, 'line-unstable');
        return ends || spare === undefined ? verdict : undefined;
      },
    };
    // A fresh line that has taken its place is a line like any other.
    keepLine(dialect, options, rota, watch, () =>
      slot === spare ? limitOf(renewal, asyncScheduler.now()) : Infinity,
    )
      .pipe(takeUntil(slot.left))
      .subscribe({
        next: (signal) => hear(slot, signal),
        error: (error: unknown) => {
          if (slot === spare) restSpare();
          else if (slot === held) {
            held = undefined;
            forgetSpare();
            holder.gaveUp(error as VoiceError);
          }
        },
        complete: () => {
          if (slot === spare) restSpare();
          else if (slot === held) leave(slot);
        },
      });
  }

  function status(slot: LineSlot<M, R>, tell: () => void): void {
    slot.tellStatus = tell;
    if (slot === held) tell();
  }

  function hear(slot: LineSlot<M, R>, signal: LineSignal<M, R>): void {
    if (signal.type === 'ready') {
      slot.line = signal.line;
      slot.ready = signal;
    }
    const says = signal.type === 'message' && signal.message.type === 'go-away';
    slot.leaving ||= says;
    if (slot !== held) {
      if (slot === spare && signal.type === 'ready') holder.renewed();
      return;
    }
    if (signal.type === 'ready') watchEnd(signal);
    if (says || (signal.type === 'ready' && slot.leaving)) hearGoodbye();
    holder.heard(signal);
  }

  /** The held line was lost and is dialled no more: a spare takes its place where it is wanted. */
  function leave(slot: LineSlot<M, R>): void {
    const last = spare;
    if (last !== undefined && slot.wanted) takeOver(last);
    else {
      held = undefined;
      // There may be more to do, for which the spare is taken.
      holder.unwanted();
      if (spare === last) forgetSpare();
    }
  }

  function takeOver(next: LineSlot<M, R>, goodbye?: R): void {
    const old = held;
    // Forgotten before the goodbye: a line that breaks on it is no loss.
    held = next;
    spare = undefined;
    end(old, goodbye);
    if (next.ready === undefined) next.tellStatus?.();
    else hear(next, next.ready);
  }

  function watchEnd(ready: LineSignal<M, R> & { readonly type: 'ready' }): void {
    const now = asyncScheduler.now();
    readyAt = now;
    used = overdue = false;
    renewal = renewalOf(options, ready, rota, now);
    if (renewal !== undefined) waits.arm('renew', Math.max(renewal.at - now, 0));
  }

  /** The gateway is going to end the line. One that says so of every new line must not be dialled again and again. */
  function hearGoodbye(): void {
    renewal = undefined;
    waits.arm('renew', Math.max(readyAt + calm - asyncScheduler.now(), 0));
  }

  function renew(): void {
    if (held?.line === undefined || spare !== undefined) return;
    overdue = !used;
    if (overdue) return;
    spare = newSlot();
    open(spare);
  }

  function use(): void {
    used = true;
    if (overdue) renew();
  }

  /** A spare was given up: the held line goes on, and another spare is tried for later. */
  function restSpare(): void {
    spare = undefined;
    used = false;
    if (held?.line !== undefined) waits.arm('renew', spareRest(renewal, asyncScheduler.now()));
  }

  function forgetSpare(): void {
    const last = spare;
    spare = undefined;
    waits.clear();
    last?.left.next();
  }

  function end(slot: LineSlot<M, R> | undefined, goodbye?: R): void {
    if (goodbye !== undefined) slot?.line?.send(goodbye);
    slot?.left.next();
  }

  return {
    dial: () => {
      if (spare?.ready === undefined) {
        forgetSpare();
        open((held = newSlot()));
      } else takeOver(spare);
    },
    send: (request) => {
      held?.line?.send(request);
      use();
    },
    sendAudio: (data) => {
      held?.line?.sendAudio(data);
      use();
    },
    get bufferedAmount() {
      return held?.line?.bufferedAmount ?? 0;
    },
    drop: (error) => held?.line?.fail(error),
    swap: (goodbye) => {
      if (spare?.ready !== undefined) takeOver(spare, goodbye);
    },
    hangUp: (goodbye) => {
      const old = held;
      held = undefined;
      forgetSpare();
      end(old, goodbye);
    },
  };
}
