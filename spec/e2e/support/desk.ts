import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { type TestBrowser } from './inBrowser';

const root = join(__dirname, '../../..');

/** The desk, with its own server and gateway. */
export interface DeskServer {
  /** Opens the page of the desk, counting its change detections, with what leaves its audio graphs written down. */
  open(browser: TestBrowser): Promise<Page>;
}

/** Runs the desk for the tests of a file. */
export function deskServer(): DeskServer {
  let program: ChildProcess;
  let url: string;

  beforeAll(async () => {
    program = spawn(process.execPath, ['.cache/desk/serveDesk.js', '.cache/e2e/desk'], {
      cwd: root,
    });
    url = await new Promise<string>((resolve, reject) => {
      let said = '';
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        const [found] = /http:\/\/\S+/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      };
      program.stdout?.on('data', listen);
      program.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      program.once('exit', () => reject(new Error(said)));
    });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill();
    await ended;
  });

  return {
    open: async (browser) => {
      // A page that a test answers for counts as one from far away, which needs leave to dial this machine.
      const page = await browser.open('/', ['microphone', 'local-network-access']);
      // The recorder shares its memory with the page, which browsers allow to pages that are isolated.
      await page.route(`${url}/*count`, async (route) => {
        const response = await route.fetch();
        const headers = {
          ...response.headers(),
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        };
        await route.fulfill({ response, headers });
      });
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(globalThis, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            shifts.push((entry as PerformanceEntry & { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(`${url}/?count`);
      await page.waitForFunction(() => typeof desk !== 'undefined');
      return page;
    },
  };
}

/** A part of the desk, by its name in tests. */
export const part = (page: Page, name: string) => page.locator(`[data-test="${name}"]`);

declare global {
  /** What the page counts, where it is asked to. */
  var desk: { ticks(): number; events(): number };
  /** The layout shifts of the page so far, each with how much moved. */
  var shifts: number[];
}
