import { type Page } from 'playwright-core';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const bare = inBrowser({ devices: false });

/** Subscribes to a microphone in the page, and gives the error it ends with. */
const failure = (page: Page, device?: string) =>
  page.evaluate(
    (device) =>
      new Promise<object>((resolve) => {
        voice.microphone(device === undefined ? {} : { device }).subscribe({
          error: (error: unknown) => {
            const { code, message, needs, retryable } = error as Record<string, unknown>;
            resolve({ code, message, needs, retryable, typed: voice.isVoiceError(error) });
          },
        });
      }),
    device,
  );

/** Keeps the streams that the page is given, as the browser sees them. */
const watchStreams = (page: Page) =>
  page.evaluate(() => {
    const streams: MediaStream[] = [];
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      streams.push(stream);
      return stream;
    };
    Object.assign(globalThis, { streams });
  });

declare const streams: MediaStream[];
declare const seen: { chunks: number; errors: object[] };

test('a microphone that is not allowed is microphone-denied', async () => {
  const page = await browser.open('/', []);
  expect(await failure(page)).toMatchObject({
    code: 'microphone-denied',
    typed: true,
    retryable: false,
    message: expect.stringMatching(/allow/),
  });
});

test('no microphone is microphone-missing', async () => {
  const page = await bare.open();
  expect(await failure(page)).toMatchObject({ code: 'microphone-missing', typed: true });
});

test('a device that is not there is microphone-missing', async () => {
  const page = await browser.open();
  expect(await failure(page, 'no such device')).toMatchObject({
    code: 'microphone-missing',
    message: expect.stringMatching(/microphones\(\)/),
  });
});

test('a page that is not secure is told what is missing', async () => {
  // The headers of the test page mean nothing there.
  browser.mayTell(/Cross-Origin-Opener-Policy/);
  const page = await browser.open();
  await page.goto(browser.url().replace('127.0.0.1', 'insecure.test'));
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  expect(await failure(page)).toMatchObject({
    code: 'audio-unavailable',
    typed: true,
    message: expect.stringMatching(/https/),
  });
});

test('a microphone that is taken away is microphone-lost, which may be tried again and records when it is back', async () => {
  const page = await browser.open();
  await page.evaluate(() => {
    const seen = { chunks: 0, errors: [] as object[] };
    Object.assign(globalThis, { seen });
    const { fromEvent, microphone, retry, take } = voice;
    microphone()
      .pipe(
        retry({
          delay: ({ code, retryable }: { code: string; retryable: boolean }) => {
            seen.errors.push({ code, retryable });
            return fromEvent(document, 'back').pipe(take(1));
          },
        }),
      )
      .subscribe(() => seen.chunks++);
  });
  await page.waitForFunction(() => seen.chunks > 0);

  // Chromium ends what was recorded with the permission that goes.
  await page.context().clearPermissions();
  await page.waitForFunction(() => seen.errors.length > 0);
  expect(await page.evaluate(() => seen.errors)).toEqual([
    { code: 'microphone-lost', retryable: true },
  ]);

  await page.context().grantPermissions(['microphone']);
  const before = await page.evaluate(() => {
    document.dispatchEvent(new Event('back'));
    return seen.chunks;
  });
  await page.waitForFunction((before) => seen.chunks > before, before);
});

test('nobody is asked before the first subscription, and unsubscribing releases the microphone at once', async () => {
  const page = await browser.open();
  await watchStreams(page);
  const states = await page.evaluate(async () => {
    const { firstValueFrom, microphone } = voice;
    const microphone$ = microphone();
    await new Promise((next) => setTimeout(next));
    const before = streams.length;
    await firstValueFrom(microphone$);
    return { before, after: streams.map((stream) => stream.getTracks().map((t) => t.readyState)) };
  });
  expect(states).toEqual({ before: 0, after: [['ended']] });
});

test('a microphone that is given after unsubscribing is released', async () => {
  const page = await browser.open();
  await watchStreams(page);
  const states = await page.evaluate(async () => {
    const ended: boolean[] = [];
    const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const asked = new Promise<MediaStream>((given) => {
      navigator.mediaDevices.getUserMedia = (constraints) => {
        const answer = getUserMedia(constraints);
        void answer.then(given);
        return answer;
      };
    });
    voice.microphone().subscribe().unsubscribe();
    const stream = await asked;
    // Behind the package's own handler of the same promise.
    await new Promise((next) => setTimeout(next));
    ended.push(...stream.getTracks().map((track) => track.readyState === 'ended'));
    return ended;
  });
  expect(states).toEqual([true]);
});

test('microphones are listed, with their names once one was allowed, and one of them is chosen by its id', async () => {
  const page = await browser.open();
  const { list, label } = await page.evaluate(async () => {
    const { firstValueFrom, microphone, microphones } = voice;
    await firstValueFrom(microphone());
    const list = await firstValueFrom(microphones());
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    let label = '';
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      label = stream.getAudioTracks()[0]!.label;
      return stream;
    };
    await firstValueFrom(microphone({ device: list.at(-1)!.id }));
    return { list, label };
  });
  expect(list.length).toBeGreaterThan(1);
  for (const { id, name } of list) expect([id, name]).not.toContain('');
  expect(label).toBe(list.at(-1)!.name);
});
