import { cold, marbleTest, schedule } from 'jest-marbles';
import { concat, map, merge, NEVER, of, switchMap, take, takeUntil } from 'rxjs';
import { faults, ttsGateway, toneVoice } from '../../src/gateway';
import { fakeSocket } from '../../src/testing';
import { asText, codeOf, lost, session, statusOf, wire } from './wire';

const turns = { T: 'T', U: 'U' };

// prettier-ignore
describe('a synthesizer', () => {
  describe('that is closed', () => {
    it('should say close, fail what runs and what comes, and complete both streams', marbleTest(() => {
      const { gateway, all$ } = wire('R--a-b-c-d');
      const tts = session(gateway);
      const sent = '                          (iTf)-q    '.replace('(iTf)-q', '(iTf)q');
      const states = '                        (icr)(x|)  ';
      const error = { e: 'session-closed', x: { state: 'closed' }, i: { state: 'idle' }, c: { state: 'connecting', attempt: 0 }, r: { state: 'ready', sessionId: 's1' } };

      expect(all$).toBeObservable(cold(sent));
      expect(statusOf(tts)).toBeObservable(cold(states, error));
      expect(tts.events$).toBeObservable(cold('s----|', { s: { type: 'segment', turn: 'turn-1', text: 'T', at: 0 } }));
      expect(tts.speak('T').pipe(asText, codeOf)).toBeObservable(cold('---a-(e|)', { a: 'a', ...error }));
      expect(tts.speak(NEVER).pipe(codeOf)).toBeObservable(cold('-----(e|)', error));
      expect(cold('------T', turns).pipe(switchMap((text) => tts.speak(text).pipe(codeOf)), take(1))).toBeObservable(cold('------(e|)', error));
      expect(cold('------T', turns).pipe(switchMap(() => tts.status$), take(1))).toBeObservable(cold('------(x|)', error));
      schedule(() => { tts.close(); tts.close(); tts.warm(); }, 5);
    }));

    it('should end a dial, and a wait', marbleTest(() => {
      const dialling = wire('-----R');
      const waiting = wire(['-#', lost]);
      const [one, two] = [session(dialling.gateway), session(waiting.gateway)];
      schedule(() => { one.close(); two.close(); }, 3);

      expect(dialling.all$).toBeObservable(cold('i'));
      expect(one.speak('T').pipe(codeOf)).toBeObservable(cold('---(e|)', { e: 'session-closed' }));
      expect(two.speak('T').pipe(codeOf)).toBeObservable(cold('---(e|)', { e: 'session-closed' }));
    }));
  });

  describe('whose turn is interrupted', () => {
    it('should dial a fresh line when cleared does not come in 1 s', marbleTest(() => {
      const { gateway, sent$, requests } = wire('R--a--b--', 'R--c-(FA)');
      const tts = session(gateway);
      const audio = '                                    ---a 1004ms c-|              ';
      const sent = '                                     (iTf)c 999ms (iUf)          ';

      expect(sent$).toBeObservable(cold(sent));
      expect(cold('T----(U|)', turns).pipe(switchMap((text) => tts.speak(text)), asText)).toBeObservable(cold(audio));
      expect(of(0)).toSatisfyOnFlush(() => expect(requests).toHaveLength(2));
    }));

    it('should dial a fresh line when it does not fall quiet in 1 s more', marbleTest(() => {
      // A frame every 90 ms: it is never quiet for 100.
      const { gateway, sent$ } = wire(`R----C ${'89ms b '.repeat(14)}`, 'R--c-(FA)');
      const tts = session(gateway);
      const sent = '                                     (iTf)-c 997ms (iUf)    '.replace('-c 997ms', 'c 999ms');

      expect(sent$).toBeObservable(cold(sent));
      expect(cold('T----(U|)', turns).pipe(switchMap((text) => tts.speak(text)), asText)).toBeObservable(cold('1008ms c-|'));
    }));

    it('should keep the line for the next turn of a real gateway, and hear nothing of the last', marbleTest(() => {
      const gateway = ttsGateway({ engine: toneVoice({ byteMs: 20 }), clearDelay: 60 });
      const tts = session(gateway, { sampleRate: 8000 });
      const bytes$ = cold('T 99ms (U|)', { T: 'a long sentence to be cut', U: 'b' }).pipe(
        switchMap((text) => tts.speak(text).pipe(map(({ data }) => `${text.charAt(0)}${data.length}`))),
      );
      const heard: string[] = [];
      bytes$.subscribe((each) => heard.push(each));
      let dials = 0;
      tts.status$.subscribe(({ state }) => { if (state === 'connecting') dials++; });

      expect(of(0)).toSatisfyOnFlush(() => {
        const own = heard.filter((each) => each.startsWith('b'));
        expect(heard.length).toBeGreaterThan(own.length);
        expect(heard.slice(-own.length)).toEqual(own);
        expect(own.map((each) => Number(each.slice(1))).reduce((sum, bytes) => sum + bytes)).toBe(160);
        expect(dials).toBe(1);
      });
    }));
  });

  describe('whose gateway is silent', () => {
    const impatient = { firstAudioTimeout: 5, turnTimeout: 8 };

    it('should lose the line when no audio comes, then fail', marbleTest(() => {
      const { gateway, sent$ } = wire('R-', 'R-');
      const tts = session(gateway, impatient);
      // 5 ms of silence, 3 ms until the next dial, 5 ms of silence.
      const sent = '(iTf)---(iTf)';

      expect(sent$).toBeObservable(cold(sent));
      expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold('-------------(e|)', { e: 'turn-timeout' }));
    }));

    it('should lose the line when the end does not come, and go on where it was', marbleTest(() => {
      const { gateway } = wire('R-a-', 'R-ab-(FA)');
      const tts = session(gateway, impatient);

      expect(tts.speak('T').pipe(asText)).toBeObservable(cold('--a 13ms b-|'));
    }));

    it('should not mind silence before a flush', marbleTest(() => {
      const { gateway } = wire('R 39ms a-(FA)');
      const tts = session(gateway, impatient);

      expect(tts.speak(cold<string>('T 39ms |')).pipe(asText)).toBeObservable(cold('40ms a-|'));
    }));
  });

  it('should fail the turn over an error that will not pass, and dial for the next', marbleTest(() => {
    const { gateway, sent$ } = wire('R---Y-', 'R-a-(FA)');
    const tts = session(gateway);
    const both$ = merge(tts.speak('T').pipe(codeOf), tts.speak('U').pipe(asText));

    expect(sent$.pipe(take(3))).toBeObservable(cold('(iTf|)'));
    expect(both$).toBeObservable(cold('----e-a-|', { e: 'gateway-error', a: 'a' }));
  }));

  it('should do the work again after an error that may pass', marbleTest(() => {
    const { gateway } = wire('R-a-X-', 'R-ab-(FA)');

    expect(session(gateway).speak('T').pipe(asText)).toBeObservable(cold('--a-------b-|'));
  }));

  it('should hang up on stray audio, and speak the next turn on a fresh line', marbleTest(() => {
    const { gateway } = wire('R-a-(FA)b', 'R-c-(FA)');
    const tts = session(gateway);
    const later$ = cold('-----T', turns).pipe(take(1), switchMap((text) => tts.speak(text)));

    expect(concat(tts.speak('T'), later$).pipe(asText)).toBeObservable(cold('--a--------c-|'));
  }));

  it('should speak through junk and late ready', marbleTest(() => {
    const gateway = faults.lateReady(30)(faults.junk()(ttsGateway({ engine: toneVoice({ byteMs: 1 }), pace: Infinity })));
    const tts = session(gateway, { sampleRate: 8000 });

    expect(tts.speak('Hi').pipe(map(({ data }) => data.length))).toBeObservable(cold('30ms (a|)', { a: 16 }));
  }));

  it('should leave nothing running when the last turn was unsubscribed from', () => {
    jest.useFakeTimers();
    const tts = session(fakeSocket(ttsGateway({ engine: toneVoice() })), { sampleRate: 8000, keepalive: 1000, idleTimeout: 5000 });
    const turn = tts.speak(concat(of('Hello there.'), NEVER)).subscribe();
    jest.advanceTimersByTime(100);
    expect(jest.getTimerCount()).toBeGreaterThan(0);
    turn.unsubscribe();
    jest.advanceTimersByTime(1000 + 5000 + 100);

    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('should leave nothing running when it is closed', () => {
    jest.useFakeTimers();
    const tts = session(fakeSocket(ttsGateway({ engine: toneVoice() })), { sampleRate: 8000, keepalive: 1000 });
    tts.speak('Hello there.').subscribe({ error: () => undefined });
    jest.advanceTimersByTime(20);
    tts.close();
    // The hops of the close.
    jest.advanceTimersByTime(5);

    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('should take a string as a whole turn, and many at once', marbleTest(() => {
    const { gateway } = wire('R-a-(FA)---b-(FA)---c-(FA)');
    const tts = session(gateway);
    const three$ = merge(...['T', 'U', 'V'].map((text) => tts.speak(text))).pipe(asText, takeUntil(cold('----------------------x')));

    expect(three$).toBeObservable(cold('--a--------b--------c-|'));
  }));
});
