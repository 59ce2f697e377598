import { Worker } from 'node:worker_threads';
import { dematerialize, materialize, Observable, ReplaySubject, share, switchMap } from 'rxjs';
import { engineFailed } from './engineFailed';
import { workerUrl } from './workerUrl';

/** How long a worker is kept when nothing uses it, ms. Starting one takes 50 to 400 ms. */
const idle = 10_000;

/**
 * One worker thread for all who use it at a time.
 *
 * It starts with the first use. When the last one ends it no longer keeps the process alive, and 10 s later it is
 * terminated. A crash is an error for everyone who uses it; the next use starts another.
 *
 * @param name - the worker's entry
 * @param data - what the entry finds in its `workerData`
 * @returns a function that gives the worker to a stream for as long as that stream is subscribed to
 * @internal
 */
export function sharedWorker(
  name: string,
  data: unknown,
): <T>(use: (worker: Worker) => Observable<T>) => Observable<T> {
  let running: Worker | undefined;
  const worker$ = new Observable<Worker>((out) => {
    const worker = new Worker(workerUrl(name), { workerData: data, execArgv: [] });
    running = worker;
    worker.once('error', (cause) => out.error(engineFailed('its worker failed', cause)));
    worker.once('exit', (code) => out.error(engineFailed(`its worker ended with ${code}`)));
    out.next(worker);
    return () => void worker.terminate();
  }).pipe(
    share({
      connector: () => new ReplaySubject(1),
      resetOnRefCountZero: () => {
        running?.unref();
        return quietTimer(idle);
      },
    }),
  );
  return (use) =>
    worker$.pipe(
      switchMap((worker) => {
        worker.ref();
        return use(worker).pipe(materialize());
      }),
      dematerialize(),
    );
}

/** An RxJS timer keeps a process alive until it fires; waiting to tidy up must not. */
const quietTimer = (ms: number) =>
  new Observable<void>((out) => {
    const timer = setTimeout(() => out.next(), ms);
    timer.unref();
    return () => clearTimeout(timer);
  });
