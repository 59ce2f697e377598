import { type Page } from 'playwright-core';
import { countingSamples } from './page/signals';
import { type PositionReading } from './page/watchPosition';
import { exactSamples, heardFrom, placeOf } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const rate = 24_000;
const ms = (frames: number) => (frames * 1000) / rate;

/** How many samples of the pieces stood in what was heard up to a frame. */
function truth(pieces: readonly { at: number; frames: number }[], frame: number): number {
  return pieces.reduce((sum, { at, frames }) => sum + Math.min(frames, Math.max(0, frame - at)), 0);
}

/** Where the counting audio of the lengths stands, one behind the other. */
async function placesOf(page: Page, lengths: readonly number[]) {
  const { samples } = await heardFrom(page);
  const heard = exactSamples(samples);
  let first = 0;
  return lengths.map((frames) => {
    const at = placeOf(countingSamples(first, frames), heard);
    expect(at).toBeGreaterThanOrEqual(0);
    first += frames;
    return { at, frames };
  });
}

/** Expects that no reading is ahead of the graph, nor behind by more than the quantum that is being rendered. */
function expectTrue(
  readings: readonly PositionReading[],
  pieces: { at: number; frames: number }[],
) {
  expect(readings.length).toBeGreaterThan(50);
  let known = 0;
  for (const [before, position, after] of readings) {
    const played = (position * rate) / 1000;
    expect(played).toBeLessThanOrEqual(truth(pieces, after) + 1e-6);
    // Where a piece has begun, and the audio thread has not said so yet, it may stand.
    const begun = pieces.findLast(({ at }) => at < before);
    const piece = begun === undefined ? 0 : truth(pieces, begun.at);
    if (played > piece) known = piece + 1;
    if (known > piece) expect(played).toBeGreaterThanOrEqual(truth(pieces, before) - 128 - 1e-6);
  }
}

test('the position is that of the samples that left the graph, while it plays, at its end, and after it ran dry', async () => {
  const page = await browser.open();
  const lengths = [9600, 7211];

  const { readings, ends } = await page.evaluate(
    async ({ lengths, rate }) => {
      const { countingAudio, lastValueFrom, speaker, watchPosition } = voice;
      const sink = speaker();
      const positions = watchPosition(sink);
      const ends: number[] = [];
      let first = 0;
      for (const frames of lengths) {
        sink.write(countingAudio(first, frames, rate));
        first += frames;
        await lastValueFrom(sink.drain(), { defaultValue: 0 });
        ends.push(sink.position());
        // Dry for a while.
        const dry = graph.speaker!.frames + rate / 10;
        while (graph.speaker!.frames < dry) await new Promise((next) => setTimeout(next, 1));
        ends.push(sink.position());
      }
      return { readings: positions.stop(), ends };
    },
    { lengths, rate },
  );

  const pieces = await placesOf(page, lengths);
  expect(ends).toEqual([ms(9600), ms(9600), ms(16_811), ms(16_811)]);
  expectTrue(readings, pieces);
});

test('the position of audio that comes piece by piece', async () => {
  const page = await browser.open();
  const chunk = 487;
  const chunks = 40;

  const { readings, emitted } = await page.evaluate(
    async ({ chunk, chunks, rate }) => {
      const { bufferAudio, countingAudio, lastValueFrom, map, play, range, speaker, toArray } =
        voice;
      const { watchPosition } = voice;
      const sink = speaker();
      const positions = watchPosition(sink);
      const whole = countingAudio(0, chunk * chunks, rate);
      const emitted = await lastValueFrom(
        range(0, chunks).pipe(
          map((i) => ({ ...whole, data: whole.data.subarray(2 * chunk * i, 2 * chunk * (i + 1)) })),
          bufferAudio({ ahead: 40, lead: 60 }),
          play(sink),
          toArray(),
        ),
      );
      return { readings: positions.stop(), emitted };
    },
    { chunk, chunks, rate },
  );

  const pieces = await placesOf(page, [chunk * chunks]);
  expectTrue(readings, pieces);
  expect(emitted.at(-1)).toBe(ms(chunk * chunks));
  expect(emitted).toEqual([...emitted].sort((a, b) => a - b));
});

test('the position counts anew from a clear on', async () => {
  const page = await browser.open();

  const { readings, cleared, end } = await page.evaluate(async (rate) => {
    const { countingAudio, lastValueFrom, speaker, watchPosition } = voice;
    const sink = speaker();
    sink.write(countingAudio(0, 24_000, rate));
    while (sink.position() < 100) await new Promise((next) => setTimeout(next, 1));
    sink.clear(15);
    const cleared = [sink.position()];
    const positions = watchPosition(sink);
    sink.write(countingAudio(24_000, 7200, rate));
    cleared.push(sink.position());
    await lastValueFrom(sink.drain(), { defaultValue: 0 });
    const end = sink.position();
    return { readings: positions.stop(), cleared, end };
  }, rate);

  const { samples } = await heardFrom(page);
  const at = placeOf(countingSamples(24_000, 7200), exactSamples(samples));
  expect(cleared).toEqual([0, 0]);
  expect(end).toBe(ms(7200));
  expectTrue(readings, [{ at, frames: 7200 }]);
});
