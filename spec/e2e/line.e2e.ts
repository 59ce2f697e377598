import { linear16ToInt16 } from 'rxjs-voice';
import { faults, toneVoice, ttsGateway } from 'rxjs-voice/node';
import { gateways, recorded } from './support/gateway';
import { expectHeard, expectHeardInPieces, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const { serve } = gateways();
const text =
  'Whatever happens to its line, this is heard as if nothing had. To the last sample of it.';

/** The samples of the text from a line that nothing happens to. */
async function uncut(): Promise<Int16Array> {
  const tts = recorded(ttsGateway({ engine: toneVoice() }));
  const url = await serve({ tts: tts.gateway });
  const page = await browser.open();
  await page.evaluate(
    async ({ url, text }) => {
      const { lastValueFrom, synthesizer } = voice;
      const tts = synthesizer({ gateway: { url, token: 'e2e' }, model: 'slng/deepgram/aura:2-en' });
      await lastValueFrom(tts.speak(text));
      tts.close();
    },
    { url, text },
  );
  return linear16ToInt16(tts.audio());
}

test('a line that is cut four times in a turn is heard as one that was not', async () => {
  const wanted = await uncut();
  const cut = faults.dropAfter({ audio: 300, lines: 4 })(ttsGateway({ engine: toneVoice() }));
  const tts = recorded(cut);
  const url = await serve({ tts: tts.gateway });
  const page = await browser.open();

  const replayed = await page.evaluate(
    async ({ url, text }) => {
      const { bufferAudio, lastValueFrom, play, speaker, synthesizer } = voice;
      const tts = synthesizer({
        gateway: { url, token: 'e2e' },
        model: 'slng/deepgram/aura:2-en',
        backoff: { initial: 10, factor: 1 },
      });
      const waits: string[] = [];
      tts.status$.subscribe(({ state }) => waits.push(state));
      await lastValueFrom(
        tts.speak(text).pipe(bufferAudio({ ahead: 1000, lead: 200 }), play(speaker())),
      );
      tts.close();
      return waits.filter((state) => state === 'waiting').length;
    },
    { url, text },
  );

  expect(replayed).toBe(4);
  expect(tts.lines()).toBe(5);
  expectHeard(await heardFrom(page), wanted);
});

test('a line that the network takes mends as soon as the page is online again', async () => {
  const wanted = await uncut();
  const cut = faults.dropAfter({ audio: 500 })(ttsGateway({ engine: toneVoice() }));
  const tts = recorded(cut);
  const url = await serve({ tts: tts.gateway });
  const page = await browser.open();
  // What Chromium itself says of the dials that fail.
  browser.mayTell(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/);
  await page.evaluate(
    ({ url, text }) => {
      const { bufferAudio, play, speaker, synthesizer } = voice;
      // Longer than any test: only the network's return ends it.
      const backoff = { initial: 3_600_000, max: 3_600_000 };
      const model = 'slng/deepgram/aura:2-en';
      const tts = synthesizer({ gateway: { url, token: 'e2e' }, model, backoff });
      const turn = { states: [] as string[], over: false };
      tts.status$.subscribe(({ state }) => turn.states.push(state));
      tts
        .speak(text)
        .pipe(bufferAudio({ lead: 200 }), play(speaker()))
        .subscribe({ complete: () => (turn.over = true) });
      Object.assign(globalThis, { turn });
    },
    { url, text },
  );
  await page.waitForFunction(() => turn.states.includes('waiting'));
  await page.context().setOffline(true);
  await page.waitForFunction(() => graph.speaker?.silentFor(100));
  await page.context().setOffline(false);
  await page.waitForFunction(() => turn.over);

  expect(expectHeardInPieces(await heardFrom(page), wanted)).toHaveLength(2);
  expect(tts.lines()).toBe(2);
});

declare const turn: { states: string[]; over: boolean };
