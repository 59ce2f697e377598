import { signal } from '@angular/core';
import { asyncScheduler, concat, type Observable, of, Subject, tap, throwError } from 'rxjs';
import {
  injectRecognizer,
  type ListeningOptions,
  type VoiceOptions,
  type VoiceRecognizer,
} from '../../src/angular';
import { type AudioChunk, VoiceError } from '../../src';
import { frameAudio, gateSpeech, paceAudio } from '../../src/operators';
import {
  audioMs,
  fakeSocket,
  silence,
  sttGateway,
  tone,
  virtually,
  watched,
  words,
} from '../../src/testing';
import { acting, hosted } from './application';

/** Somebody who talks, in chunks of 20 ms, and goes on being silent. */
const talking = (...said: AudioChunk[]): Observable<AudioChunk> =>
  concat(of(...said), of(silence(5000))).pipe(frameAudio({ ms: 20 }), paceAudio());

function setUp(more: Partial<VoiceOptions> = {}) {
  const gateway = watched(sttGateway());
  const open = { count: 0 };
  const options: VoiceOptions = {
    gateway: { url: 'ws://test', token: 't', socket: fakeSocket(gateway) },
    recognizer: { model: 'a/b', keepalive: false },
    microphone: () =>
      talking(words('Good morning. ')).pipe(
        tap({ subscribe: () => open.count++, finalize: () => open.count-- }),
      ),
    ...more,
  };
  return { gateway, open, options };
}

/** What a recognizer does in 900 ms. */
function live(
  options: VoiceOptions,
  script: (ears: VoiceRecognizer) => Readonly<Record<number, () => void>>,
  { own = {}, end = 900 }: { own?: ListeningOptions | (() => ListeningOptions); end?: number } = {},
) {
  const speech: string[] = [];
  let ears: VoiceRecognizer | undefined;
  const { error } = virtually(() => {
    const { made, injector } = hosted(options, () => injectRecognizer(own));
    ears = made;
    const begin = asyncScheduler.now();
    made.speech$.subscribe((event) =>
      speech.push(
        `${asyncScheduler.now() - begin} ${event.type} ${'text' in event ? event.text : ''}`,
      ),
    );
    return acting(script(made), end, () => injector.destroy());
  });
  if (error !== undefined) throw error as Error;
  return { speech, ears: ears! };
}

const shown = ({ state, listening, captions, error }: VoiceRecognizer) =>
  `${state()}${listening() ? ' on' : ''} ${captions().committed}|${captions().tentative}${error() ? ` ${error()!.code}` : ''}`;

