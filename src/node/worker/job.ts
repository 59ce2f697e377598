import {
  MessageChannel,
  type MessagePort,
  type Transferable,
  type Worker,
} from 'node:worker_threads';
import { EMPTY, Observable } from 'rxjs';
import { engineFailed } from './engineFailed';

/**
 * Something for a worker to do. `port` carries its input and its {@link JobReply}s, and closes when it is no longer wanted.
 *
 * @internal
 */
export interface Job<S> {
  /** What to do. */
  readonly start: S;
  /** The line between the two. */
  readonly port: MessagePort;
}

/**
 * What a worker answers on a job's port.
 *
 * @internal
 */
export type JobReply<R> =
  | { readonly type: 'next'; readonly value: R }
  | { readonly type: 'complete' }
  | { readonly type: 'error'; readonly message: string };

/**
 * What goes to a worker while its job runs.
 *
 * @internal
 */
export interface JobInput {
  /** The message. */
  readonly message: unknown;
  /** Buffers that are handed over, not copied. */
  readonly transfer?: readonly Transferable[];
}

/**
 * Has a worker do something: `start` and then each value of `input$` go to it, its replies come back. Unsubscribing closes
 * the port, which tells the worker to stop. The completion of `input$` means nothing; its error ends the job.
 *
 * @internal
 */
export function job<R>(
  worker: Worker,
  start: unknown,
  input$: Observable<JobInput> = EMPTY,
): Observable<R> {
  return new Observable((out) => {
    const { port1, port2 } = new MessageChannel();
    out.add(() => port1.close());
    port1.on('message', (reply: JobReply<R>) => {
      if (reply.type === 'next') out.next(reply.value);
      else if (reply.type === 'complete') out.complete();
      else out.error(engineFailed(reply.message));
    });
    worker.postMessage({ start, port: port2 } satisfies Job<unknown>, [port2]);
    out.add(
      input$.subscribe({
        next: ({ message, transfer = [] }) => port1.postMessage(message, transfer),
        error: (error: unknown) => out.error(error),
      }),
    );
  });
}
