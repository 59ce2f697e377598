import { inspect } from 'node:util';
import { cold, marbleTest, schedule } from 'jest-marbles';
import {
  catchError,
  map,
  NEVER,
  type Observable,
  type ObservableInput,
  of,
  throwError,
  toArray,
} from 'rxjs';
import { isVoiceError, VoiceError } from '../../src/errors';
import { type ExpiringToken, type GatewayOptions } from '../../src/sessions';
import { tokenOf } from '../../src/sessions/tokenOf';
import { fakeSocket } from '../../src/testing';
import { asText, codeOf, lost, session, statusOf, wire } from './wire';

const secret = 'KEY-7f3a';
type Source = () => ObservableInput<string | ExpiringToken>;
const ask = (token: unknown, limit = 9) =>
  tokenOf({ url: 'wss://voice.test', token: token as Source }, limit);

/** An error as its words, or `leaked` where a secret is anywhere in it. */
const saidOf = catchError((error: unknown): Observable<string> => {
  if (!isVoiceError(error, 'token-failed') || !error.retryable) return of('another error');
  const shown = inspect(error, { depth: 9, showHidden: true });
  return of(shown.includes(secret) ? 'leaked' : error.message);
});

// prettier-ignore
describe('tokenOf', () => {
  it.each<[string, unknown, object]>([
    ['a string', secret, { token: secret }],
    ['an Observable', () => of('one', 'two'), { token: 'one' }],
    ['an array, as an Observable is one', () => ['one'], { token: 'one' }],
    ['a token whose end is known', () => of({ token: 'one', expiresAt: 7 }), { token: 'one', expiresAt: 7 }],
    ['one whose end cannot be read', () => of({ token: 'one', expiresAt: 'soon' }), { token: 'one' }],
    ['one whose end is not a number', () => of({ token: 'one', expiresAt: NaN }), { token: 'one' }],
    ['one with more in it', () => of({ token: 'one', user: secret }), { token: 'one' }],
  ])('should take %s', (_, token, expected) => marbleTest(() => {
    expect(ask(token)).toBeObservable(cold('(t|)', { t: expected }));
  })());

  it.each<[string, unknown, string]>([
    ['throws', () => { throw new Error(secret); }, 'failed'],
    ['throws what is no error', () => { throw secret as unknown as Error; }, 'failed'],
    ['errors', () => throwError(() => new Error(secret)), 'failed'],
    ['emits nothing', () => [], 'gave none'],
    ['gives an empty string', () => of(''), 'gave an empty one'],
    ['gives an empty token', () => of({ token: '', expiresAt: 7 }), 'gave an empty one'],
    ['gives a number', () => of(17), 'gave a value of type number'],
    ['gives null', () => of(null), 'gave null'],
    ['gives nothing', () => of(undefined), 'gave a value of type undefined'],
    ['gives bytes', () => of(new TextEncoder().encode(secret)), 'gave an object without a token in it'],
    ['gives what a server answered', () => of({ access_token: secret }), 'gave an object without a token in it'],
    ['gives no stream', () => 17, 'failed'],
    ['gives undefined and no stream', () => undefined, 'failed'],
  ])('should fail without its words where the function %s', (_, token, said) => marbleTest(() => {
    const sentence = `While dialling, the token function was asked for a token and ${said}. Let it give a string, or { token, expiresAt }.`;
    expect(ask(token).pipe(saidOf)).toBeObservable(cold('(e|)', { e: sentence }));
  })());

  it('should wait for one that hangs no longer than for a dial, and let go of it', marbleTest(() => {
    const hangs = cold<string>('-');
    const said$ = ask(() => hangs).pipe(saidOf, map((text) => String(text).includes('gave none within 9 ms')));
    expect(said$).toBeObservable(cold('---------(e|)', { e: true }));
    expect(hangs).toHaveSubscriptions('^--------!');
  }));

  it('should take a promise, and bear one that fails', async () => {
    const given = await new Promise((resolve) => ask(() => Promise.resolve('one')).subscribe(resolve));
    expect(given).toEqual({ token: 'one' });
    const said = await new Promise((resolve) => ask(() => Promise.reject(new Error(secret))).pipe(saidOf).subscribe(resolve));
    expect(said).toContain('and failed.');
  });

  it.each([true, false])('should keep of an error made for the purpose only whether trying again can help: %s', (retryable) => {
    const signedOut = new VoiceError('token-failed', `Signed out: ${secret}.`, {}, { retryable });
    let told: unknown;
    ask(() => throwError(() => signedOut)).subscribe({ error: (error: unknown) => (told = error) });

    expect(isVoiceError(told, 'token-failed') && told.retryable).toBe(retryable);
    expect(String(told)).not.toContain(secret);
  });
});

