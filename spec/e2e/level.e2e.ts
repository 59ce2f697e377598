import { heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
/** 50 ms at 24 kHz, in whole quanta. */
const window = 1280;

test('level$ is the RMS of what left the graph, and 0 once it is silent', async () => {
  const page = await browser.open();
  const told = await page.evaluate(async () => {
    const { countingAudio, firstValueFrom, lastValueFrom, speaker, filter } = voice;
    const sink = speaker();
    const levels: number[] = [];
    const metering = sink.level$.subscribe((level) => levels.push(level));
    const silent = firstValueFrom(sink.level$.pipe(filter((level) => level === 0)));
    sink.write(countingAudio(0, 12_000, 24_000));
    await lastValueFrom(sink.drain(), { defaultValue: 0 });
    await silent;
    metering.unsubscribe();
    return levels;
  });

  const { samples } = await heardFrom(page);
  const levels = Array.from({ length: (samples.length - window) / 128 }, (_, quantum) => {
    const heard = samples.subarray(quantum * 128, quantum * 128 + window);
    return Math.sqrt(heard.reduce((sum, x) => sum + x * x, 0) / window);
  });
  expect(told.at(-1)).toBe(0);
  const loud = told.slice(0, -1);
  expect(loud.length).toBeGreaterThanOrEqual(Math.floor(12_000 / window));
  let from = 0;
  for (const level of loud) {
    const at = levels.findIndex((x, i) => i >= from && Math.abs(x - level) < 1e-6);
    expect(at).toBeGreaterThanOrEqual(from);
    from = at + window / 128;
  }
});
