import {
  concat,
  delay,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  take,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type Frame, type WebSocketLike } from '../../src/connection';
import { VoiceError } from '../../src/errors';
import { faults, type Gateway, type LineControl } from '../../src/gateway';
import { fakeSocket } from '../../src/testing';

/** Opens a fake socket in virtual time and writes down what both sides see, with the ms. */
function play(
  gateway: (note: (what: unknown) => void) => Gateway,
  client: (socket: WebSocketLike, at: (ms: number, act: () => void) => void) => void,
  { latency = 5, endpoint = { url: 'ws://fake/' } } = {},
): [number, unknown][] {
  const seen: [number, unknown][] = [];
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(({ flush }) => {
    const note = (what: unknown) => void seen.push([scheduler.now(), what]);
    const socket = fakeSocket(gateway(note), { latency })(endpoint);
    socket.onopen = () => note('open');
    socket.onmessage = ({ data }: { data: unknown }) => note(data);
    socket.onerror = (event: unknown) => note(event);
    socket.onclose = ({ code, reason }: CloseEvent) => note(['close', code, reason]);
    socket.onpong = () => note('pong');
    client(socket, (ms, act) => timer(ms).subscribe(act));
    flush();
  });
  return seen;
}

const silent = () => undefined;
const fails = (error: unknown) => () => () => throwError(() => error);

