import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inBrowser } from './support/inBrowser';
import { microphoneFile } from './support/microphoneFile';
import { runDesk } from './support/runDesk';

/** Written where asked for: `E2E_SCREENSHOTS=1 npm run e2e -- deskPictures`. */
const folder = join(__dirname, '../../docs/pictures');
const wanted = process.env.E2E_SCREENSHOTS === '1';

const browser = inBrowser({
  microphone: () => microphoneFile(1500, 'what is the weather', 30_000),
});
const desk = runDesk();

const looks = [
  ['light', 'wide', { width: 1280, height: 900 }],
  ['dark', 'wide', { width: 1280, height: 900 }],
  ['light', 'narrow', { width: 390, height: 844 }],
  ['dark', 'narrow', { width: 390, height: 844 }],
] as const;

// One of them shows that they can be made; all four take a while.
test.each(wanted ? looks : looks.slice(0, 1))(
  'the desk in a conversation, %s and %s',
  async (colorScheme, name, viewport) => {
    const page = await browser.open(desk.url(), ['microphone'], { colorScheme, viewport });
    await page.click('[data-test="talk"]');
    await page.waitForFunction(() => {
      const tap = graph.speaker;
      return (tap?.frames ?? 0) > 0 && tap!.soundedSince(0);
    });
    // Four seconds of its answer, by the graph's own count.
    await page.waitForFunction(
      (from) => graph.speaker!.frames > from + 64_000,
      await page.evaluate(() => graph.speaker!.frames),
    );

    if (wanted) mkdirSync(folder, { recursive: true });
    const picture = await page.screenshot(
      wanted ? { path: join(folder, `desk-${colorScheme}-${name}.png`) } : {},
    );
    expect(picture.length).toBeLessThan(150_000);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
    expect(await page.locator('[data-test="history"]').textContent()).toMatch(/weather/);
  },
);
