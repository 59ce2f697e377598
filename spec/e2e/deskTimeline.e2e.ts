import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { openDesk, part } from './support/desk';
import { heardFrom, loudest } from './support/heard';
import { inBrowser } from './support/inBrowser';
import { runDesk } from './support/runDesk';

const root = join(__dirname, '../..');
const browser = inBrowser();
const served = runDesk();

/** Says something, and waits until it was heard to its end. */
async function say(page: Page, text: string): Promise<void> {
  await part(page, 'say-text').fill(text);
  const from = await page.evaluate(() => graph.speaker?.frames ?? 0);
  await part(page, 'say').click();
  await page.waitForFunction((from) => graph.speaker?.soundedSince(from), from);
  await page.waitForFunction(() => {
    const said = document.querySelector('[data-test=waveform]')?.getAttribute('aria-description');
    const [heard, all] = (said ?? '').match(/[\d.]+/g) ?? [];
    return heard !== undefined && heard === all && Number(all) > 0 && graph.speaker?.silentFor(300);
  });
}

/** Whether a test passes by itself, with the built package. */
function passes(test: string): boolean {
  const rootDir = mkdtempSync(join(root, '.cache/e2e/saved-'));
  writeFileSync(join(rootDir, 'saved.spec.ts'), test);
  const config = {
    rootDir,
    transform: { '\\.ts$': '@swc/jest' },
    moduleNameMapper: {
      '^rxjs-voice$': join(root, 'dist/index.cjs'),
      '^rxjs-voice/testing$': join(root, 'dist/testing.cjs'),
    },
  };
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const { status } = spawnSync(process.execPath, [jest, '--config', JSON.stringify(config)]);
  rmSync(rootDir, { recursive: true });
  return status === 0;
}

const saved = async (page: Page, name: string): Promise<string> => {
  const [download] = await Promise.all([page.waitForEvent('download'), part(page, name).click()]);
  return readFileSync(await download.path(), 'utf8');
};

test('what is typed is heard, in every format, and sound makes no change detection', async () => {
  const page = await openDesk(browser, served.url());
  const formats = await part(page, 'format').locator('option').count();
  expect(formats).toBeGreaterThan(1);
  for (let format = 0; format < formats; format++) {
    await part(page, 'format').selectOption({ index: format });
    const before = await page.evaluate(() => ({ ticks: desk.ticks(), events: desk.events() }));
    await say(page, 'Hello there. How are you?');
    const { ticks, events } = await page.evaluate(() => ({
      ticks: desk.ticks(),
      events: desk.events(),
    }));
    // Words, states and figures change a few times. Chunks and positions come by the hundred.
    expect(events - before.events).toBeGreaterThan(60);
    expect(ticks - before.ticks).toBeLessThan(10);
  }
  const { samples } = await heardFrom(page);
  expect(loudest(samples)).toBeGreaterThan(0.05);
});

test('the button stops what is said, within the fade and a few quanta', async () => {
  const page = await openDesk(browser, served.url());
  await part(page, 'say-text').fill('One, two, three, four, five, six, seven, eight, nine, ten.');
  await part(page, 'say').click();
  await page.waitForFunction(() => graph.speaker?.soundedSince(0));
  // The samples from the click on, by the graph's own count.
  const frames = await page.evaluate(async () => {
    const tap = graph.speaker!;
    const at = tap.frames;
    document.querySelector<HTMLElement>('[data-test=stop]')!.click();
    await new Promise((resolve) => {
      const look = () => (tap.silentFor(300) ? resolve(0) : setTimeout(look, 10));
      look();
    });
    const rest = tap.from(at);
    return { sounding: rest.findLastIndex((x) => x !== 0), rate: tap.context.sampleRate };
  });
  // A request takes a few quanta to the audio thread, more where the machine is busy; the rest of the text takes seconds.
  expect(frames.sounding / frames.rate).toBeLessThan(0.5);
});

test('marbles are chosen by keyboard, the timeline pauses, and both are told', async () => {
  const page = await openDesk(browser, served.url());
  await say(page, 'Hello there.');
  await part(page, 'timeline').focus();
  await page.keyboard.press('Space');
  const pressed = (state: string) =>
    page.waitForSelector(`[data-test=pause][aria-pressed=${state}]`, { state: 'attached' });
  await pressed('true');
  await page.keyboard.press('End');
  const last = await part(page, 'marble-value').textContent();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(
    (last) => document.querySelector('[data-test=marble-value]')?.textContent !== last,
    last,
  );
  await page.keyboard.press('Space');
  await pressed('false');
});

test('all of it is reached by keyboard alone', async () => {
  const page = await openDesk(browser, served.url());
  const reached = new Set<string>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.test);
    if (name !== undefined) reached.add(name);
  }
  const all = ['say-text', 'say', 'stop', 'talk', 'interrupt', 'cut', 'slow', 'voice', 'format'];
  expect([...reached]).toEqual(
    expect.arrayContaining([...all, 'timeline', 'pause', 'save-cassette', 'save-test', 'theme']),
  );
});

test('a session is saved as a cassette and as a marble test', async () => {
  const page = await openDesk(browser, served.url());
  await say(page, 'Keep this.');
  const cassette = await saved(page, 'save-cassette');
  expect(cassette).toContain('Keep this.');
  expect(cassette).not.toMatch(/token=[^&"]*[a-z0-9]{16}/);
  const test = await saved(page, 'save-test');
  expect(test).toContain('Keep this.');
  expect(passes(test)).toBe(true);
});
