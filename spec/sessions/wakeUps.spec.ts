import { cold, marbleTest, schedule } from 'jest-marbles';
import { filter, map } from 'rxjs';
import { type Endpoint } from '../../src/connection';
import { fakeSocket } from '../../src/testing';
import { type Browser, browser } from '../support/browser';
import { asText, lost, session, wire } from './wire';

let here: Browser;
beforeEach(() => (here = browser()));
afterEach(() => here.leave());

const long = { initial: 5000, jitter: 'none' } as const;

// prettier-ignore
describe('a session in a browser', () => {
  it('should dial as soon as the network is back, in the middle of a turn', marbleTest(() => {
    const { gateway } = wire(['R-a#', lost], 'R-ab-(FA)');
    const tts = session(gateway, { backoff: long });
    schedule(() => here.network(false), 3);
    schedule(() => here.network(true), 20);

    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('--a 20ms b-|'));
  }));

  it('should not use attempts up without a network', marbleTest(() => {
    const refusing = Array.from({ length: 4 }, () => ['#', lost] as const);
    const { gateway, requests } = wire(...refusing, 'R-a-(FA)');
    const tts = session(gateway, { backoff: { ...long, initial: 1, factor: 1, attempts: 1 } });
    here.network(false);

    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('------a-|'));
    schedule(() => expect(requests).toHaveLength(5), 9);
  }));

  it('should check an open line when the page is seen again, and go on over another where it is dead', marbleTest(() => {
    const { gateway } = wire('R-a-', 'R-ab-(FA)');
    const sockets = fakeSocket(gateway);
    const pings: number[] = [];
    const deaf = Object.assign((endpoint: Endpoint) => {
      const socket = sockets(endpoint);
      socket.ping = () => void pings.push(1);
      return socket;
    }, { sendsHeaders: true });
    const tts = session(deaf, { keepalive: 60_000, backoff: { initial: 5, jitter: 'none' } });
    schedule(() => here.page('visible'), 100);

    expect(tts.status$.pipe(filter(({ state }) => state === 'waiting'), map(() => 'w'))).toBeObservable(cold('5100ms w'));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('--a 5105ms b-|'));
    schedule(() => expect(pings).toEqual([1]), 5050);
  }));

  it('should leave no listener when it is closed', marbleTest(() => {
    const { gateway } = wire('R-');
    const tts = session(gateway, { keepalive: 10_000 });
    schedule(() => tts.warm(), 0);
    schedule(() => expect(here.listeners()).toBe(4), 5);
    schedule(() => tts.close(), 6);
    schedule(() => expect(here.listeners()).toBe(0), 7);
    expect(tts.status$.pipe(map(({ state }) => state.charAt(0)))).toBeObservable(cold('(cr)--(c|)'));
  }));
});
