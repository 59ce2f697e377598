import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';
import { filter, lastValueFrom, map, toArray } from 'rxjs';
import { linear16ToInt16 } from 'rxjs-voice';
import { fliteVoice } from 'rxjs-voice/node';
import { part } from './support/desk';
import { expectHeard, expectHeardInPieces, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';
import { microphoneFile } from './support/microphoneFile';
import { runDesk } from './support/runDesk';

const browser = inBrowser({
  microphone: () => microphoneFile(1500, 'tell a story please', 3500, 'stop stop now', 6000),
});
const served = runDesk();

/** Opens the desk, with what counts its layout shifts. */
async function open(options: Parameters<typeof browser.open>[2] = {}) {
  const page = await browser.open(`${served.url()}/?count`, ['microphone'], options);
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await part(page, 'say').waitFor();
  return page;
}

declare const shifts: number[];

/** What the built-in voice says, as it says it here. */
async function samplesOf(text: string, voice: 'awb' | 'rms' | 'slt' | 'kal'): Promise<Int16Array> {
  const format = { encoding: 'linear16', sampleRate: 16_000, channels: 1 } as const;
  const chunks = await lastValueFrom(
    fliteVoice()
      .synthesize(text, { format, voice })
      .pipe(
        filter((value) => 'data' in value),
        map(({ data }) => data),
        toArray(),
      ),
  );
  return linear16ToInt16(new Uint8Array(Buffer.concat(chunks)));
}

const sentence = 'Every word of this is heard, whatever becomes of the line that brings it here.';

async function say(page: Page, text: string) {
  await part(page, 'say-text').fill(text);
  await part(page, 'say').click();
  await page.waitForFunction(() => graph.speaker?.soundedSince(0));
}
const spoken = (page: Page) => page.waitForFunction(() => graph.speaker!.silentFor(700));
const voiceOf = (page: Page) => part(page, 'voice').inputValue() as Promise<'awb'>;

test('what is typed is heard, sample for sample; no sound causes a change detection, nothing shifts', async () => {
  const page = await open();
  await say(page, sentence);
  const counted = await page.evaluate(async () => {
    const from = graph.speaker!.frames;
    const before = { ticks: desk.ticks(), events: desk.events() };
    while (graph.speaker!.frames < from + 24_000) await new Promise((next) => setTimeout(next, 5));
    return { ticks: desk.ticks() - before.ticks, events: desk.events() - before.events };
  });
  await spoken(page);

  expectHeard(await heardFrom(page), await samplesOf(sentence, await voiceOf(page)));
  expect(counted.events).toBeGreaterThan(20);
  expect(counted.ticks).toBeLessThan(5);
  expect(await page.evaluate(() => shifts)).toEqual([]);
});

test('a line that is cut while it speaks mends, and not a sample is missing', async () => {
  const page = await open();
  await say(page, sentence);
  await part(page, 'cut').click();
  await spoken(page);

  expectHeardInPieces(await heardFrom(page), await samplesOf(sentence, await voiceOf(page)));
});

test('the button and the Escape key silence it', async () => {
  const page = await open();
  for (const interrupt of [
    () => part(page, 'interrupt').click(),
    () => page.keyboard.press('Escape'),
  ]) {
    const from = await page.evaluate(() => graph.speaker?.frames ?? 0);
    await part(page, 'say-text').fill(sentence);
    await part(page, 'say').click();
    await page.waitForFunction((from) => graph.speaker?.soundedSince(from + 1600), from);
    await interrupt();
    await page.waitForFunction(() => graph.speaker!.silentFor(300));
    const { samples } = await heardFrom(page);
    expect(samples.length - from).toBeLessThan((await samplesOf(sentence, 'awb')).length);
  }
});

test('a conversation: what is said is written, answered, and interrupted by speech; kept as a cassette and as a test', async () => {
  const page = await open();
  await part(page, 'talk').click();
  await page.waitForFunction(() => graph.speaker?.soundedSince(0));
  await page.waitForFunction(() =>
    /story/i.test(document.querySelector('[data-test="history"]')?.textContent ?? ''),
  );
  // The user talks over the answer, whose rest is struck out.
  await page.waitForFunction(
    () => (document.querySelector('[data-test="answer"] del')?.textContent ?? '') !== '',
  );

  const [cassette] = await Promise.all([
    page.waitForEvent('download'),
    part(page, 'save-cassette').click(),
  ]);
  const [marbles] = await Promise.all([
    page.waitForEvent('download'),
    part(page, 'save-test').click(),
  ]);
  expect(cassette.suggestedFilename()).toMatch(/\.jsonl?$|cassette/);
  expect(readFileSync(await marbles.path(), 'utf8')).toMatch(/toBeObservable/);

  // A marble tells its value.
  await part(page, 'pause').click();
  await part(page, 'timeline').focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(
    () => document.querySelector('[data-test="marble-value"] pre') !== null,
  );
  await part(page, 'talk').click();
  expect(await page.evaluate(() => shifts)).toEqual([]);
});

test('the keyboard alone says a text, in another voice and format', async () => {
  const page = await open();
  await part(page, 'voice').focus();
  await page.keyboard.press('ArrowDown');
  await part(page, 'say-text').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Typed.');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => graph.speaker?.soundedSince(0));
  await spoken(page);
  expectHeard(await heardFrom(page), await samplesOf('Typed.', await voiceOf(page)));
});

test('a phone shows all of it without scrolling sideways', async () => {
  const page = await open({ viewport: { width: 360, height: 740 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
