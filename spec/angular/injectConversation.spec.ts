import {
  asyncScheduler,
  concat,
  filter,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  Subject,
  tap,
  throwError,
  timer,
} from 'rxjs';
import {
  injectConversation,
  injectSynthesizer,
  type VoiceConversation,
  type VoiceConversationOptions,
  type VoiceOptions,
} from '../../src/angular';
import { type AudioChunk, type ChatMessage, detectSpeech, type SpeechEvent } from '../../src';
import { frameAudio, paceAudio } from '../../src/operators';
import {
  audioMs,
  fakeSocket,
  silence,
  sttGateway,
  tone,
  ttsGateway,
  virtually,
  virtualSink,
  watched,
  words,
} from '../../src/testing';
import { acting, hosted } from './application';

/** Somebody who talks, in chunks of 20 ms, and goes on being silent. */
const talking = (...said: AudioChunk[]): Observable<AudioChunk> =>
  concat(of(...said), of(silence(5000))).pipe(frameAudio({ ms: 20 }), paceAudio());

/** What is heard, whatever the microphone says: at so many ms a partial, a final, or `u`, the end of an utterance. */
const hearing = (said: Readonly<Record<number, string>>) => (): Observable<SpeechEvent> =>
  merge(
    ...Object.entries(said).map(([at, event]) => timer(Number(at)).pipe(map(() => eventOf(event)))),
    NEVER,
  );

function eventOf(event: string): SpeechEvent {
  if (event === 'u') return { type: 'utterance-end' };
  return { type: event.startsWith('p ') ? 'partial' : 'final', text: event.slice(2) };
}

function setUp(more: Partial<VoiceOptions> = {}) {
  const tts = watched(ttsGateway({ pace: 1 }));
  const stt = watched(sttGateway());
  const sink = virtualSink();
  const open = { count: 0 };
  const options: VoiceOptions = {
    gateway: {
      url: 'ws://test',
      token: 't',
      socket: fakeSocket((client$, request) =>
        (request.url.includes('/stt/') ? stt : tts)(client$, request),
      ),
    },
    synthesizer: { model: 'a/b', keepalive: false },
    recognizer: { model: 'a/b', keepalive: false },
    microphone: () =>
      talking(words('Good morning. ')).pipe(
        tap({ subscribe: () => open.count++, finalize: () => open.count-- }),
      ),
    speaker: () => sink,
    ...more,
  };
  return { tts, stt, sink, open, options };
}

const shown = ({ state, captions, answer }: VoiceConversation) =>
  `${state()} [${captions().committed}|${captions().tentative}] ${answer()?.state ?? '-'} ${answer()?.text ?? ''}`.trim();

const roles = (history: readonly ChatMessage[]) =>
  history.map(({ role, content }) => `${role[0] ?? ''}:${content}`);

/** What a conversation does in 2 s. */
function live(
  options: VoiceOptions,
  own: VoiceConversationOptions,
  script: (talk: VoiceConversation) => Readonly<Record<number, () => void>> = (talk) => ({ 0: () => talk.start() }),
  end = 2000,
) {
  const lines: string[] = [];
  const states: string[] = [];
  let talk: VoiceConversation | undefined;
  const { error } = virtually(() => {
    const { made, injector } = hosted(options, () => injectConversation(own));
    talk = made;
    const begin = asyncScheduler.now();
    made.events$.pipe(filter(({ type }) => !['audio', 'playing', 'token', 'phrase'].includes(type))).subscribe((event) => {
      lines.push(`${asyncScheduler.now() - begin} ${event.type}${'text' in event ? ` ${event.text}` : 'heardText' in event ? ` ${event.heardText}|${event.unheardText}` : ''}`);
      states.push(shown(made));
    });
    return acting(script(made), end, () => injector.destroy());
  });
  if (error !== undefined) throw error as Error;
  return { lines, states, talk: talk! };
} // prettier-ignore

const think = () => of('Hello ', 'to you.');