// prettier-ignore
describe('the token of a session', () => {
  const at = (socket: GatewayOptions['socket'], token: unknown): GatewayOptions =>
    ({ url: 'wss://voice.test', token: token as Source, ...(socket && { socket }) });

  /** A function that gives, at each call, the next of these. */
  const inTurn = (...given: (() => unknown)[]) => () => given.shift()?.();

  it('should be asked for again, later each time, where it failed, like a dial', marbleTest(() => {
    const { gateway, requests } = wire('R-a-(FA)');
    const token = inTurn(() => throwError(() => new Error(secret)), () => { throw new Error(secret); }, () => of(''), () => of(17), () => of('KEY-5'));
    const tts = session(gateway, { gateway: at(fakeSocket(gateway), token) });
    const states$ = statusOf(tts).pipe(map((status) => 'cause' in status ? status.cause : status.state), toArray(), map((all) => all.join(' ')));
    const failed = 'connecting token-failed ';

    expect(states$).toBeObservable(cold('60ms (s|)', { s: `idle ${failed.repeat(4)}connecting ready closed` }));
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('47ms a-|'));
    schedule(() => tts.close(), 60);
    expect(of(0)).toSatisfyOnFlush(() => expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer KEY-5']));
  }));

  it('should be a fresh one at each dial, with its own end', marbleTest(() => {
    const { gateway, requests } = wire(['R#', lost], ['R#', lost], 'R-a-(FA)');
    const token = inTurn(() => of('KEY-1'), () => of({ token: 'KEY-2', expiresAt: 9e12 }), () => of('KEY-3'));
    const tts = session(gateway, { gateway: at(fakeSocket(gateway), token) });

    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('13ms a-|'));
    expect(of(0)).toSatisfyOnFlush(() => expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer KEY-1', 'Bearer KEY-2', 'Bearer KEY-3']));
  }));

  it('should be given up on by attempts, and never stand in the console', marbleTest(() => {
    const said = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) => jest.spyOn(console, name).mockImplementation());
    const { gateway } = wire();
    const tts = session(gateway, { gateway: at(fakeSocket(gateway), () => throwError(() => new Error(secret))), backoff: { attempts: 2 } });

    expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold('---------(e|)', { e: 'token-failed' }));
    expect(of(0)).toSatisfyOnFlush(() => {
      said.forEach((each) => { expect(each).not.toHaveBeenCalled(); each.mockRestore(); });
    });
  }));

  it('should not hold a session back for ever where the function hangs', marbleTest(() => {
    const { gateway } = wire('R-a-(FA)');
    const tts = session(gateway, { gateway: at(fakeSocket(gateway), inTurn(() => NEVER, () => of('KEY'))), connectTimeout: 5 });
    expect(tts.speak('T').pipe(asText)).toBeObservable(cold('----------a-|'));
  }));

  it('should be refused where it is empty, before anything is dialled', marbleTest(() => {
    const { gateway, requests } = wire();
    const tts = session(gateway, { gateway: { url: 'wss://voice.test', token: '', socket: fakeSocket(gateway) } });
    expect(tts.speak('T').pipe(codeOf)).toBeObservable(cold('(e|)', { e: 'invalid-option' }));
    expect(of(0)).toSatisfyOnFlush(() => expect(requests).toEqual([]));
  }));
});
