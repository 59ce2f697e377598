import { defer, filter, fromEvent, merge, NEVER, type Observable, share } from 'rxjs';

/** What of a browser's globals is looked at. Node has none of it, a worker has no document. */
interface Platform {
  readonly navigator?: { readonly onLine?: unknown };
  readonly document?: EventTarget & { readonly visibilityState?: unknown };
  readonly addEventListener?: EventTarget['addEventListener'];
  readonly removeEventListener?: EventTarget['removeEventListener'];
}

const platform = (): Platform => globalThis;

const listens = (target: unknown): target is EventTarget =>
  typeof (target as Partial<EventTarget> | undefined)?.addEventListener === 'function' &&
  typeof (target as Partial<EventTarget>).removeEventListener === 'function';

/**
 * Whether the platform says that there is no network. What it says is a hint: some say so all day.
 *
 * @internal
 */
export const isOffline = (): boolean => platform().navigator?.onLine === false;

const events$: Observable<Event> = defer(() => {
  const { document } = platform();
  const window = globalThis as unknown as EventTarget;
  const online$ = isBrowser(platform()) ? fromEvent(window, 'online') : NEVER;
  if (!listens(document)) return online$;
  const visible$ = fromEvent(document, 'visibilitychange').pipe(
    filter(() => document.visibilityState === 'visible'),
  );
  // A frozen page can be thawed unseen; one that comes out of the browser's cache tells so by `pageshow`.
  const thawed$ = fromEvent(document, 'resume');
  const shown$ = listens(window) ? fromEvent(window, 'pageshow') : NEVER;
  return merge(online$, visible$, thawed$, shown$);
}).pipe(share());

const isBrowser = ({ navigator }: Platform): boolean =>
  listens(globalThis) && typeof navigator?.onLine === 'boolean';

/**
 * Emits when the platform says that much may have changed: the network is back, or the page is seen
 * again, thawed, or taken out of the browser's cache.
 *
 * ```text
 * online       --o---------
 * visible      -------v----
 * thawed       -----t------
 * wakeUps()    --o--t-v----
 * ```
 *
 * Never completes. All subscribers share one listener for each event, which goes with the last of them. Where the platform
 * tells nothing, as in Node, there is none, and it stays silent; that is looked up at each subscription.
 *
 * @internal
 */
export const wakeUps = (): Observable<unknown> =>
  defer(() => (isBrowser(platform()) || listens(platform().document) ? events$ : NEVER));
