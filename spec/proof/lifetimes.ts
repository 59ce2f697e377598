import { defer, finalize, type Observable, type Subscription, tap } from 'rxjs';
import { type SocketFactory } from '../../src/connection';
import { type Gateway } from '../../src/gateway';
import { fakeSocket } from '../../src/testing';

/** A hop between the two sides, ms. */
export const latency = 3;

/** What a session could leave behind, counted, and a word at every step of it. */
export interface World {
  /** A gateway behind a socket whose life is watched. */
  socket(gateway: Gateway): SocketFactory;
  /** An Observable of the application's, such as the text, whose subscriptions are watched. */
  source<T>(name: string, source$: Observable<T>): Observable<T>;
  /** Says that something happens in this very call. */
  step(): void;
  /** What is left. */
  left(): Record<string, number>;
  /** Sockets that were not closed by anybody. */
  openSockets(): number;
}

/**
 * Makes the world of one run.
 *
 * @param step - told of each step: frames of either side, dials, values
 */
export function newWorld(step: () => void): World {
  const counts = new Map<string, number>();
  const add = (name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by);
  let open = 0;

  const watched = <T>(name: string, source$: Observable<T>): Observable<T> =>
    defer(() => {
      add(name, 1);
      return source$.pipe(
        tap(step),
        finalize(() => add(name, -1)),
      );
    });

  const watchedGateway =
    (gateway: Gateway): Gateway =>
    (client$, request) =>
      watched('gateways at work', gateway(watched('client streams', client$), request));

  return {
    step,
    source: watched,
    socket: (gateway) => {
      const dial = fakeSocket(watchedGateway(gateway), { latency });
      const factory: SocketFactory = (endpoint) => {
        step();
        const socket = dial(endpoint);
        const close = socket.close.bind(socket);
        let closed = false;
        const end = () => {
          if (!closed) open -= 1;
          closed = true;
        };
        open += 1;
        socket.close = (code, reason) => {
          end();
          close(code, reason);
        };
        // The peer's end of it, which whoever dialled hears of as well.
        let told = socket.onclose;
        Object.defineProperty(socket, 'onclose', {
          get: () => (event: Parameters<NonNullable<typeof told>>[0]) => {
            end();
            told?.(event);
          },
          set: (handler: typeof told) => (told = handler),
        });
        return socket;
      };
      return Object.assign(factory, { sendsHeaders: true });
    },
    left: () => Object.fromEntries([...counts].filter(([, count]) => count !== 0)),
    openSockets: () => open,
  };
}

/** Something that can be left at any time. */
export interface Life {
  /** What runs in it, each of which can be unsubscribed from. */
  readonly parts: readonly Subscription[];
  /** The session's own end. */
  close(): void;
}

/** How a life is left, and how long it may take until nothing is left of it, ms. */
export interface Leaving {
  readonly leave: (life: Life) => void;
  readonly within: number;
  /** Whether no socket may be open when the call that leaves has returned. */
  readonly atOnce: boolean;
}

/**
 * Leads a life in fake time, leaves it at a point, and tells what is left after the time it has for that.
 *
 * @param at - a time in ms, or the number of a step, within which it is left
 */
export function leaveAt(
  begin: (world: World) => Life,
  at: { readonly ms: number } | { readonly step: number },
  { leave, within, atOnce }: Leaving,
): { readonly steps: number; readonly wrong: readonly string[] } {
  const seen = { steps: 0, until: 0, left: false };
  const held: { life?: Life } = {};
  const wrong: string[] = [];
  const run = () => {
    seen.left = true;
    if (held.life !== undefined) leave(held.life);
  };
  const world = newWorld(() => {
    seen.steps += 1;
    if ('step' in at && seen.steps === at.step) run();
  });
  held.life = begin(world);
  // A step of the beginning itself: there was nothing to leave yet.
  if (seen.left) leave(held.life);
  for (let ms = 0; 'step' in at ? !seen.left : ms < at.ms; ms++) {
    if (ms > 500) throw new Error('The step was never reached.');
    jest.advanceTimersByTime(1);
  }
  if (!seen.left) {
    seen.until = seen.steps;
    run();
  }
  if (atOnce && world.openSockets() > 0) wrong.push(`${world.openSockets()} sockets at once`);
  jest.advanceTimersByTime(within);
  if (world.openSockets() > 0) wrong.push(`${world.openSockets()} sockets`);
  if (jest.getTimerCount() > 0) wrong.push(`${jest.getTimerCount()} timers`);
  for (const [name, count] of Object.entries(world.left())) wrong.push(`${count} ${name}`);
  jest.clearAllTimers();
  return { steps: seen.until, wrong };
}
