import { signal } from '@angular/core';
import {
  asyncScheduler,
  concat,
  filter,
  map,
  NEVER,
  type Observable,
  of,
  Subject,
  take,
  tap,
  throwError,
  timer,
} from 'rxjs';
import {
  injectSynthesizer,
  type SpeakingOptions,
  type TurnEvent,
  type VoiceOptions,
  type VoiceSynthesizer,
} from '../../src/angular';
import {
  audioMs,
  fakeSocket,
  faults,
  ttsGateway,
  virtually,
  virtualSink,
  watched,
} from '../../src/testing';
import { acting, hosted } from './application';

/** 10 ms of audio for each letter. */
const text = 'One two three four.';

function setUp(more: Partial<VoiceOptions> = {}, gateway = watched(ttsGateway({ pace: 1 }))) {
  const sink = virtualSink();
  const options: VoiceOptions = {
    gateway: { url: 'ws://test', token: 't', socket: fakeSocket(gateway) },
    synthesizer: { model: 'a/b', keepalive: false },
    speaker: () => sink,
    ...more,
  };
  return { gateway, sink, options };
}

const lineOf = (event: TurnEvent): string => {
  switch (event.type) {
    case 'begun':
      return `begun ${event.turn}`;
    case 'audio':
      return `audio ${audioMs(event.chunk)}`;
    case 'failed':
      return `failed ${event.turn} ${event.playedMs} ${event.error.code}`;
    default:
      return `${event.type} ${event.turn} ${Math.round(event.playedMs)}`;
  }
};

/** What happens to a voice, as lines with their times, until `end` ms. */
function live(
  options: VoiceOptions,
  script: (voice: VoiceSynthesizer) => Readonly<Record<number, () => void>>,
  { own = {}, end = 900 }: { own?: SpeakingOptions | (() => SpeakingOptions); end?: number } = {},
) {
  const lines: string[] = [];
  let voice: VoiceSynthesizer | undefined;
  const { error } = virtually(() => {
    const { made, injector } = hosted(options, () => injectSynthesizer(own));
    voice = made;
    const begin = asyncScheduler.now();
    made.turns$
      .pipe(filter(({ type }) => type !== 'audio' && type !== 'playing'))
      .subscribe((event) => lines.push(`${asyncScheduler.now() - begin} ${lineOf(event)}`));
    return acting(script(made), end, () => injector.destroy());
  });
  if (error !== undefined) throw error as Error;
  return { lines, voice: voice! };
}