// prettier-ignore
describe('injectConversation', () => {
  it('should hear, think, speak and remember', () => {
    const { options, sink, tts } = setUp();
    const { lines, states, talk } = live(options, { think });

    expect(lines.filter((line) => !line.includes('hearing'))).toEqual([
      '620 heard Good morning.',
      '620 speaking',
      '750 said Hello to you.',
    ]);
    expect(states.slice(-3)).toEqual([
      'thinking [|] thinking',
      'speaking [|] speaking Hello to you.',
      'listening [|] said Hello to you.',
    ]);
    expect(roles(talk.history())).toEqual(['u:Good morning.', 'a:Hello to you.']);
    expect(audioMs(sink.sounds())).toBe(130);
    expect(tts.received().texts).toEqual(['Hello to you.']);
    expect(talk.metrics()).toMatchObject({ turn: 'answer-1', outcome: 'said', firstAudible: 0 });
  });

  it('should show what it does', () => {
    const { options } = setUp();
    const seen: string[] = [];
    const hear = hearing({ 50: 'p Good', 100: 'f Good day.', 200: 'u' });
    const { talk } = live(options, { hear, think: () => timer(100).pipe(map(() => 'Hello.')) }, (it) => ({
      0: () => { seen.push(shown(it)); it.start(); seen.push(shown(it)); },
      60: () => seen.push(shown(it)), 110: () => seen.push(shown(it)), 210: () => seen.push(shown(it)),
      350: () => { seen.push(shown(it), `${it.levels().speaker}`); }, 500: () => { seen.push(shown(it)); it.stop(); },
    }));

    expect(seen).toEqual([
      'off [|] -',
      'starting [|] -', // Nobody subscribed to the microphone: it never is on.
      'hearing [|Good] -',
      'hearing [Good day.|] -',
      'thinking [|] thinking',
      'speaking [|] speaking Hello.', '0.26',
      'listening [|] said Hello.',
    ]);
    expect(talk.state()).toBe('off');
  });

  it('should be starting until the microphone is on', () => {
    const microphone$ = new Subject<AudioChunk>();
    const { options } = setUp({ microphone: () => microphone$ });
    const seen: string[] = [];
    live(options, { think }, (it) => ({ 0: () => { it.start(); seen.push(it.state()); }, 50: () => { microphone$.next(tone(20)); seen.push(it.state()); } }));

    expect(seen).toEqual(['starting', 'listening']);
    expect(microphone$.observed).toBe(false);
  });

  it.each([
    ['its button', { bargeIn: { pause: 500, minWords: 3, allowed: () => false } }],
    ['its button, where the detector has its say', { interrupt: NEVER }],
  ])('should be interrupted by %s', (_, more) => {
    const { options, sink } = setUp();
    const { lines, talk } = live(options, { think: () => of('One two three four.'), hear: hearing({ 0: 'f Go.', 1: 'u' }), ...more }, (it) => ({
      0: () => it.start(),
      100: () => { it.interrupt(); expect([it.state(), it.answer()?.state]).toEqual(['listening', 'interrupted']); },
    }));

    expect(lines.slice(-1)).toEqual(['100 interrupted One two| three four.']);
    expect(talk.answer()).toEqual({ turn: 'answer-1', state: 'interrupted', text: 'One two three four.', heardText: 'One two', unheardText: ' three four.' });
    expect(roles(talk.history())).toEqual(['u:Go.', 'a:One two']);
    expect(audioMs(sink.sounds())).toBe(114);
  });

  it('should be interrupted by words, or by what is heard in the audio', () => {
    const byWords = live(setUp().options, { think: () => of('One two three four.'), hear: hearing({ 0: 'f Go.', 1: 'u', 100: 'p Stop' }) });
    const loud = setUp({ microphone: () => talking(silence(100), tone(400)) });
    const bySound = live(loud.options, {
      think: () => of('One two three four.'), hear: hearing({ 0: 'f Go.', 1: 'u' }),
      interrupt: (audio$) => audio$.pipe(detectSpeech({ onset: 20, minSpeech: 40 })),
    });

    expect(byWords.lines.at(-1)).toBe('100 interrupted One two| three four.');
    expect(bySound.lines.at(-1)).toMatch(/^1[0-9]\d interrupted One /);
  });

  it('should give what thinks the whole history, and go on with it', () => {
    const { options } = setUp();
    const given: string[][] = [];
    const own = { think: (text: string, history: readonly ChatMessage[]) => { given.push([...roles(history), text]); return of(`Yes ${given.length}.`); }, hear: hearing({ 0: 'f A.', 1: 'u', 200: 'f B.', 201: 'u' }) };
    const { talk } = live(options, own, (it) => ({
      0: () => it.start({ history: [{ role: 'assistant', content: 'Well?' }] }),
      400: () => { it.stop(); it.start(); },
      800: () => { it.stop(); it.start({ history: [] }); },
    }));

    expect(given).toEqual([
      ['a:Well?', 'A.'],
      ['a:Well?', 'u:A.', 'a:Yes 1.', 'B.'],
      ['a:Well?', 'u:A.', 'a:Yes 1.', 'u:B.', 'a:Yes 2.', 'A.'],
      ['a:Well?', 'u:A.', 'a:Yes 1.', 'u:B.', 'a:Yes 2.', 'u:A.', 'a:Yes 3.', 'B.'],
      ['A.'],
      ['u:A.', 'a:Yes 5.', 'B.'],
    ]);
    expect(roles(talk.history())).toEqual(['u:A.', 'a:Yes 5.', 'u:B.', 'a:Yes 6.']);
  });

  it('should remember at a stop what was heard', () => {
    const { options, open, sink, tts, stt } = setUp();
    const { talk } = live(options, { think: () => of('One two three four.') }, (it) => ({ 0: () => it.start(), 720: () => { it.stop(); expect(open.count).toBe(0); it.stop(); } }));

    expect(roles(talk.history())).toEqual(['u:Good morning.', 'a:One two']);
    expect([talk.state(), talk.answer()?.state, talk.levels()]).toEqual(['off', 'interrupted', { microphone: 0, speaker: 0 }]);
    expect(audioMs(sink.sounds())).toBe(115);
    expect(tts.received().lines[0]?.said).toContain('clear');
    expect(stt.received().lines.length).toBe(1);
  });

  it('should tell of an answer that failed until the next one', () => {
    const { options } = setUp();
    let count = 0;
    const own = { hear: hearing({ 0: 'f A.', 1: 'u', 200: 'f B.', 201: 'u' }), think: () => (++count === 1 ? throwError(() => new Error('no model')) : of('Yes.')) };
    const { lines, talk } = live(options, own, (it) => ({ 0: () => it.start(), 100: () => { expect(it.error()).toMatchObject({ code: 'application-failed', where: 'think' }); expect(it.answer()?.state).toBe('failed'); } }));

    expect(lines.map((line) => line.split(' ')[1])).toEqual(['hearing', 'heard', 'failed', 'hearing', 'heard', 'speaking', 'said']);
    expect(talk.error()).toBeUndefined();
  });

  it.each([
    ['what hears fails', { hear: () => throwError(() => new Error('deaf')) }, 'hear'],
    ['what interrupts fails', { interrupt: throwError(() => new Error('deaf')) }, 'interrupt'],
    ['a rule throws', { hear: hearing({ 0: 'f A.', 1: 'u', 50: 'p B' }), bargeIn: { allowed: () => { throw new Error('no'); } } }, 'bargeIn'],
  ])('should end where %s', (_, more: Partial<VoiceConversationOptions>, where) => {
    const { options, open } = setUp();
    const { talk } = live(options, { think: () => of('One two three four.'), ...more }, (it) => ({ 0: () => it.start(), 60: () => expect(open.count).toBe(0) }));

    expect(talk.error()).toMatchObject({ code: 'application-failed', where });
    expect(talk.state()).toBe('off');
  });

  it('should tell of options that cannot work, and start again', () => {
    const { options } = setUp();
    const { talk } = live(options, { think, silence: -1 });

    expect([talk.state(), talk.error()?.code]).toEqual(['off', 'invalid-option']);
  });

  it('should share the speaker', () => {
    const { options, sink } = setUp();
    const told: string[] = [];
    virtually(() => {
      const { made: [talk, voice] } = hosted(options, () => [injectConversation({ hear: hearing({ 50: 'f A.', 51: 'u' }), think: () => of('One two three four.'), bargeIn: { allowed: () => false } }), injectSynthesizer()] as const);
      talk.events$.pipe(filter(({ type }) => ['heard', 'said', 'interrupted'].includes(type))).subscribe(({ type }) => told.push(`talk ${type}`));
      voice.turns$.pipe(filter(({ type }) => ['begun', 'said', 'interrupted'].includes(type))).subscribe(({ type }) => told.push(`voice ${type}`));
      voice.speak('A long announcement.');
      talk.start();
      return timer(150).pipe(tap(() => voice.speak('Ho.')), tap(() => told.push(talk.state())), (acts$) => concat(acts$, timer(300)), tap({ complete: () => talk.stop() }));
    });

    expect(told).toEqual(['voice begun', 'talk heard', 'voice interrupted', 'talk interrupted', 'voice begun', 'listening', 'voice said']);
    expect(audioMs(sink.sounds())).toBe(195);
  });

  it('should tell all that a timeline shows', () => {
    const { options } = setUp();
    const kinds = new Set<string>();
    let microphoneMs = 0;
    let speakerMs = 0;
    live(options, { think }, (it) => {
      it.microphone$.subscribe((chunk) => (microphoneMs += audioMs(chunk)));
      it.speech$.subscribe(({ type }) => kinds.add(`speech ${type}`));
      it.events$.subscribe((event) => { kinds.add(event.type); if (event.type === 'audio') { speakerMs += audioMs(event.chunk); expect(event.turn).toBe('answer-1'); } });
      it.levels$.subscribe(({ microphone, speaker }) => kinds.add(`levels ${Number(microphone > 0)}${Number(speaker > 0)}`));
      it.synthesizer.status$.subscribe(({ state }) => kinds.add(`tts ${state}`));
      it.recognizer.status$.subscribe(({ state }) => kinds.add(`stt ${state}`));
      it.synthesizer.events$.subscribe(({ type }) => kinds.add(`tts ${type}`));
      return { 0: () => it.start() };
    });

    expect([...kinds].sort()).toEqual([
      'audio', 'heard', 'hearing', 'levels 00', 'levels 01', 'levels 10', 'phrase', 'playing', 'said', 'speaking', 'speech final', 'speech partial', 'speech utterance-end',
      'stt closed', 'stt connecting', 'stt idle', 'stt ready', 'token', 'tts closed', 'tts connecting', 'tts done', 'tts idle', 'tts ready', 'tts segment', 'tts segment-end', 'tts words',
    ]);
    expect([microphoneMs, speakerMs]).toEqual([2000, 130]);
  });

  it('should end with its injector, and where the microphone does', () => {
    const { options, open } = setUp();
    const ends: string[] = [];
    const cut = live(options, { think }, (it) => {
      for (const name of ['events$', 'speech$', 'levels$', 'microphone$'] as const) (it[name] as Observable<unknown>).subscribe({ complete: () => ends.push(name) });
      return { 0: () => it.start() };
    }, 900);
    const ended = live(setUp({ microphone: () => of(words('Hi there. ')) }).options, { think });

    expect(ends.sort()).toEqual(['events$', 'levels$', 'microphone$', 'speech$']);
    expect([open.count, cut.talk.state(), cut.talk.synthesizer.status().state, cut.talk.recognizer.status().state]).toEqual([0, 'off', 'closed', 'closed']);
    expect([ended.talk.state(), ended.talk.answer()?.state]).toEqual(['off', 'said']);
  });

  it('should ask for the microphone and let the speaker sound before start returns', () => {
    const sink = { ...virtualSink(), resume: jest.fn() };
    const { options, open } = setUp({ speaker: () => sink });
    live(options, { think }, (it) => ({ 0: () => { it.start(); expect([open.count, sink.resume.mock.calls.length]).toEqual([1, 1]); it.start(); expect(open.count).toBe(1); } }));
  });
});
