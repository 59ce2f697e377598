import { type NgZone } from '@angular/core';
import {
  concat,
  filter,
  first,
  firstValueFrom,
  forkJoin,
  map,
  type Observable,
  of,
  timer,
} from 'rxjs';
import {
  injectConversation,
  injectRecognizer,
  injectSynthesizer,
  type VoiceOptions,
} from '../../src/angular';
import { type AudioChunk, synthesizer } from '../../src';
import { frameAudio, paceAudio } from '../../src/operators';
import { fakeSocket, silence, sttGateway, ttsGateway, virtualSink, words } from '../../src/testing';
import { startApplication } from './application';

/** Two sentences, and silence for as long as it takes. */
const talking = (): Observable<AudioChunk> =>
  concat(of(words('Good morning. '), silence(20_000))).pipe(frameAudio({ ms: 20 }), paceAudio());

const options = (): VoiceOptions => {
  const [tts, stt] = [ttsGateway({ pace: 1 }), sttGateway()];
  return {
    gateway: {
      url: 'ws://test',
      token: 't',
      socket: fakeSocket((client$, request) =>
        (request.url.includes('/stt/') ? stt : tts)(client$, request),
      ),
    },
    synthesizer: { model: 'a/b' },
    recognizer: { model: 'a/b' },
    microphone: talking,
    speaker: () => virtualSink(),
  };
};

/** How often something entered the zone, for a zone there is. */
function entries({ onUnstable }: { readonly onUnstable: NgZone['onUnstable'] }) {
  const counted = { count: 0 };
  onUnstable.subscribe(() => counted.count++);
  return counted;
}

/** The looks for changes that found none. */
const inVain = (renders: readonly string[]) =>
  renders.filter((page, i) => i > 0 && page === renders[i - 1]);

/** What costs change detection, and what does not: in real time, with a real application, with and without zone.js. */
export function describeQuiet(name: string, zone: boolean): void {
  describe(name, () => {
    it('should look for changes only where there are some, while it speaks', async () => {
      const { app, made, renders, ...run } = await startApplication(
        options(),
        injectSynthesizer,
        '{{ it.speaking() }} {{ it.status().state }} {{ it.error()?.message }} {{ it.metrics() ? "measured" : "" }}',
        { zone },
      );
      const entered = entries(run.zone);
      const before: number[] = [];
      made.turns$.subscribe(({ type }) => type === 'audio' && before.push(renders.length));
      run.zone.run(() => made.speak('One two three four. '.repeat(3)));
      await firstValueFrom(made.turns$.pipe(filter(({ type }) => type === 'said')));
      await app.whenStable();

      expect(before.length).toBe(30);
      // What the beginning has to show is shown by then; the audio goes on.
      expect(new Set(before.slice(5)).size).toBe(1);
      expect(inVain(renders)).toEqual([]);
      expect(run.page()).toBe('false ready  measured');
      // By the click, and by Angular for each of its looks.
      expect(entered.count).toBeLessThanOrEqual(zone ? renders.length : 0);
      app.destroy();
    });

    it('should look for changes only where there are some, while it listens', async () => {
      const { app, made, renders, ...run } = await startApplication(
        options(),
        injectRecognizer,
        '{{ it.state() }} {{ it.status().state }} {{ it.captions().committed }}|{{ it.captions().tentative }}',
        { zone },
      );
      const entered = entries(run.zone);
      let chunks = 0;
      made.microphone$.subscribe(() => chunks++);
      run.zone.run(() => made.start());
      await firstValueFrom(
        forkJoin([
          made.microphone$.pipe(first(() => chunks >= 40)),
          made.speech$.pipe(first(({ type }) => type === 'final')),
        ]),
      );
      await app.whenStable();

      expect(renders.at(-1)).toBe('listening ready Good morning.|');
      expect(inVain(renders)).toEqual([]);
      expect(renders.length).toBeLessThan(10);
      // By the click, and by Angular for each of its looks.
      expect(entered.count).toBeLessThanOrEqual(zone ? renders.length : 0);
      app.destroy();
    });

    it('should look for changes only where there are some, in a conversation, which keeps nothing from being stable', async () => {
      const think = () => concat(of('Hello '), timer(50).pipe(map(() => 'to you, and to all.')));
      const { app, made, renders, ...run } = await startApplication(
        options(),
        () => injectConversation({ think, silence: 100 }),
        `{{ it.state() }} {{ it.captions().committed }}|{{ it.captions().tentative }} {{ it.history().length }}
         {{ it.answer()?.text }} {{ it.answer()?.state }} {{ it.metrics()?.outcome }} {{ it.error()?.message }}
         {{ it.synthesizer.status().state }} {{ it.recognizer.status().state }}`,
        { zone },
      );
      const entered = entries(run.zone);
      const counts = { microphone: 0, audio: 0 };
      made.microphone$.subscribe(() => counts.microphone++);
      made.events$.subscribe(({ type }) => type === 'audio' && counts.audio++);
      run.zone.run(() => made.start());
      await firstValueFrom(made.events$.pipe(filter(({ type }) => type === 'speaking')));
      // It speaks, and listens: and yet nothing is awaited.
      await app.whenStable();
      expect(made.state()).toBe('speaking');
      expect([run.zone.hasPendingMacrotasks, run.zone.isStable]).toEqual([false, true]);
      await firstValueFrom(made.events$.pipe(filter(({ type }) => type === 'said')));
      await app.whenStable();

      expect(made.history().map(({ content }) => content)).toEqual([
        'Good morning.',
        'Hello to you, and to all.',
      ]);
      expect(counts.microphone).toBeGreaterThan(20);
      expect(counts.audio).toBeGreaterThan(10);
      expect(inVain(renders)).toEqual([]);
      expect(renders.length).toBeLessThan(20);
      // By the click, and by Angular for each of its looks.
      expect(entered.count).toBeLessThanOrEqual(zone ? renders.length : 0);
      app.destroy();
    });

    it('should show a level in steps, and look for changes only then', async () => {
      const { app, made, renders, ...run } = await startApplication(
        options(),
        injectRecognizer,
        '{{ it.level() }}',
        { zone },
      );
      let levels = 0;
      made.levels$.subscribe(() => levels++);
      run.zone.run(() => made.start());
      await firstValueFrom(made.levels$.pipe(filter(() => levels === 40)));
      made.stop();
      await app.whenStable();

      expect(inVain(renders)).toEqual([]);
      expect(renders.length).toBeLessThan(levels);
      expect(renders.every((page) => Number.isInteger(Math.round(Number(page) * 5e5) / 1e4))).toBe(
        true,
      );
      app.destroy();
    });

    it('should be told from what runs inside the zone', async () => {
      const { app, zone: ngZone } = await startApplication(options(), () => 0, '{{ it }}', {
        zone,
      });
      const entered = entries(ngZone);
      const tts = synthesizer({ gateway: options().gateway, model: 'a/b' });
      const spoken = ngZone.run(() =>
        firstValueFrom(
          concat(tts.speak('One two.'), of(undefined)).pipe(filter((chunk) => chunk === undefined)),
        ),
      );
      await spoken;
      tts.close();

      if (zone) expect(entered.count).toBeGreaterThan(5);
      else expect(entered.count).toBe(0);
      app.destroy();
    });
  });
}