// prettier-ignore
describe('injectSynthesizer', () => {
  it('should say something, and tell so', () => {
    const { options, sink, gateway } = setUp();
    const seen: unknown[] = [];
    const { lines, voice } = live(options, (it) => ({
      0: () => { it.speak(text); seen.push(it.speaking()); },
      100: () => seen.push(it.speaking(), it.level(), it.status().state),
    }));

    expect(lines).toEqual(['0 begun turn-1', '190 said turn-1 190']);
    expect(seen).toEqual([true, true, 0.3, 'ready']);
    expect(sink.sounds().map((sound) => audioMs(sound))).toEqual([190]);
    expect(gateway.received().texts).toEqual([text]);
    expect([voice.speaking(), voice.level(), voice.error()]).toEqual([false, 0, undefined]);
    expect(voice.metrics()).toEqual({ firstToken: 0, firstFlush: 0, firstByte: 0, firstAudible: 0 });
  });

  it('should hand the audio over as the speaker gets it, in short chunks', () => {
    const { options, sink } = setUp();
    const audio: number[] = [];
    live(options, (it) => ({ 0: () => {
      it.turns$.subscribe((event) => event.type === 'audio' && audio.push(audioMs(event.chunk)));
      it.speak(text);
    } }));

    expect(audio).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 20, 10]);
    expect(audioMs(sink.sounds())).toBe(190);
  });

  it('should interrupt with the next turn what sounds', () => {
    const { options, sink, gateway } = setUp();
    const { lines } = live(options, (it) => ({ 0: () => it.speak(text), 100: () => it.speak('Stop.', { turn: 'stop' }) }));

    expect(lines).toEqual(['0 begun turn-1', '100 interrupted turn-1 80', '100 begun stop', expect.stringMatching(/^\d+ said stop 50$/)]);
    expect(gateway.received().lines.map(({ said }) => said.filter((each) => each !== 'close'))).toEqual([['init', `"${text}"`, 'flush', 'clear', '"Stop."', 'flush']]);
    // It faded for 15 ms.
    expect(sink.sounds().map((sound) => audioMs(sound))).toEqual([115, 50]);
  });

  it('should interrupt another\'s turn on the same speaker', () => {
    const { options, sink } = setUp();
    const told: string[] = [];
    virtually(() => {
      const { made: [one, other] } = hosted(options, () => [injectSynthesizer(), injectSynthesizer()] as const);
      one.turns$.subscribe((event) => event.type !== 'audio' && event.type !== 'playing' && told.push(`one ${event.type}`));
      other.turns$.subscribe((event) => event.type !== 'audio' && event.type !== 'playing' && told.push(`other ${event.type}`));
      one.speak(text);
      return timer(100).pipe(tap(() => other.speak('Me.')));
    });

    expect(told).toEqual(['one begun', 'one interrupted', 'other begun', 'other said']);
    expect(sink.sounds().map((sound) => audioMs(sound))).toEqual([145]); // 100, a fade of 15 over what is next
  });

  it('should stop', () => {
    const { options, gateway } = setUp();
    const { lines, voice } = live(options, (it) => ({ 0: () => it.speak(text), 50: () => it.stop(), 60: () => it.stop() }));

    expect(lines).toEqual(['0 begun turn-1', '50 interrupted turn-1 40']);
    expect(gateway.received().lines[0]?.said).toContain('clear');
    expect([voice.speaking(), voice.level()]).toEqual([false, 0]);
  });

  it('should let the speaker sound before speak returns, and dial only then', () => {
    const sink = { ...virtualSink(), resume: jest.fn(), close: jest.fn() };
    const speaker = jest.fn(() => sink);
    const { options, gateway } = setUp({ speaker });
    live(options, (it) => ({
      100: () => {
        expect([speaker.mock.calls.length, gateway.received().lines.length]).toEqual([0, 0]);
        it.speak('Hi.');
        expect(sink.resume).toHaveBeenCalledTimes(1);
        it.speak('Ho.');
        expect([speaker.mock.calls.length, sink.resume.mock.calls.length]).toEqual([1, 2]);
      },
    }));

    expect(gateway.received().lines.length).toBe(1);
    expect(sink.close).toHaveBeenCalledTimes(1);
  });

  it('should tell what went wrong until the next turn', () => {
    const { options } = setUp({}, watched(faults.refuse({ status: 401, lines: Infinity })(ttsGateway())));
    const seen: unknown[] = [];
    const { lines, voice } = live(options, (it) => ({
      0: () => it.speak(text),
      100: () => { seen.push(it.error()?.code, it.speaking()); it.speak(text); seen.push(it.error(), it.speaking()); },
    }));

    expect(seen).toEqual(['socket-refused', false, undefined, true]);
    expect(lines.filter((line) => line.includes('failed'))).toEqual(['0 failed turn-1 0 socket-refused', '100 failed turn-2 0 socket-refused']);
    expect(voice.status()).toMatchObject({ state: 'closed' });
  });

  it('should say whose error it was', () => {
    const { options } = setUp();
    const cause = new Error('no model');
    const { voice } = live(options, (it) => ({ 0: () => it.speak(concat(of('Hi.'), throwError(() => cause))) }));

    expect(voice.error()).toMatchObject({ code: 'application-failed', where: 'text', cause, message: 'What the application gave as text failed: no model. The cause is its error.' });
  });

  it.each([
    ['there is no model', { synthesizer: undefined }, {}, { code: 'invalid-option', option: 'model' }],
    ['an option cannot work', {}, { sampleRate: -1 }, { code: 'invalid-option', option: 'sampleRate' }],
    ['the options throw', {}, () => { throw new Error('no'); }, { code: 'application-failed', where: 'options' }],
    ['the speaker throws', { speaker: () => { throw new Error('no'); } }, {}, { code: 'application-failed', where: 'speaker' }],
  ])('should tell where %s', (_, more, own, error) => {
    const { options } = setUp();
    const { synthesizer, ...rest } = { ...options, ...more };
    const { lines, voice } = live({ ...rest, ...(synthesizer && { synthesizer }) }, (it) => ({ 0: () => it.speak(text) }), { own });

    expect(voice.error()).toMatchObject(error);
    expect(lines).toEqual(['0 begun turn-1', `0 failed turn-1 0 ${error.code}`]);
    expect(voice.speaking()).toBe(false);
  });

  it('should speak the next turn as the options say then', () => {
    const { options, gateway } = setUp();
    const chosen = signal('anna');
    const states: string[] = [];
    const { lines } = live(options, (it) => ({
      0: () => { it.status$.subscribe(({ state }) => states.push(state)); it.speak('One.'); },
      100: () => it.speak('Two.'),
      200: () => { chosen.set('bert'); it.speak('Three.'); },
    }), { own: () => ({ voice: chosen() }) });

    expect(lines.filter((line) => line.includes('said')).length).toBe(3);
    expect(gateway.received().lines.map(({ messages }) => (messages[0] as { voice?: string }).voice)).toEqual(['anna', 'bert']);
    expect(gateway.received().lines.map(({ said }) => said)).toEqual([['init', '"One."', 'flush', '"Two."', 'flush', 'close'], ['init', '"Three."', 'flush', 'close']]);
    expect(states).toEqual(['idle', 'idle', 'connecting', 'ready', 'idle', 'connecting', 'ready', 'closed']);
  });

  it('should end with its injector', () => {
    const { options, gateway } = setUp();
    const ends: string[] = [];
    const { lines, voice } = live(options, (it) => {
      for (const name of ['turns$', 'levels$', 'status$', 'events$'] as const) (it[name] as Observable<unknown>).subscribe({ complete: () => ends.push(name) });
      return { 0: () => it.speak(text) };
    }, { end: 100 });

    expect(lines).toEqual(['0 begun turn-1', '100 interrupted turn-1 80']);
    expect(ends.sort()).toEqual(['events$', 'levels$', 'status$', 'turns$']);
    expect(gateway.received().lines.map(({ said }) => said.at(-1))).toEqual(['close']);
    expect(() => voice.speak('Late.')).not.toThrow();
    expect(voice.error()).toMatchObject({ code: 'session-closed' });
  });

  it('should play by the clock where there is no speaker', () => {
    const { gateway, synthesizer } = setUp().options;
    const options = { gateway, synthesizer: synthesizer! };

    expect(live(options, (it) => ({ 0: () => it.speak(text) })).lines).toEqual(['0 begun turn-1', '190 said turn-1 190']);
  });

  it('should speak what comes by and by', () => {
    const { options, gateway } = setUp();
    const text$ = new Subject<string>();
    const { lines } = live(options, (it) => ({ 0: () => it.speak(text$), 10: () => text$.next('One '), 20: () => text$.next('two.'), 30: () => text$.complete() }));

    expect(gateway.received().texts).toEqual(['One ', 'two.']);
    expect(lines.at(-1)).toMatch(/said turn-1 80$/);
  });

  it('should hear a handler that speaks or stops', () => {
    const { options } = setUp();
    const { lines } = live(options, (it) => {
      it.turns$.pipe(filter(({ type, turn }) => type === 'said' && turn === 'turn-1'), take(1)).subscribe(() => it.speak('Two.'));
      it.turns$.pipe(filter(({ type, turn }) => type === 'begun' && turn === 'turn-2')).subscribe(() => it.stop());
      return { 0: () => it.speak('One.') };
    });

    expect(lines.map((line) => line.split(' ').slice(1).join(' '))).toEqual(['begun turn-1', 'said turn-1 40', 'begun turn-2', 'interrupted turn-2 0']);
  });

  it('should dial ahead when it is asked to', () => {
    const { options, gateway } = setUp();
    live(options, (it) => ({ 0: () => it.warm() }));

    expect(gateway.received().lines.length).toBe(1);
  });

  it('should let go of text that never ends', () => {
    const { options } = setUp();
    let open = 0;
    const endless$ = NEVER.pipe(tap({ subscribe: () => open++, finalize: () => open-- }), map(String));
    live(options, (it) => ({ 0: () => it.speak(endless$), 10: () => { expect(open).toBe(1); it.stop(); expect(open).toBe(0); } }));

    expect(open).toBe(0);
  });

  it('should tell that there is no voice to be had', () => {
    const { options } = setUp();

    expect(() => hosted(options, () => injectSynthesizer())).not.toThrow();
    expect(() => hosted(undefined, () => injectSynthesizer())).toThrow('injectSynthesizer found no voice. Add provideVoice({ gateway, … })');
  });

  it('should run the function that gives the options once, in the injector, when they are needed', () => {
    const { options, gateway } = setUp();
    const give = jest.fn(() => options);
    virtually(() => {
      const { made } = hosted(give, () => [injectSynthesizer(), injectSynthesizer()] as const);
      expect(give).not.toHaveBeenCalled();
      for (const voice of made) voice.speak('Hi.');
      return timer(200);
    });

    expect(give).toHaveBeenCalledTimes(1);
    expect(gateway.received().texts).toEqual(['Hi.']);
  });
});
