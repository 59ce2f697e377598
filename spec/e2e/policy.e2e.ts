import { countingSamples } from './page/signals';
import { expectHeard, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const rate = 24_000;
const frames = 4800;

test('a page that forbids blob: plays and records with the module as a file', async () => {
  const page = await browser.open('/strict');
  const bytes = await page.evaluate(
    async ({ frames, rate }) => {
      const { countingAudio, firstValueFrom, lastValueFrom, microphone, speaker } = voice;
      const sink = speaker({ worklet: '/worklet.js' });
      sink.write(countingAudio(0, frames, rate));
      await lastValueFrom(sink.drain(), { defaultValue: 0 });
      const chunk = await firstValueFrom(
        microphone({ worklet: new URL('/worklet.js', location.href) }),
      );
      return chunk.data.length;
    },
    { frames, rate },
  );

  expect(bytes).toBe(640);
  expectHeard(await heardFrom(page), countingSamples(0, frames));
});

test('a page that forbids blob: is told what to do', async () => {
  browser.mayTell(/Content Security Policy/);
  const page = await browser.open('/strict');
  const errors = await page.evaluate(async (rate) => {
    const { countingAudio, firstValueFrom, lastValueFrom, microphone, speaker } = voice;
    const told = (error: unknown) => {
      const { code, message, retryable } = error as Record<string, unknown>;
      return { code, message, retryable, typed: voice.isVoiceError(error) };
    };
    const sink = speaker();
    const states: object[] = [];
    sink.status$.subscribe((status) =>
      states.push('cause' in status ? { ...status, cause: told(status.cause) } : status),
    );
    sink.write(countingAudio(0, 480, rate));
    const drained = await lastValueFrom(sink.drain()).catch(told);
    let written: unknown;
    try {
      sink.write(countingAudio(0, 480, rate));
    } catch (error) {
      written = told(error);
    }
    const recorded = await firstValueFrom(microphone()).catch(told);
    return { drained, written, recorded, state: states.at(-1) };
  }, rate);

  const remedy = {
    code: 'audio-unavailable',
    typed: true,
    retryable: false,
    message: expect.stringMatching(/rxjs-voice\/worklet\.js.*worklet/),
  };
  expect(errors).toEqual({
    drained: remedy,
    written: remedy,
    recorded: remedy,
    state: { state: 'closed', cause: remedy },
  });
});

test('a module that is not where the page says is a typed error, without the secrets of its URL', async () => {
  browser.mayTell(/404/);
  const page = await browser.open();
  const { code, message } = await page.evaluate(async () => {
    const { firstValueFrom, microphone } = voice;
    return firstValueFrom(microphone({ worklet: '/nowhere.js?key=secret' })).then(
      () => ({ code: 'none', message: '' }),
      (error: unknown) => {
        const { code, message } = error as Record<'code' | 'message', string>;
        return { code, message };
      },
    );
  });

  expect(code).toBe('audio-unavailable');
  expect(message).toMatch(/could not load \/nowhere\.js\./);
});