// prettier-ignore
describe('injectRecognizer', () => {
  it('should listen, show what was said, and await the last words', () => {
    const { options, open, gateway } = setUp();
    const seen: string[] = [];
    const see = (it: VoiceRecognizer) => seen.push(`${open.count} ${shown(it)}`);
    live(options, (it) => ({
      0: () => { see(it); it.start(); see(it); },
      60: () => see(it),
      100: () => { see(it); it.stop(); see(it); },
      300: () => see(it),
    }));

    expect(seen).toEqual([
      '0 off |',
      '1 listening on |', // The first chunk of this microphone comes at once.
      '1 listening on |Good',
      '1 listening on |Good',
      '0 finishing |Good',
      '0 off Good morni|',
    ]);
    expect(gateway.received().lines[0]?.said.slice(-2)).toEqual(['finalize', 'close']);
  });

  it('should be starting until the microphone is on', () => {
    const microphone$ = new Subject<AudioChunk>();
    const { options } = setUp({ microphone: () => microphone$ });
    const seen: string[] = [];
    live(options, (it) => ({ 0: () => { it.start(); seen.push(shown(it)); }, 50: () => { microphone$.next(tone(20)); seen.push(shown(it)); } }));

    expect(seen).toEqual(['starting on |', 'listening on |']);
    expect(microphone$.observed).toBe(false);
  });

  it('should do nothing where it listens already', () => {
    const { options, open } = setUp();
    live(options, (it) => ({ 0: () => it.start(), 50: () => { it.start(); expect([open.count, it.captions().tentative]).toEqual([1, 'Good']); } }));
  });

  it('should begin anew, while the last words of before still come', () => {
    const { options, gateway } = setUp();
    const { speech, ears } = live(options, (it) => ({
      0: () => it.start(),
      100: () => { it.stop(); it.start(); expect([it.captions().tentative, it.listening()]).toEqual(['', true]); },
      160: () => it.cancel(),
    }));

    expect(gateway.received().lines.length).toBe(2);
    expect(speech.filter((each) => each.includes('final'))).toEqual(['100 final Good morni']);
    expect(shown(ears)).toBe('off |Good');
  });

  it('should let go of all at a cancel', () => {
    const { options, open, gateway } = setUp();
    const { speech, ears } = live(options, (it) => ({ 0: () => it.start(), 100: () => { it.cancel(); expect(open.count).toBe(0); it.cancel(); it.stop(); } }));

    expect(speech.some((each) => each.includes('final'))).toBe(false);
    expect([ears.state(), ears.level()]).toEqual(['off', 0]);
    expect(gateway.received().lines[0]?.said).not.toContain('finalize');
  });

  it('should show how loud it is, and tell of each chunk', () => {
    const chunks = concat(of(tone(200)), of(silence(400))).pipe(frameAudio({ ms: 20 }), paceAudio());
    const { options } = setUp({ microphone: () => chunks });
    const shownLevels: number[] = [];
    const levels: number[] = [];
    let ms = 0;
    live(options, (it) => ({ 0: () => {
      it.levels$.subscribe((level) => { levels.push(Math.round(level * 100) / 100); if (it.level() !== shownLevels.at(-1)) shownLevels.push(it.level()); });
      it.microphone$.subscribe((chunk) => (ms += audioMs(chunk)));
      it.start();
    } }));

    expect(shownLevels).toEqual([0.24, 0]);
    expect(levels).toEqual([...Array(10).fill(0.24), ...Array(20).fill(0), 0]);
    expect(ms).toBe(600);
  });

  it.each([
    ['a microphone that is denied', () => throwError(() => new VoiceError('microphone-denied', 'No.', {}, { retryable: false })), { code: 'microphone-denied' }],
    ['a microphone that throws', () => { throw new Error('no'); }, { code: 'application-failed', where: 'microphone' }],
    ['another error of it', () => throwError(() => new Error('no')), { code: 'application-failed', where: 'microphone' }],
    ['no microphone', undefined, { code: 'invalid-option', option: 'microphone' }],
  ])('should tell of %s until it starts again', (_, microphone, error) => {
    let broken = true;
    const { options: { microphone: good, ...rest } } = setUp();
    const own = () => ({ ...(broken ? microphone && { microphone } : { microphone: good! }) });
    const { ears } = live(rest, (it) => ({
      0: () => it.start(),
      50: () => {
        expect(it.error()).toMatchObject(error);
        expect([it.state(), it.listening()]).toEqual(['off', false]);
        broken = false;
        it.start();
        expect(it.error()).toBeUndefined();
      },
    }), { own });

    expect(ears.captions().tentative + ears.captions().committed).not.toBe('');
  });

  it('should hear as it is told to', () => {
    const { options, gateway } = setUp({ microphone: () => talking(silence(600), words('Hello there. ')) });
    const { speech } = live(options, (it) => ({ 0: () => it.start(), 850: () => it.stop() }), { own: { hear: (audio$, stt) => stt.transcribe(audio$.pipe(gateSpeech({ preRoll: 40 }))) } });

    expect(gateway.received().audioMs).toBeLessThan(400);
    expect(speech.length).toBeGreaterThan(0);
  });

  it('should say whose error it was where hearing fails', () => {
    const { options } = setUp();
    const { ears } = live(options, (it) => ({ 0: () => it.start() }), { own: { hear: () => throwError(() => new Error('deaf')) } });

    expect(ears.error()).toMatchObject({ code: 'application-failed', where: 'hear' });
  });

  it('should listen as the options say at each start, with the same session where they are the same', () => {
    const { options, gateway } = setUp();
    const language = signal('en');
    const sessions = new Set<unknown>();
    live(options, (it) => ({
      0: () => { it.start(); sessions.add(it.session); },
      100: () => { it.stop(); it.start(); sessions.add(it.session); },
      200: () => { it.stop(); language.set('de'); it.start(); sessions.add(it.session); },
    }), { own: () => ({ language: language(), microphone: () => talking(words('Hi. ')) }) });

    expect(sessions.size).toBe(2);
    expect(gateway.received().lines.map(({ messages }) => (messages[0] as { config: { language?: string } }).config.language)).toEqual(['en', 'en', 'de']);
  });

  it('should end with its injector', () => {
    const { options, open } = setUp();
    const ends: string[] = [];
    const { ears } = live(options, (it) => {
      for (const name of ['speech$', 'levels$', 'microphone$', 'status$', 'events$'] as const) (it[name] as Observable<unknown>).subscribe({ complete: () => ends.push(name) });
      return { 0: () => it.start() };
    }, { end: 100 });

    expect(ends.sort()).toEqual(['events$', 'levels$', 'microphone$', 'speech$', 'status$']);
    expect([open.count, ears.status().state]).toEqual([0, 'closed']);
  });

  it('should end where the microphone does', () => {
    const { options } = setUp({ microphone: () => of(words('Hi there. ')) });
    const { ears } = live(options, (it) => ({ 0: () => it.start() }));

    expect(shown(ears)).toBe('off Hi there.|');
  });
});
