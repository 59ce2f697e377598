import { linear16ToInt16 } from 'rxjs-voice';
import { soundswallowerEars, sttGateway, toneVoice, ttsGateway } from 'rxjs-voice/node';
import { gateways, recorded } from './support/gateway';
import { exactSamples, heardFrom, loudest, placeOf } from './support/heard';
import { inBrowser } from './support/inBrowser';
import { microphoneFile } from './support/microphoneFile';

const vocabulary = 'hello world this is one test please stop talking now';
// The user says something, listens for two seconds, and talks over the answer.
const browser = inBrowser({
  microphone: () =>
    microphoneFile(300, 'hello world this is one test', 3000, 'please stop talking now', 4000),
});
const { serve } = gateways();
const model = { stt: 'slng/deepgram/nova:3-en', tts: 'slng/deepgram/aura:2-en' };

test('what the microphone hears is recognised, word for word', async () => {
  const url = await serve({ stt: sttGateway({ engine: soundswallowerEars({ vocabulary }) }) });
  const page = await browser.open();
  const text = await page.evaluate(
    async ({ url, model }) => {
      const { finals, firstValueFrom, microphone, recognizer, transcribe } = voice;
      const stt = recognizer({ gateway: { url, token: 'e2e' }, model });
      const final = await firstValueFrom(microphone().pipe(transcribe(stt), finals()));
      stt.close();
      return final.text;
    },
    { url, model: model.stt },
  );
  // The built-in ears may hear one more word in what comes before.
  expect(text).toMatch(/hello world this is one test$/);
});

test('a user who talks over the answer silences it within the fade, and the rest of it is never heard', async () => {
  const tts = recorded(ttsGateway({ engine: toneVoice() }));
  const url = await serve({
    tts: tts.gateway,
    stt: sttGateway({ engine: soundswallowerEars({ vocabulary }) }),
  });
  const page = await browser.open();
  const { events, at } = await page.evaluate(
    async ({ url, model }) => {
      const {
        conversation,
        lastValueFrom,
        microphone,
        of,
        play,
        recognizer,
        speaker,
        synthesizer,
      } = voice;
      const { takeWhile, tap, toArray, transcribe, map, filter } = voice;
      const gateway = { url, token: 'e2e' };
      const stt = recognizer({ gateway, model: model.stt });
      const tts = synthesizer({ gateway, model: model.tts });
      let at = 0;
      const events = await lastValueFrom(
        conversation({
          hear$: microphone().pipe(transcribe(stt)),
          think: () =>
            of('This answer is so long that nobody would listen to all of it. '.repeat(20)),
          tts,
          play: play(speaker()),
        }).pipe(
          tap(({ type }) => {
            if (type === 'interrupted') at = graph.speaker!.frames;
          }),
          filter(({ type }) => type === 'heard' || type === 'interrupted'),
          takeWhile(({ type }) => type !== 'interrupted', true),
          map((event) => ({ ...event })),
          toArray(),
        ),
      );
      tts.close();
      stt.close();
      return { events, at };
    },
    { url, model },
  );
  await page.waitForFunction(() => graph.speaker!.silentFor(500));

  const heard = await heardFrom(page);
  const said = linear16ToInt16(tts.audio());
  const exact = exactSamples(heard.samples);
  const begin = placeOf(said.subarray(0, 500), exact);
  expect(begin).toBeGreaterThanOrEqual(0);
  let length = 0;
  while (exact[begin + length] === said[length]) length++;
  const fallen = begin + length;
  // Within the device's buffer of the graph from the interruption, and silent 15 ms later.
  expect(fallen - at).toBeLessThanOrEqual(heard.rate / 10);
  expect(loudest(heard.samples.subarray(fallen + (15 * heard.rate) / 1000 + 1))).toBe(0);
  expect(events.map(({ type }) => type)).toEqual(['heard', 'interrupted']);
  expect(
    Math.abs((Number((events[1] as { playedMs?: number }).playedMs) * heard.rate) / 1000 - length),
  ).toBeLessThan(heard.rate / 10);
});
