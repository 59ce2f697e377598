import { type Page } from 'playwright-core';
import { openDesk, part } from './support/desk';
import { loudest, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';
import { runDesk } from './support/runDesk';
import { microphoneFile } from './support/microphoneFile';
import { mainThread } from './support/mainThread';

// A question, and, while the long answer to it is heard, a word over it.
const browser = inBrowser({
  microphone: () => microphoneFile(300, 'tell a story please', 6000, 'stop', 60_000),
});
const served = runDesk();

const history = (page: Page) => part(page, 'history').innerText();

test('a conversation: what is asked is answered, and the answer is interrupted by speech, here and in the history', async () => {
  const page = await openDesk(browser, served.url());
  const watching = await mainThread(page);
  const begun = await page.evaluate(() => ({ ticks: desk.ticks(), events: desk.events() }));
  await part(page, 'talk').click();
  await page.waitForFunction(() => graph.speaker?.soundedSince(0));
  expect(await history(page)).toMatch(/story/);
  const tasks = page.waitForFunction(
    () => document.querySelector('[data-test=answer] del')?.textContent,
  );
  await tasks;
  // Within half a second, the fade and a few quanta, and not within the many seconds that were left.
  await page.waitForFunction(() => graph.speaker?.silentFor(500));
  const { samples, rate } = await heardFrom(page);
  expect(loudest(samples)).toBeGreaterThan(0.05);
  expect(samples.findLastIndex((x) => x !== 0) - samples.findIndex((x) => x !== 0)).toBeLessThan(
    8 * rate,
  );
  // What was not heard never enters the history.
  expect(await history(page)).not.toMatch(/the ship never knew/);

  const ended = await page.evaluate(() => ({ ticks: desk.ticks(), events: desk.events() }));
  expect(ended.events - begun.events).toBeGreaterThan(500);
  expect(ended.ticks - begun.ticks).toBeLessThan((ended.events - begun.events) / 10);
  const slowest = (await watching.stop()).slice(0, 3);
  expect(slowest.filter(({ cpu }) => cpu > 50)).toEqual([]);
});

test('the button interrupts an answer, and what was cut off is struck out', async () => {
  const page = await openDesk(browser, served.url());
  await part(page, 'talk').click();
  await page.waitForFunction(() => graph.speaker?.soundedSince(0));
  await part(page, 'interrupt').click();
  await page.waitForFunction(
    () =>
      document.querySelector('[data-test=answer] del')?.textContent &&
      graph.speaker?.silentFor(200),
  );
  await part(page, 'talk').click();
  expect(await part(page, 'error').textContent()).toBe('');
});
