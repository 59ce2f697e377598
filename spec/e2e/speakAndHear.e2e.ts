import { alawToLinear16, type Encoding, linear16ToInt16, mulawToLinear16 } from 'rxjs-voice';
import { fliteVoice, toneVoice, ttsGateway } from 'rxjs-voice/node';
import { gateways, recorded } from './support/gateway';
import { expectHeard, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const { serve } = gateways();

const decoded: Partial<Record<Encoding, (bytes: Uint8Array) => Uint8Array>> = {
  mulaw: mulawToLinear16,
  alaw: alawToLinear16,
};

test.each([
  ['linear16', 8000],
  ['linear16', 16_000],
  ['linear16', 24_000],
  ['linear16', 48_000],
  ['mulaw', 8000],
  ['alaw', 8000],
  ['mulaw', 24_000],
] as const)(
  'what leaves the audio graph is what left the gateway: %s, %d Hz',
  async (encoding, sampleRate) => {
    const tts = recorded(ttsGateway({ engine: toneVoice() }));
    const url = await serve({ tts: tts.gateway });
    const page = await browser.open();

    await page.evaluate(
      async ({ url, encoding, sampleRate }) => {
        const { bufferAudio, lastValueFrom, play, speaker, synthesizer } = voice;
        const model = 'slng/deepgram/aura:2-en';
        const tts = synthesizer({ gateway: { url, token: 'e2e' }, model, encoding, sampleRate });
        const sink = speaker();
        const text = 'Every sample of this is heard once, in its place. And of this one, too.';
        await lastValueFrom(tts.speak(text).pipe(bufferAudio({ lead: 200 }), play(sink)));
        tts.close();
      },
      { url, encoding, sampleRate },
    );

    const heard = await heardFrom(page);
    const sent = tts.audio();
    expect(heard.rate).toBe(sampleRate);
    expectHeard(heard, linear16ToInt16((decoded[encoding] ?? ((bytes) => bytes))(sent)));
  },
);

test('a real voice is heard sample for sample', async () => {
  const tts = recorded(ttsGateway({ engine: fliteVoice() }));
  const url = await serve({ tts: tts.gateway });
  const page = await browser.open();

  await page.evaluate(async (url) => {
    const { bufferAudio, lastValueFrom, play, speaker, synthesizer } = voice;
    const tts = synthesizer({ gateway: { url, token: 'e2e' }, model: 'slng/deepgram/aura:2-en' });
    await lastValueFrom(
      tts.speak('Hello there. How are you?').pipe(bufferAudio({ lead: 200 }), play(speaker())),
    );
    tts.close();
  }, url);

  const heard = await heardFrom(page);
  expect(heard.rate).toBe(24_000);
  expectHeard(heard, linear16ToInt16(tts.audio()));
});
