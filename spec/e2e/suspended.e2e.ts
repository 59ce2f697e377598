import { countingSamples } from './page/signals';
import { exactSamples, expectHeard, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser({ gesture: true });
const rate = 24_000;
const frames = 12_000;

/** Writes into a speaker before anyone touched the page. */
async function writeEarly() {
  const page = await browser.openPlain();
  await page.evaluate(
    ({ frames, rate }) => {
      const { countingAudio, lastValueFrom, speaker } = voice;
      const sink = speaker();
      const scene = { states: [] as string[], drained: false, sink };
      sink.status$.subscribe(({ state }) => scene.states.push(state));
      sink.write(countingAudio(0, frames, rate));
      void lastValueFrom(sink.drain(), { defaultValue: 0 }).then(() => (scene.drained = true));
      Object.assign(globalThis, { scene });
    },
    { frames, rate },
  );
  await page.until(() => scene.states.includes('suspended'));
  return page;
}

declare const scene: {
  states: string[];
  drained: boolean;
  sink: ReturnType<typeof voice.speaker>;
};

test.each(['click', 'key'] as const)(
  'what is written before the first gesture waits, and is heard whole from a %s on',
  async (gesture) => {
    const page = await writeEarly();
    expect(await page.evaluate(() => [scene.states, scene.sink.position(), scene.drained])).toEqual(
      [['idle', 'suspended'], 0, false],
    );

    if (gesture === 'click') await page.click();
    else await page.press();
    await page.until(() => scene.drained);

    expect(await page.evaluate(() => [scene.states, scene.sink.position()])).toEqual([
      ['idle', 'suspended', 'running'],
      (frames * 1000) / rate,
    ]);
    expectHeard(await heardFrom(page), countingSamples(0, frames));
  },
);

test('resume() within a gesture lets it sound, though the audio comes later', async () => {
  const page = await browser.openPlain();
  await page.evaluate(() => {
    const sink = voice.speaker();
    const scene = { states: [] as string[], drained: false, sink };
    sink.status$.subscribe(({ state }) => scene.states.push(state));
    document.querySelector('button')!.onclick = () => sink.resume();
    Object.assign(globalThis, { scene });
  });
  await page.click();
  await page.until(() => scene.states.includes('running'));
  await page.evaluate(
    async ({ frames, rate }) => {
      const { countingAudio, lastValueFrom } = voice;
      scene.sink.write(countingAudio(0, frames, rate));
      await lastValueFrom(scene.sink.drain(), { defaultValue: 0 });
    },
    { frames, rate },
  );

  expect(await page.evaluate(() => scene.states)).not.toContain('suspended');
  expectHeard(await heardFrom(page), countingSamples(0, frames));
});

test('a graph that the system holds in the middle of a turn loses nothing', async () => {
  const page = await browser.openPlain();
  await page.click();
  const stood = await page.evaluate(
    async ({ frames, rate }) => {
      const { countingAudio, lastValueFrom, speaker } = voice;
      const sink = speaker();
      const states: string[] = [];
      sink.status$.subscribe(({ state }) => states.push(state));
      sink.write(countingAudio(0, frames, rate));
      while (sink.position() < 100) await new Promise((next) => setTimeout(next, 1));
      // As a telephone call does.
      const context = graph.speaker!.context as AudioContext;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
      const { resume } = context;
      context.resume = () => Promise.reject(new Error('a call'));
      await context.suspend();
      const stood = [sink.position(), graph.speaker!.frames];
      while (!states.includes('suspended')) await new Promise((next) => setTimeout(next, 1));
      const later = [sink.position(), graph.speaker!.frames];
      context.resume = resume;
      document.dispatchEvent(new Event('visibilitychange'));
      await lastValueFrom(sink.drain(), { defaultValue: 0 });
      return { stood, later, states };
    },
    { frames, rate },
  );

  expect(stood.later).toEqual(stood.stood);
  expect(stood.states).toEqual(['idle', 'running', 'suspended', 'running']);
  expectHeard(await heardFrom(page), countingSamples(0, frames));
});

test('what is held back and cleared is never heard', async () => {
  const page = await writeEarly();
  await page.evaluate(() => scene.sink.clear(15));
  await page.click();
  await page.until(() => graph.speaker!.silentFor(100));
  expect(exactSamples((await heardFrom(page)).samples).filter((x) => x !== 0)).toEqual([]);
});
