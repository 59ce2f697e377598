import { Subject } from 'rxjs';
import { type LineSignal, type ReadyLine } from './dialLine';

/**
 * A line, its dialling and redialling.
 *
 * @internal
 */
export interface LineSlot<M, R> {
  readonly left: Subject<void>;
  line?: ReadyLine<R>;
  ready?: LineSignal<M, R> & { readonly type: 'ready' };
  /** Tells the holder how far the dialling is. */
  tellStatus?: () => void;
  /** Whether a line is still needed after it was lost. */
  wanted: boolean;
  /** Whether the gateway is going to end it. */
  leaving: boolean;
  /** How often it was lost while it stood by. */
  losses: number;
}

/** @internal */
export const newSlot = <M, R>(): LineSlot<M, R> => ({
  left: new Subject(),
  wanted: false,
  leaving: false,
  losses: 0,
});
