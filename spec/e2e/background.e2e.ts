import { merge, mergeMap, Subject, throwError } from 'rxjs';
import { linear16ToInt16, VoiceError } from 'rxjs-voice';
import { toneVoice, ttsGateway } from 'rxjs-voice/node';
import { gateways, recorded } from './support/gateway';
import { expectHeard, heardFrom } from './support/heard';
import { inBrowser } from './support/inBrowser';

const browser = inBrowser();
const { serve } = gateways();

/** Speaks, and tells when it was heard. */
const speak = (text: string) => {
  scene.heard = false;
  const { bufferAudio, play } = voice;
  scene.tts
    .speak(text)
    .pipe(bufferAudio({ lead: 200 }), play(scene.sink))
    .subscribe({ complete: () => (scene.heard = true) });
};

const begin = (url: string) => {
  const { speaker, synthesizer } = voice;
  const tts = synthesizer({ gateway: { url, token: 'e2e' }, model: 'slng/deepgram/aura:2-en' });
  const scene = { tts, sink: speaker(), states: [] as string[], heard: false };
  tts.status$.subscribe(({ state }) => scene.states.push(state));
  Object.assign(globalThis, { scene });
};

declare const scene: {
  tts: ReturnType<typeof voice.synthesizer>;
  sink: ReturnType<typeof voice.speaker>;
  states: string[];
  heard: boolean;
};

test('a tab that is hidden in the middle of a turn is heard to its end, and so is the next turn when it is back', async () => {
  const tts = recorded(ttsGateway({ engine: toneVoice() }));
  const url = await serve({ tts: tts.gateway });
  const page = await browser.openPlain();
  await page.evaluate(begin, url);
  await page.evaluate(speak, 'Nobody sees this page. It speaks all the same.');
  await page.until(() => graph.speaker?.soundedSince(0) === true);
  await page.hide();
  await page.until(() => scene.heard);
  await page.show();
  expectHeard(await heardFrom(page), linear16ToInt16(tts.audio()));
});

test('a page that was frozen while its line was lost speaks again when it is thawed', async () => {
  const cut$ = new Subject<void>();
  const inner = recorded(ttsGateway({ engine: toneVoice() }));
  const lost = new VoiceError('socket-lost', 'Cut.', {}, { retryable: true });
  const url = await serve({
    tts: (client$, request) =>
      merge(inner.gateway(client$, request), cut$.pipe(mergeMap(() => throwError(() => lost)))),
  });
  const page = await browser.openPlain();
  await page.evaluate(begin, url);
  await page.evaluate(() => scene.tts.warm());
  await page.until(() => scene.states.includes('ready'));
  await page.freeze();
  cut$.next();
  await page.thaw();
  await page.evaluate(speak, 'It was asleep. It is heard again.');
  await page.until(() => scene.heard);
  expect(inner.lines()).toBe(2);
  expectHeard(await heardFrom(page), linear16ToInt16(inner.audio()));
});
