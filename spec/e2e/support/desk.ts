import { type Page } from 'playwright-core';
import { type TestBrowser } from './inBrowser';

/** Opens the page of the desk, which counts its change detections. */
export async function openDesk(browser: TestBrowser, url: string): Promise<Page> {
  const page = await browser.open(`${url}/?count`);
  await page.waitForFunction(() => typeof desk !== 'undefined');
  return page;
}

/** A part of the desk, by its name in tests. */
export const part = (page: Page, name: string) => page.locator(`[data-test="${name}"]`);

declare global {
  /** What the page counts, where it is asked to. */
  var desk: { ticks(): number; events(): number };
}