describe('fakeSocket', () => {
  it('should take a hop to dial, one to open, and one for each frame', () => {
    const seen = play(
      (note) => (client$) => {
        note('dialled');
        return client$.pipe(
          tap((frame) => note(`heard ${String(frame)}`)),
          map((frame) => `re: ${String(frame)}`),
        );
      },
      (socket) => {
        const { onopen } = socket;
        socket.onopen = (event) => {
          onopen?.(event);
          socket.send('a');
        };
      },
    );
    expect(seen).toEqual([
      [5, 'dialled'],
      [10, 'open'],
      [15, 'heard a'],
      [20, 're: a'],
    ]);
  });

  it('should never be synchronous, with no latency either', () => {
    jest.useFakeTimers();
    const gateway = jest.fn(() => of('a'));
    const socket = fakeSocket(gateway)({ url: 'ws://fake/' });
    const heard = jest.fn();
    Object.assign(socket, { onopen: heard, onmessage: heard, onclose: heard });

    expect(gateway).not.toHaveBeenCalled();
    jest.advanceTimersToNextTimer();
    expect(gateway).toHaveBeenCalledTimes(1);
    expect(heard).not.toHaveBeenCalled();
    jest.runAllTimers();
    expect(heard).toHaveBeenCalledTimes(3);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('should keep the order of what is sent at once, the opening first and the close last', () => {
    const frames = [...Array(20).keys()].map(String);
    const seen = play(() => () => of(...frames), silent, { latency: 0 });
    expect(seen.map(([, what]) => what)).toEqual(['open', ...frames, ['close', 1000, '']]);
  });

  it('should show the gateway the URL and the headers, names in lower case', () => {
    const endpoint = {
      url: 'ws://fake/x?y=1',
      headers: { Authorization: 'Bearer K' },
      protocols: ['a', 'b'],
    };
    const seen = play(
      (note) => (_client$, request) => {
        note(request);
        return NEVER;
      },
      silent,
      { endpoint },
    );
    expect(seen[0]?.[1]).toEqual({
      url: 'ws://fake/x?y=1',
      headers: { authorization: 'Bearer K', 'sec-websocket-protocol': 'a,b' },
      line: expect.any(Object) as LineControl,
    });
    expect(fakeSocket(() => NEVER).sendsHeaders).toBe(true);
  });

  it('should pass bytes as they are, and see other kinds as bytes', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const heard: Frame[] = [];
    play(
      () => (client$) => client$.pipe(tap((frame) => heard.push(frame))),
      (socket, at) =>
        at(11, () => {
          socket.send(bytes);
          socket.send(bytes.buffer);
          socket.send(new DataView(bytes.buffer, 1, 2));
        }),
    );
    expect(heard[0]).toBe(bytes);
    expect(heard).toEqual([bytes, bytes, Uint8Array.of(2, 3)]);
  });

  describe('when the gateway ends', () => {
    const closed = new VoiceError(
      'socket-closed',
      'x',
      { closeCode: 4001, reason: 'expired' },
      { retryable: true },
    );
    const refused = new VoiceError(
      'socket-refused',
      'No.',
      { status: 401, body: '{}' },
      { retryable: false },
    );
    const lost = new VoiceError('socket-lost', 'Cut.', {}, { retryable: true });
    const after = (error: unknown) => () => () =>
      merge(
        of('a'),
        timer(3).pipe(
          map(() => {
            throw error;
          }),
        ),
      );

    // prettier-ignore
    it.each<[string, () => Gateway, [number, unknown][]]>([
      ['close with 1000 on completion', () => () => EMPTY,  [[10, 'open'], [10, ['close', 1000, '']]]],
      ['close with its code and reason', after(closed),     [[10, 'open'], [10, 'a'], [13, ['close', 4001, 'expired']]]],
      ['close so at once too',           fails(closed),     [[10, 'open'], [10, ['close', 4001, 'expired']]]],
      ['refuse the handshake',           fails(refused),    [[10, { message: 'No.', status: 401, body: '{}' }], [10, ['close', 1006, '']]]],
      ['close when it is late for that', after(refused),    [[10, 'open'], [10, 'a'], [13, ['close', 1011, 'No.']]]],
      ['cut the line',                   after(lost),       [[10, 'open'], [10, 'a'], [13, ['close', 1006, '']]]],
      ['not be there',                   fails(lost),       [[10, { message: 'Cut.' }], [10, ['close', 1006, '']]]],
      ['close with 1011 on a bug',       after(new Error('bug')), [[10, 'open'], [10, 'a'], [13, ['close', 1011, 'bug']]]],
      ['close with 1011 on any throw',   fails('text'),     [[10, 'open'], [10, ['close', 1011, 'text']]]],
    ])('should %s', (_name, gateway, expected) => {
      expect(play(gateway, silent)).toEqual(expected);
    });

    it('should close with 1011 when the gateway throws instead of returning', () => {
      const seen = play(
        () => () => {
          throw new Error('bug');
        },
        silent,
      );
      expect(seen).toEqual([
        [10, 'open'],
        [10, ['close', 1011, 'bug']],
      ]);
    });

    it('should drop what the client sends after, and complete client$', () => {
      const seen = play(
        (note) => (client$) => {
          client$.subscribe({ next: note, complete: () => note('client$ complete') });
          return timer(4).pipe(
            map(() => 'last'),
            delay(0),
          );
        },
        (socket, at) => {
          at(12, () => socket.send('late'));
          at(20, () => {
            socket.send('later');
            socket.ping?.();
            socket.close();
          });
        },
      );
      expect(seen).toEqual([
        [9, 'client$ complete'],
        [10, 'open'],
        [14, 'last'],
        [14, ['close', 1000, '']],
      ]);
    });
  });

  describe('when the client closes', () => {
    const gateway = (note: (what: unknown) => void) => (client$: Observable<Frame>) =>
      concat(
        client$.pipe(tap({ complete: () => note('client$ complete') })),
        of('bye'),
        NEVER,
      ).pipe(finalize(() => note('gateway left')));

    it('should tell the gateway a hop later and the client after the round trip', () => {
      const seen = play(gateway, (socket, at) => {
        at(20, () => {
          socket.close(1000, 'done');
          socket.close(4000);
          socket.send('late');
        });
      });
      expect(seen).toEqual([
        [10, 'open'],
        [25, 'client$ complete'],
        [25, 'gateway left'],
        [30, ['close', 1000, 'done']],
      ]);
    });

    it('should close with 1005 when it gives no code', () => {
      const seen = play(gateway, (socket, at) => at(20, () => socket.close()));
      expect(seen.at(-1)).toEqual([30, ['close', 1005, '']]);
    });

    it('should not open when it closes while connecting', () => {
      const seen = play(gateway, (socket, at) => at(1, () => socket.close(1000)));
      expect(seen).toEqual([
        [6, 'client$ complete'],
        [6, 'gateway left'],
        [11, ['close', 1006, '']],
      ]);
    });

    it('should hear nothing of what was on its way', () => {
      const seen = play(
        () => () => timer(8, 1).pipe(map(String)),
        (socket, at) => at(20, () => socket.close()),
      );
      expect(seen.filter(([ms]) => ms >= 20)).toEqual([[30, ['close', 1005, '']]]);
    });
  });

  it('should answer pings while the gateway lives', () => {
    const seen = play(
      () => () => timer(30).pipe(map(() => 'x')),
      (socket, at) => {
        socket.ping?.();
        at(11, () => socket.ping?.());
        at(33, () => socket.ping?.());
      },
    );
    expect(seen).toEqual([
      [10, 'open'],
      [21, 'pong'],
      [40, 'x'],
      [40, ['close', 1000, '']],
    ]);
  });

  describe('when the gateway listens no more and goes on', () => {
    const deaf = (note: (what: unknown) => void) => (client$: Observable<Frame>) =>
      concat(client$.pipe(take(1)), NEVER).pipe(finalize(() => note('gateway left')));
    const dozing = (note: (what: unknown) => void) => (client$: Observable<Frame>) =>
      concat(
        client$.pipe(take(1)),
        timer(20).pipe(ignoreElements()),
        client$.pipe(tap({ complete: () => note('client$ complete') })),
      );

    it('should answer no ping, and be cut 5 s after the client closed', () => {
      const seen = play(deaf, (socket, at) => {
        at(11, () => socket.send('a'));
        at(12, () => socket.ping?.());
        at(100, () => socket.ping?.());
        at(200, () => socket.close(1000));
      });
      expect(seen).toEqual([
        [10, 'open'],
        [21, 'a'],
        [5200, 'gateway left'],
        [5200, ['close', 1006, '']],
      ]);
    });

    it('should read what waited, in order, when it listens again', () => {
      const seen = play(dozing, (socket, at) => {
        at(11, () => socket.send('a'));
        at(12, () => {
          socket.send('b');
          socket.ping?.();
        });
        at(31, () => socket.send('c'));
        at(50, () => socket.close(1000));
      });
      expect(seen).toEqual([
        [10, 'open'],
        [21, 'a'],
        [41, 'b'],
        [41, 'pong'],
        [41, 'c'],
        [55, 'client$ complete'],
        [60, ['close', 1000, '']],
      ]);
    });

    it('should read a close that waited', () => {
      const seen = play(dozing, (socket, at) => {
        at(11, () => socket.send('a'));
        at(13, () => socket.close(1000, 'bye'));
      });
      expect(seen.slice(-2)).toEqual([
        [36, 'client$ complete'],
        [41, ['close', 1000, 'bye']],
      ]);
    });

    it('should be dead where a fault leaves the line half open', () => {
      const seen = play(
        () => faults.halfOpen(20)((client$) => client$),
        (socket, at) => {
          at(12, () => socket.ping?.());
          at(30, () => socket.ping?.());
        },
      );
      expect(seen).toEqual([
        [10, 'open'],
        [22, 'pong'],
      ]);
    });

    it('should leave no timer behind', () => {
      jest.useFakeTimers();
      const socket = fakeSocket(faults.halfOpen(1)((client$) => client$))({ url: 'ws://fake/' });
      jest.advanceTimersByTime(10);
      socket.close();
      jest.advanceTimersByTime(5000);
      expect(jest.getTimerCount()).toBe(0);
      jest.useRealTimers();
    });
  });

  it('should answer for a gateway that never listens', () => {
    const seen = play(
      () => () => NEVER,
      (socket, at) => {
        at(11, () => socket.send('a'));
        at(12, () => socket.ping?.());
        at(30, () => socket.close(1000));
      },
    );
    expect(seen).toEqual([
      [10, 'open'],
      [22, 'pong'],
      [40, ['close', 1000, '']],
    ]);
  });

  describe('when the gateway holds its side of the line', () => {
    /** Notes what it hears, and does to its line what it is told at some ms. */
    const steered =
      (...acts: [ms: number, act: (line: LineControl) => void][]) =>
      (note: (what: unknown) => void): Gateway =>
      (client$, { line = {} }) => {
        acts.forEach(([ms, act]) => timer(ms).subscribe(() => act(line)));
        const heard$ = client$.pipe(
          tap({ next: (frame) => note(frame), complete: () => note('client$ complete') }),
        );
        return merge(heard$.pipe(ignoreElements()), NEVER.pipe(finalize(() => note('left'))));
      };

    it('should read no faster than that, frame by frame, pings and the close behind them', () => {
      const seen = play(steered([1, (line) => line.readRate?.(100)]), (socket, at) =>
        at(15, () => {
          socket.send('a');
          socket.send('äö');
          socket.ping?.();
          socket.send('bbb');
          at(0, () => socket.close(1000));
        }),
      );
      expect(seen).toEqual([
        [10, 'open'],
        [30, 'a'],
        [70, 'äö'],
        [100, 'bbb'],
        [100, 'client$ complete'],
        [100, 'left'],
        [105, ['close', 1000, '']],
      ]);
    });

    it('should answer a ping when it is read', () => {
      const seen = play(steered([1, (line) => line.readRate?.(100)]), (socket, at) =>
        at(15, () => {
          socket.send('ab');
          socket.ping?.();
        }),
      );
      expect(seen.slice(1)).toEqual([
        [40, 'ab'],
        [45, 'pong'],
      ]);
    });

    it('should say how many bytes wait, and none where nothing holds them', () => {
      const waiting: unknown[] = [];
      play(
        steered(
          [1, (line) => line.readRate?.(1000)],
          [100, (line) => line.readRate?.(0)],
          [200, (line) => line.readRate?.(Infinity)],
        ),
        (socket, at) => {
          const look = (ms: number) => at(ms, () => waiting.push([ms, socket.bufferedAmount]));
          at(15, () => socket.send(new Uint8Array(200)));
          at(16, () => socket.send('ö'));
          [14, 18, 20, 30, 60, 105, 150, 210].forEach(look);
        },
      );
      expect(waiting).toEqual([
        [14, 0],
        [18, 202],
        [20, 202],
        [30, 192],
        [60, 162],
        [105, 117],
        [150, 117],
        [210, 0],
      ]);
    });

    it('should keep the order when the rate changes, and lose nothing', () => {
      const seen = play(
        steered(
          [1, (line) => line.readRate?.(100)],
          [35, (line) => line.readRate?.(1000)],
          [38, (line) => line.readRate?.(Infinity)],
        ),
        (socket, at) => at(15, () => ['aaaa', 'bb', 'c'].forEach((text) => socket.send(text))),
      );
      expect(seen.slice(1)).toEqual([
        [42, 'aaaa'],
        [43, 'bb'],
        [43, 'c'],
      ]);
    });

    it('should answer no ping and no close where it is told so', () => {
      const seen = play(
        steered(
          [1, (line) => line.answerPings?.(false)],
          [50, (line) => line.answerPings?.(true)],
          [60, (line) => line.answerClose?.(false)],
        ),
        (socket, at) => {
          at(20, () => socket.ping?.());
          at(60, () => socket.ping?.());
          at(100, () => socket.close(1000));
        },
      );
      expect(seen).toEqual([
        [10, 'open'],
        [70, 'pong'],
        [5100, 'left'],
        [5100, ['close', 1006, '']],
      ]);
    });

    it('should leave no timer behind', () => {
      jest.useFakeTimers();
      const slow: Gateway = (client$, { line }) => {
        line?.readRate?.(1);
        return client$;
      };
      const socket = fakeSocket(slow)({ url: 'ws://fake/' });
      jest.advanceTimersByTime(1);
      socket.send('a text of some length');
      jest.advanceTimersByTime(10);
      socket.close();
      jest.advanceTimersByTime(5000);
      expect(jest.getTimerCount()).toBe(0);
      jest.useRealTimers();
    });
  });

  it('should throw when something is sent before it is open', () => {
    play(
      () => () => NEVER,
      (socket) => expect(() => socket.send('a')).toThrow('not open yet'),
    );
    expect.assertions(1);
  });

  it('should stop a synchronous gateway that ends its own line', () => {
    let left = 0;
    play(
      () => () =>
        concat(
          of('a'),
          throwError(() => new Error('x')),
        ).pipe(finalize(() => left++)),
      silent,
    );
    expect(left).toBe(1);
  });

  it.each([-1, NaN, Infinity])('should refuse a latency of %p', (latency) => {
    expect(() => fakeSocket(() => NEVER, { latency })).toThrow(
      `fakeSocket: latency is ${latency}; it must be a finite number of ms, 0 or more.`,
    );
  });
});
