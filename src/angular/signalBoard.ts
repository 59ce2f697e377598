import { signal, type Signal, type WritableSignal } from '@angular/core';
import { same } from './same';

/**
 * A state as signals, one for each field.
 *
 * @internal
 */
export interface SignalBoard<S extends object> {
  readonly signals: { readonly [K in keyof S]: Signal<S[K]> };
  /** The state that is shown. */
  state(): S;
  /** Shows a state: sets the signals of the fields that changed, and no other. */
  show(state: S): void;
}

/**
 * Makes a signal for each field of a state. Signals that are computed from one state would each tell their views at each change
 * of any field; these tell them of their own.
 *
 * @param initial - the state to begin with, all fields of it
 * @internal
 */
export function signalBoard<S extends object>(initial: S): SignalBoard<S> {
  const keys = Object.keys(initial) as (keyof S)[];
  const writable = Object.fromEntries(
    keys.map((key) => [key, signal(initial[key], { equal: same })]),
  ) as { readonly [K in keyof S]: WritableSignal<S[K]> };
  let shown = initial;
  return {
    signals: Object.fromEntries(keys.map((key) => [key, writable[key].asReadonly()])) as {
      readonly [K in keyof S]: Signal<S[K]>;
    },
    state: () => shown,
    show: (state) => {
      if (state === shown) return;
      shown = state;
      for (const key of keys) writable[key].set(state[key]);
    },
  };
}
