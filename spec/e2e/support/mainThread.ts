import { type Page } from 'playwright-core';

/** A task of a page's main thread: its time on the processor, ms. */
export interface MainThreadTask {
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Watches what the main thread of a page does. Tasks are judged by their time on the processor: how long one takes by the
 * clock says as much about what else this machine does.
 */
export async function mainThread(page: Page): Promise<{ stop(): Promise<MainThreadTask[]> }> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  return {
    stop: async () => {
      const trace = JSON.parse((await browser.stopTracing()).toString()) as {
        readonly traceEvents: readonly TraceEvent[];
      };
      const main = new Set(
        trace.traceEvents
          .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
          .map(({ pid, tid }) => `${pid}/${tid}`),
      );
      const tasks = trace.traceEvents
        .filter(({ pid, tid, tdur }) => tdur !== undefined && main.has(`${pid}/${tid}`))
        .map(({ tdur = 0 }) => ({ cpu: tdur / 1000 }))
        .sort((a, b) => b.cpu - a.cpu);
      // A trace without a task says nothing of how long they were.
      if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
      return tasks;
    },
  };
}
