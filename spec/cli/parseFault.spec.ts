import {
  lastValueFrom,
  NEVER,
  type Observable,
  of,
  timer,
  map,
  concat,
  toArray,
  catchError,
} from 'rxjs';
import { marbleTest, cold } from 'jest-marbles';
import { parseDuration, seconds } from '../../src/cli/duration';
import { faultForms, parseFault } from '../../src/cli/parseFault';
import { type Frame } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';

const request = { url: 'ws://test/v1/tts/a/b', headers: {} };

/** How a line with this fault goes: its frames, and the code of its end. */
const line = (gateway: Gateway): Observable<Frame> =>
  gateway(NEVER, request).pipe(
    catchError((error: unknown) =>
      of(
        isVoiceError(error)
          ? `${error.code} ${'closeCode' in error ? error.closeCode : ''}`.trim()
          : 'other',
      ),
    ),
  );

const ready = JSON.stringify({ type: 'ready' });
const three: Gateway = () =>
  concat(of<Frame>(ready), timer(10).pipe(map(() => 'b')), timer(10).pipe(map(() => 'c')));

describe('parseFault', () => {
  it(
    'should cut the line at a time',
    marbleTest(() => {
      expect(line(parseFault('drop:time=15ms')(three))).toBeObservable(
        cold('a 9ms b 4ms (e|)', { a: ready, b: 'b', e: 'socket-lost' }),
      );
    }),
  );

  it('should cut the line after so many messages, on so many lines', async () => {
    const gateway = parseFault('drop:frames=1,lines=2')(three);
    const run = () => lastValueFrom(line(gateway).pipe(toArray()));

    expect(await run()).toEqual([ready, 'socket-lost']);
    expect(await run()).toEqual([ready, 'socket-lost']);
    expect(await run()).toEqual([ready, 'b', 'c']);
  });

  it('should close with a code', async () => {
    const gateway = parseFault('close:code=1012,reason=later,frames=1')(three);

    expect(await lastValueFrom(line(gateway))).toBe('socket-closed 1012');
    expect(await lastValueFrom(line(parseFault('close:frames=1')(three)))).toBe(
      'socket-closed 1011',
    );
  });

  it('should refuse, accept and drop, fall silent, say ready late, and babble', async () => {
    expect(await lastValueFrom(line(parseFault('refuse')(three)))).toBe('socket-refused');
    expect(await lastValueFrom(line(parseFault('refuse:status=401,lines=1')(three)))).toBe(
      'socket-refused',
    );
    expect(await lastValueFrom(line(parseFault('accept-drop:lines=1')(three)))).toBe('socket-lost');
    expect((await lastValueFrom(line(parseFault('junk')(three)).pipe(toArray()))).length).toBe(6);
  });

  it(
    'should fall silent and stay open',
    marbleTest(() => {
      expect(line(parseFault('half-open:time=5')(three))).toBeObservable(cold('a-', { a: ready }));
    }),
  );

  it(
    'should say ready late',
    marbleTest(() => {
      const late = (text: string) => line(parseFault(text)(() => of<Frame>(ready)));

      expect(late('late-ready:delay=3')).toBeObservable(cold('---(a|)', { a: ready }));
      expect(late('late-ready')).toBeObservable(cold('2s (a|)', { a: ready }));
    }),
  );

  it('should find every fault by its name', () => {
    const names = faultForms
      .filter((form) => form.startsWith('  '))
      .flatMap((form) => form.trim().split('   ')[0]!.split(', '));
    expect(names.length).toBeGreaterThan(20);
    for (const form of names) expect(typeof parseFault(form)).toBe('function');
  });

  it(
    'should strike at a moment, on all lines',
    marbleTest(() => {
      const gateway = parseFault('drop:at=ready,lines=all')(three);
      for (let i = 0; i < 3; i++) {
        expect(line(gateway)).toBeObservable(cold('(ae|)', { a: ready, e: 'socket-lost' }));
      }
    }),
  );

  it(
    'should announce the end, complain, and fall silent',
    marbleTest(() => {
      const said = (text: string) =>
        line(parseFault(text)(three)).pipe(
          map((frame) => String(frame).replace(/^.*"type":"(\w+)".*$/, '$1')),
        );
      const names = {
        r: 'ready',
        g: 'go_away',
        x: 'error',
        e: 'socket-closed 1001',
        f: 'socket-closed 1011',
      };

      expect(said('go-away:time-left=5,at=ready')).toBeObservable(cold('(rg)-(e|)', names));
      expect(said('error:at=ready,then=close')).toBeObservable(cold('(rxf|)', names));
      expect(said('silence:at=ready')).toBeObservable(cold('r 19ms |', names));
      expect(said('no-ready')).toBeObservable(cold('10ms b 9ms (c|)'));
    }),
  );

  it('should write down what a fault says', async () => {
    const error = parseFault('error:code=rate_limit,message=Slow down.,frames=1,then=close')(three);
    const frames = await lastValueFrom(line(error).pipe(toArray()));

    expect(frames[1]).toBe('{"type":"error","code":"rate_limit","message":"Slow down."}');
  });

  it.each([
    ['melt', '"melt" is no fault'],
    ['constructor', '"constructor" is no fault'],
    ['drop:at=lunch', '--fault drop:at=lunch: dropAfter knows no moment "lunch"'],
    ['drop:time=1,lines=some', 'lines=some is no whole number'],
    ['close:code=1006,time=1', '1006 is no code'],
    ['refuse:status=99', '99 is no status'],
    ['error:time=1,then=wait', 'then is "wait"'],
    ['slow-drain', 'rate is'],
    ['go-away:time-left=1s', 'when it strikes'],
    ['no-ready:at=ready', 'a no-ready has no at'],
    ['stray-audio:bytes=0', 'bytes is 0'],
    ['drop:often=2,time=1', 'a drop has no often'],
    ['drop:after=soon', 'after=soon is no duration'],
    ['drop:after', 'after= is no duration'],
    ['refuse:status=x', 'status=x is no whole number'],
    ['drop', 'when it strikes'],
  ])('should refuse %s', (text, found) => {
    expect(() => parseFault(text)).toThrow(found);
  });
});

describe('parseDuration', () => {
  it.each([
    ['1.5s', 1500],
    ['300ms', 300],
    [' 250 ', 250],
    ['0', 0],
    ['-1', undefined],
    ['1h', undefined],
    ['', undefined],
  ])('should read %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it('should be written in seconds', () => {
    expect(seconds(1234)).toBe('1.2 s');
  });
});
