import { isOffline, wakeUps } from '../../src/connection/wakeUps';
import { type Browser, browser } from '../support/browser';

let here: Browser | undefined;
afterEach(() => {
  here?.leave();
  here = undefined;
});

describe('wakeUps', () => {
  it('should tell that the network is back and that the page is seen or thawed, and nothing else', () => {
    here = browser();
    const told = jest.fn();
    const listening = wakeUps().subscribe(told);

    here.network(false);
    here.page('hidden');
    expect(told).toHaveBeenCalledTimes(0);
    here.network(true);
    expect(told).toHaveBeenCalledTimes(1);
    here.page('visible');
    expect(told).toHaveBeenCalledTimes(2);
    here.wake('resume');
    expect(told).toHaveBeenCalledTimes(3);
    here.wake('pageshow');
    expect(told).toHaveBeenCalledTimes(4);
    listening.unsubscribe();
    here.network(true);
    here.wake('resume');
    expect(told).toHaveBeenCalledTimes(4);
  });

  it('should share one listener for each event, and take them away with the last subscriber', () => {
    here = browser();
    expect(here.listeners()).toBe(0);
    const listening = Array.from({ length: 100 }, () => wakeUps().subscribe());
    expect(here.listeners()).toBe(4);
    listening.slice(1).forEach((each) => each.unsubscribe());
    expect(here.listeners()).toBe(4);
    listening[0]?.unsubscribe();
    expect(here.listeners()).toBe(0);
  });

  it('should listen to the network alone in a worker', () => {
    here = browser({ document: false });
    const told = jest.fn();
    const listening = wakeUps().subscribe(told);
    expect(here.listeners()).toBe(1);
    here.network(true);
    expect(told).toHaveBeenCalledTimes(1);
    listening.unsubscribe();
  });

  it('should be silent where the platform tells nothing, and look again for each subscriber', () => {
    const told = jest.fn();
    const deaf = wakeUps().subscribe(told);
    here = browser();
    here.network(true);
    expect(told).not.toHaveBeenCalled();
    const listening = wakeUps().subscribe(told);
    here.network(true);
    expect(told).toHaveBeenCalledTimes(1);
    listening.unsubscribe();
    deaf.unsubscribe();
  });
});

describe('isOffline', () => {
  it('should be what the platform says, and false where it says nothing', () => {
    expect(isOffline()).toBe(false);
    here = browser();
    expect(isOffline()).toBe(false);
    here.network(false);
    expect(isOffline()).toBe(true);
  });
});
