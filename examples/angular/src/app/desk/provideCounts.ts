import {
  afterEveryRender,
  type EnvironmentProviders,
  inject,
  Injector,
  provideEnvironmentInitializer,
} from '@angular/core';
import { Marbles } from '../timeline/marbles';

/** What tests count, where the page's address ends in `?count`. */
interface Counts {
  /** Change detections of Angular so far. */
  ticks(): number;
  /** Values on the timeline so far. */
  events(): number;
}

/** Counts change detections beside what comes by, to show that sound causes none. */
export const provideCounts = (): EnvironmentProviders =>
  provideEnvironmentInitializer(() => {
    if (!new URLSearchParams(location.search).has('count')) return;
    const marbles = inject(Marbles);
    let ticks = 0;
    afterEveryRender(() => (ticks += 1), { injector: inject(Injector) });
    const counts: Counts = { ticks: () => ticks, events: () => marbles.count };
    Object.assign(globalThis, { desk: counts });
  });
