import { cold, marbleTest, schedule } from 'jest-marbles';
import {
  concatMap,
  config,
  finalize,
  merge,
  NEVER,
  of,
  Subject,
  Subscription,
  take,
  tap,
} from 'rxjs';
import { type Endpoint, type WebSocketLike } from '../../src/connection';
import { fakeSocket } from '../../src/testing';
import { asText, codeOf, letterOf, lost, session, wire } from './wire';

/** Writes into `log` what is sent, in the very call that sends it. */
const recording = (log: string[], diagram: string) =>
  Object.assign(
    (endpoint: Endpoint): WebSocketLike => {
      const socket = fakeSocket(wire(diagram).gateway)(endpoint);
      const send = socket.send.bind(socket);
      socket.send = (data) => {
        log.push(letterOf(data as string));
        send(data);
      };
      return socket;
    },
    { sendsHeaders: true },
  );

// prettier-ignore
describe('a handler that calls back into a synthesizer', () => {
  it('should have its clear sent when unsubscribe returns', marbleTest(() => {
    const log: string[] = [];
    const tts = session(recording(log, 'R--a--b-'));
    const turn = new Subscription();
    turn.add(tts.speak(merge(of('T'), NEVER)).subscribe());

    schedule(() => { log.push('unsubscribing'); turn.unsubscribe(); log.push('unsubscribed'); }, 5);
    expect(of(0)).toSatisfyOnFlush(() => expect(log.slice(0, 5)).toEqual(['i', 'T', 'unsubscribing', 'c', 'unsubscribed']));
  }));

  it('should have its clear sent from within its own audio', marbleTest(() => {
    const log: string[] = [];
    const tts = session(recording(log, 'R--a--b-'));
    const audio$ = tts.speak(merge(of('T'), NEVER)).pipe(take(1), finalize(() => log.push('left')));

    expect(audio$.pipe(asText)).toBeObservable(cold('---(a|)'));
    expect(of(0)).toSatisfyOnFlush(() => expect(log.slice(0, 4)).toEqual(['i', 'T', 'c', 'left']));
  }));

  it('should be told of events in the order they came about', marbleTest(() => {
    const { gateway } = wire('R--a-(FA)-b-(FA)');
    const tts = session(gateway);
    const log: string[] = [];
    const brief = () => tts.speak(NEVER, { turn: 'x' }).subscribe().unsubscribe();
    tts.status$.subscribe(({ state }) => log.push(state));
    tts.events$.subscribe((event) => {
      log.push(`${event.type} ${'turn' in event ? event.turn : ''}`);
      // A turn that begins and ends within the handler.
      if (event.type === 'segment') brief();
    });
    tts.speak('T', { turn: 'one' }).subscribe({ complete: () => log.push('complete one') });
    tts.speak('U', { turn: 'two' }).subscribe({ complete: () => log.push('complete two') });

    expect(of(0)).toSatisfyOnFlush(() => expect(log).toEqual([
      'idle', 'connecting', 'ready', 'segment one', 'interrupted x', 'segment-end one', 'done one', 'complete one', 'segment two', 'interrupted x', 'segment-end two', 'done two', 'complete two', 'idle',
    ]));
  }));

  it('should find the next turn on the line already when its own completes', marbleTest(() => {
    const log: string[] = [];
    const tts = session(recording(log, 'R--a-(FA)'));
    tts.speak('T').subscribe({ complete: () => log.push('complete') });
    tts.speak('U').subscribe();

    expect(of(0)).toSatisfyOnFlush(() => expect(log.slice(0, 6)).toEqual(['i', 'T', 'f', 'U', 'f', 'complete']));
  }));

  it('should find error told before what it led to', marbleTest(() => {
    const { gateway } = wire('R--X-', 'R--');
    const tts = session(gateway, { replay: 'fail' });
    const log: string[] = [];
    tts.events$.subscribe(({ type }) => log.push(type));
    tts.speak('T').pipe(codeOf).subscribe((code) => log.push(String(code)));

    expect(of(0)).toSatisfyOnFlush(() => expect(log).toEqual(['segment', 'error', 'gateway-error']));
  }));

  it('should be able to close from any handler', marbleTest(() => {
    for (const when of ['connecting', 'ready', 'segment', 'audio', 'done', 'complete']) {
      const { gateway } = wire('R--a-(FA)-b-(FA)');
      const tts = session(gateway);
      const closeAt = (now: string) => { if (now === when) tts.close(); };
      const states: string[] = [];
      const codes: unknown[] = [];
      tts.status$.subscribe({ next: ({ state }) => { states.push(state); closeAt(state); }, complete: () => states.push('|') });
      tts.events$.subscribe({ next: ({ type }) => closeAt(type), complete: () => states.push('|') });
      for (const text of ['T', 'U', 'V']) {
        tts.speak(text).pipe(tap({ next: () => closeAt('audio'), complete: () => closeAt('complete') }), codeOf).subscribe((each) => codes.push(each));
      }

      expect(of(when)).toSatisfyOnFlush(() => {
        expect([when, ...states.slice(-3)]).toEqual([when, 'closed', '|', '|']);
        expect(codes.filter((each) => each === 'session-closed')).toHaveLength(when === 'done' || when === 'complete' ? 2 : 3);
      });
    }
  }));

  it('should be able to speak again from the failure of its turn', marbleTest(() => {
    const { gateway } = wire(['R--#', lost], 'R--a-(FA)');
    const tts = session(gateway, { replay: 'fail' });
    const again = new Subject<string>();
    const speakAgain = () => tts.speak('U').pipe(asText).subscribe(again);
    const first$ = tts.speak('T').pipe(codeOf, tap(() => void speakAgain()));

    expect(again).toBeObservable(cold('---------a-|'));
    expect(first$).toBeObservable(cold('---(e|)', { e: 'socket-lost' }));
  }));

  it('should harm nobody else when it throws', marbleTest(() => {
    const { gateway } = wire('R--a-(FA)---b-(FA)');
    const tts = session(gateway);
    const reported: unknown[] = [];
    const broken = () => { throw new Error('broken handler'); };
    config.onUnhandledError = (error) => reported.push(error);
    tts.events$.subscribe(broken);
    tts.status$.subscribe(broken);
    tts.speak('T').pipe(finalize(broken)).subscribe({ next: broken, complete: broken });

    expect(of('U').pipe(concatMap((text) => tts.speak(text)), asText)).toBeObservable(cold('------------b-|'));
    expect(of(0)).toSatisfyOnFlush(() => {
      config.onUnhandledError = null;
      expect(reported.length).toBeGreaterThan(4);
    });
  }));

  it('should harm no turn when close makes another one throw', marbleTest(() => {
    const tts = session(() => NEVER);
    const codes: unknown[] = [];
    const reported: unknown[] = [];
    config.onUnhandledError = (error) => reported.push(error);
    tts.speak('T').pipe(finalize(() => { throw new Error('broken'); })).subscribe({ error: () => undefined });
    tts.speak('U').pipe(codeOf).subscribe((code) => codes.push(code));
    schedule(() => tts.close(), 1);

    expect(of(0)).toSatisfyOnFlush(() => {
      config.onUnhandledError = null;
      expect(codes).toEqual(['session-closed']);
      expect(reported).toHaveLength(1);
    });
  }));

  it('should not be heard by a line that breaks on its goodbye', marbleTest(() => {
    const sockets = fakeSocket(wire('R-', 'R-a-(FA)').gateway);
    const breaking = Object.assign((endpoint: Endpoint): WebSocketLike => {
      const socket = sockets(endpoint);
      const send = socket.send.bind(socket);
      socket.send = (data) => {
        if (letterOf(data as string) === 'q') throw new Error('EPIPE');
        send(data);
      };
      return socket;
    }, { sendsHeaders: true });
    const tts = session(breaking, { idleTimeout: 9 });
    const states: string[] = [];
    tts.status$.subscribe(({ state }) => states.push(state));
    schedule(() => tts.warm(), 0);
    schedule(() => tts.speak('T').subscribe(), 20);

    expect(of(0)).toSatisfyOnFlush(() => expect(states).toEqual(['idle', 'connecting', 'ready', 'idle', 'connecting', 'ready', 'idle']));
  }));

  it('should find the work kept of a line that breaks on a send', marbleTest(() => {
    const { gateway } = wire('R-', 'R-a-(FA)');
    const sockets = fakeSocket(gateway);
    let dialled = 0;
    const breaking = Object.assign((endpoint: Endpoint): WebSocketLike => {
      const socket = sockets(endpoint);
      const send = socket.send.bind(socket);
      const first = ++dialled === 1;
      socket.send = (data) => {
        if (first && letterOf(data as string) === 'T') throw new Error('EPIPE');
        send(data);
      };
      return socket;
    }, { sendsHeaders: true });
    const tts = session(breaking, { turnTimeout: 3, firstAudioTimeout: 3 });

    expect(tts.speak('T').pipe(asText, codeOf)).toBeObservable(cold('-----a-|'));
  }));

  it('should be able to close while it is asked for a token', () => {
    const dialled = jest.fn(() => { throw new Error('dialled'); });
    const token = () => { tts.close(); return of('KEY'); };
    const tts = session(() => NEVER, { gateway: { url: 'wss://voice.test', token, socket: dialled } });
    const codes: unknown[] = [];
    tts.speak('T').pipe(codeOf).subscribe((code) => codes.push(code));

    expect(codes).toEqual(['session-closed']);
    expect(dialled).not.toHaveBeenCalled();
  });
});
