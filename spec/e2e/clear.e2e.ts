import { type Page } from 'playwright-core';
import { countingSamples } from './page/signals';
import { exactSamples, type Heard, heardFrom, loudest, placeOf } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const rate = 24_000;
const length = 48_000;

/** Where what was heard leaves the counting audio, as a frame of the recording and of the audio. */
function leaves({ samples }: Heard) {
  const wanted = countingSamples(0, length);
  const heard = exactSamples(samples);
  const start = placeOf(wanted.subarray(0, 200), heard);
  expect(start).toBeGreaterThanOrEqual(0);
  let i = 0;
  while (heard[start + i] === wanted[i]) i++;
  return { frame: start + i, sample: i };
}

/** Expects that from there on the sound falls to zero within so many frames, and nothing more of it is heard. */
function expectFall({ samples }: Heard, from: { frame: number; sample: number }, frames: number) {
  const wanted = countingSamples(0, length);
  for (let i = 0; i < frames; i++) {
    const loud = Math.abs(wanted[from.sample + i]!) / 32_768;
    expect(Math.abs(samples[from.frame + i]!)).toBeLessThanOrEqual(loud * (1 - i / frames));
  }
  return samples.subarray(from.frame + frames);
}

/** Waits in the page until its speaker was silent for 100 ms of its graph. */
const silence = (page: Page) => page.waitForFunction(() => graph.speaker!.silentFor(100));

test.each([15, 100])(
  'a clear in the next render quantum falls to zero within %d ms',
  async (fadeOut) => {
    const page = await browser.open();

    const held = await page.evaluate(
      async ({ length, rate, fadeOut }) => {
        const { countingAudio, speaker } = voice;
        const sink = speaker();
        sink.write(countingAudio(0, length, rate));
        while (sink.position() < 100) await new Promise((next) => setTimeout(next, 1));
        // The graph stands still, so that it is known which quantum is the next.
        const context = graph.speaker!.context as AudioContext;
        await context.suspend();
        const held = graph.speaker!.frames;
        sink.clear(fadeOut);
        await context.resume();
        return held;
      },
      { length, rate, fadeOut },
    );
    await silence(page);

    const heard = await heardFrom(page);
    const from = leaves(heard);
    expect(from.frame).toBeGreaterThanOrEqual(held);
    expect(from.frame).toBeLessThanOrEqual(held + 1); // the line begins with the sample itself, almost
    expect(loudest(expectFall(heard, from, (fadeOut * rate) / 1000))).toBe(0);
  },
);

test('a clear without a fade is silent at once', async () => {
  const page = await browser.open();

  const held = await page.evaluate(
    async ({ length, rate }) => {
      const { countingAudio, speaker } = voice;
      const sink = speaker();
      sink.write(countingAudio(0, length, rate));
      while (sink.position() < 100) await new Promise((next) => setTimeout(next, 1));
      const context = graph.speaker!.context as AudioContext;
      await context.suspend();
      const held = graph.speaker!.frames;
      sink.clear(0);
      await context.resume();
      return held;
    },
    { length, rate },
  );
  await silence(page);

  const heard = await heardFrom(page);
  expect(leaves(heard).frame).toBe(held);
  expect(loudest(heard.samples.subarray(held))).toBe(0);
});

test('unsubscribing from a turn that plays falls silent within 15 ms, and the next turn is heard whole', async () => {
  const page = await browser.open();

  await page.evaluate(
    async ({ length, rate }) => {
      const { concat, countingAudio, filter, lastValueFrom, NEVER, of, play, speaker, take } =
        voice;
      const sink = speaker();
      const long$ = concat(of(countingAudio(0, length, rate)), NEVER).pipe(play(sink));
      await lastValueFrom(
        long$.pipe(
          filter((ms) => ms > 100),
          take(1),
        ),
      );
      await lastValueFrom(of(countingAudio(length, 4800, rate)).pipe(play(sink)));
    },
    { length, rate },
  );

  const heard = await heardFrom(page);
  const rest = expectFall(heard, leaves(heard), (15 * rate) / 1000);
  const at = placeOf(countingSamples(length, 4800), exactSamples(rest));
  expect(at).toBeGreaterThanOrEqual(0);
  expect(loudest(rest.subarray(0, at))).toBe(0);
  expect(loudest(rest.subarray(at + 4800))).toBe(0);
});
