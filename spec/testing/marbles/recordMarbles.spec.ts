import fc from 'fast-check';
import {
  concatMap,
  EMPTY,
  from,
  map,
  merge,
  Observable,
  of,
  switchMap,
  takeUntil,
  tap,
  throwError,
  timer,
  toArray,
  type ObservableNotification,
} from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import { lastValueFrom } from 'rxjs';
import { VoiceError } from '../../../src/errors';
import { faults, toneVoice, ttsGateway } from '../../../src/gateway';
import { flushEvery } from '../../../src/operators';
import { speak, synthesizer } from '../../../src/sessions';
import { fakeSocket, recordMarbles } from '../../../src/testing';
import { samples } from '../../support/audio';

/** Runs something in virtual time, from frame 0. */
const virtually = (work: (helpers: RunHelpers, scheduler: TestScheduler) => void) => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => work(helpers, scheduler));
};

type Read = readonly { frame: number; notification: ObservableNotification<unknown> }[];

/** What a diagram says, by frame. */
function parse(marbles: string, values: object, error?: unknown): Read {
  let read: Read = [];
  virtually(() => (read = TestScheduler.parseMarbles(marbles, values, error, false, true)));
  return read;
}

/** Something emitted at given frames. */
const at = <T>(steps: readonly (readonly [frame: number, value: T])[]) =>
  merge(...steps.map(([frame, value]) => timer(frame).pipe(map(() => value))));

describe('recordMarbles', () => {
  it('should draw several streams on one time axis, and print them as code', () => {
    const recorded = recordMarbles();
    virtually(({ hot }) => {
      const text = hot('--a----(bc|)', { a: 'Hello ', b: 'world', c: { type: 'flush' } });
      const other = hot(
        '-x 200ms #',
        { x: 'Hello ' },
        new VoiceError('socket-lost', 'It broke.', {}, { retryable: true }),
      );
      text.pipe(recorded.as('text')).subscribe();
      other.pipe(recorded.as('the other')).subscribe({ error: () => undefined });
    });

    expect(String(recorded)).toBe(
      [
        "const text = '--h----(wf|)';",
        "// # is 'socket-lost: It broke.'",
        "const theOther = '-h 200ms #';",
        '',
        'const values = {',
        "  h: 'Hello ',",
        "  w: 'world',",
        "  f: { type: 'flush' },",
        '};',
        '',
      ].join('\n'),
    );
    expect(recorded.streams.map(({ moved }) => moved)).toEqual([0, 0]);
  });

  it('should give the same letter to the same audio, wherever it lies', () => {
    const recorded = recordMarbles();
    const big = new Uint8Array([9, 1, 0, 2, 0, 9]);
    const format = samples([1, 2]).format;
    const audio$ = of(samples([1, 2]), samples([2, 1]), { data: big.subarray(1, 5), format });
    virtually(() => audio$.pipe(recorded.as('audio')).subscribe());

    expect(recorded.streams[0]?.marbles).toBe('(aba|)');
    expect(recorded.values.b).toEqual(samples([2, 1]));
    expect(String(recorded)).toMatch(/ {2}a: 'linear16 1000 Hz mono, 2 ms, #[0-9a-f]{8}',/);
  });

  it('should begin at the first subscription, and number the further ones', () => {
    const recorded = recordMarbles();
    virtually(() => {
      const twice = of('a').pipe(recorded.as('it'));
      timer(50)
        .pipe(
          switchMap(() => twice),
          recorded.as('late'),
        )
        .subscribe();
      timer(70)
        .pipe(switchMap(() => twice))
        .subscribe();
    });

    expect(recorded.streams.map(({ name, marbles }) => `${name} ${marbles}`)).toEqual([
      'it 50ms (a|)',
      'it2 70ms (a|)',
      'late 50ms (a|)',
    ]);
  });

  it('should leave a stream open that was unsubscribed from', () => {
    const recorded = recordMarbles();
    virtually(({ hot }) => {
      hot('--a--b')
        .pipe(recorded.as('it'), takeUntil(timer(4)))
        .subscribe();
    });

    expect(recorded.streams).toEqual([{ name: 'it', marbles: '--a', moved: 0 }]);
  });

  it('should round to its step', () => {
    const draw = (step: number) => {
      const recorded = recordMarbles({ step });
      virtually(() =>
        at([
          [9, 'a'],
          [21, 'b'],
          [38, 'c'],
          [42, 'd'],
        ])
          .pipe(recorded.as('it'))
          .subscribe(),
      );
      return recorded.streams[0]?.marbles;
    };

    expect(draw(20)).toBe('a 19ms b 19ms (cd|)');
    expect(draw(1)).toBe('---------a-----------b 16ms c---(d|)');
    for (const step of [0, 1.5, -1, NaN, Infinity])
      expect(() => recordMarbles({ step })).toThrow('step');
  });

  it('should tell where a group was in the way', () => {
    const recorded = recordMarbles();
    virtually(() =>
      at([
        [0, 'a'],
        [0, 'b'],
        [2, 'c'],
        [6, 'd'],
      ])
        .pipe(recorded.as('it'))
        .subscribe(),
    );

    expect(recorded.streams).toEqual([{ name: 'it', marbles: '(ab)c-(d|)', moved: 2 }]);
    expect(String(recorded)).toContain('// Up to 2 ms late: groups are in the way.');
  });

  it('should have letters for more values than the alphabet has', () => {
    const recorded = recordMarbles();
    const numbers$ = from(Array.from({ length: 300 }, (_, i) => i));
    virtually(() => numbers$.pipe(recorded.as('numbers')).subscribe());
    const { marbles = '' } = recorded.streams[0] ?? {};

    expect(Object.keys(recorded.values)).toHaveLength(300);
    expect(parse(marbles, recorded.values).map(({ notification }) => notification)).toMatchObject([
      ...Array.from({ length: 300 }, (_, value) => ({ kind: 'N', value })),
      { kind: 'C' },
    ]);
  });

  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(undefined, null, NaN),
    fc.record({ type: fc.constantFrom('partial', 'final'), text: fc.string() }),
    fc.array(fc.nat(9)),
    fc.array(fc.integer({ min: -9, max: 9 })).map((values) => samples(values)),
  );
  const ending = fc.constantFrom('C' as const, 'E' as const);

  it('should print what TestScheduler reads as the same notifications at the same frames', () => {
    const drawn = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 40 }), fc.array(value, { minLength: 1, maxLength: 6 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(drawn, ending, (groups, kind) => {
        // Each group has room before the next: its characters, and the end of it.
        const found: unknown[] = [];
        let frame = 0;
        const steps = groups.map(([gap, group]) => {
          frame += gap;
          const own = frame;
          frame += group.length + 3;
          return [own, group] as const;
        });
        const recorded = recordMarbles();
        const boom = new Error('boom');
        virtually((_, scheduler) => {
          const note = (notification: object) =>
            found.push({ frame: scheduler.now(), notification });
          const values$ = merge(
            ...steps.map(([ms, group]) => timer(ms).pipe(switchMap(() => from(group)))),
          );
          const end$ = timer(frame).pipe(
            switchMap(() => (kind === 'E' ? throwError(() => boom) : EMPTY)),
          );
          merge(values$, end$)
            .pipe(recorded.as('it'))
            .subscribe({
              next: (v) => note({ kind: 'N', value: v, error: undefined }),
              error: (error: unknown) => note({ kind: 'E', value: undefined, error }),
              complete: () => note({ kind: 'C', value: undefined, error: undefined }),
            });
        });
        const [stream] = recorded.streams;

        expect(stream?.moved).toBe(0);
        expect(parse(stream?.marbles ?? '', recorded.values, boom)).toEqual(found);
      }),
      { numRuns: 100 },
    );
  });

  it('should never lose, double or reorder a value, nor be early, however close they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(30), value), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (events, step) => {
          const recorded = recordMarbles({ step });
          const found: (readonly [number, unknown])[] = [];
          virtually((_, scheduler) => {
            at(events)
              .pipe(
                tap((v) => found.push([scheduler.now(), v])),
                recorded.as('it'),
              )
              .subscribe();
          });
          const [stream] = recorded.streams;
          const read = parse(stream?.marbles ?? '', recorded.values).slice(0, -1);

          expect(
            read.map(({ notification }) => 'value' in notification && notification.value),
          ).toEqual(found.map(([, v]) => v));
          read.forEach(({ frame }, i) => {
            const late = frame - Math.round((found[i]?.[0] ?? 0) / step) * step;
            expect(late).toBeGreaterThanOrEqual(0);
            expect(late).toBeLessThanOrEqual(stream?.moved ?? 0);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('should record a whole session, so that its diagrams are its test', () => {
    const session = () => {
      const gateway = faults.dropAfter({ audio: 150 })(
        ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: 4 }),
      );
      const tts = synthesizer({
        gateway: { url: 'ws://fake', token: 't', socket: fakeSocket(gateway) },
        model: 'a/b',
        sampleRate: 8000,
        backoff: { initial: 100, jitter: 'none' },
      });
      const text$ = from(['Hello ', 'there. ', 'And ', 'you?']).pipe(
        concatMap((text, i) => timer(i * 20).pipe(map(() => text))),
      );
      return { tts, text$ };
    };
    const recorded = recordMarbles();
    virtually(() => {
      const { tts, text$ } = session();
      tts.status$.pipe(recorded.as('status')).subscribe();
      text$
        .pipe(recorded.as('text'), flushEvery({ sentences: 1 }), speak(tts), recorded.as('audio'))
        .subscribe({ complete: () => tts.close() });
    });
    const [status, text, audio] = recorded.streams;

    expect(status?.marbles).toContain('w');
    expect(recorded.streams.map(({ moved }) => moved)).toEqual([0, 0, 0]);
    virtually(({ expectObservable, cold }) => {
      const { tts } = session();
      const text$ = cold(text?.marbles ?? '', recorded.values as Record<string, string>);
      const audio$ = text$.pipe(
        flushEvery({ sentences: 1 }),
        speak(tts),
        tap({ complete: () => tts.close() }),
      );
      expectObservable(audio$).toBe(audio?.marbles ?? '', recorded.values);
    });
  });

  it('should pass everything on as it is', async () => {
    const recorded = recordMarbles();
    const work$: Observable<number> = of(1, 2, 3).pipe(recorded.as('it'));

    expect(await lastValueFrom(work$.pipe(toArray()))).toEqual([1, 2, 3]);
    await expect(
      lastValueFrom(throwError(() => new Error('no')).pipe(recorded.as('it'))),
    ).rejects.toThrow('no');
  });

  it('should tell dates, maps, sets and patterns apart by what they hold', () => {
    const recorded = recordMarbles();
    const all = [new Date(1), new Date(2), new Map([[1, 2]]), new Map([[1, 3]]), new Set([1]), new Set([2]), /a/, /b/, new Date(1)]; // prettier-ignore
    virtually(() => from(all).pipe(recorded.as('it')).subscribe());

    expect(recorded.streams[0]?.marbles).toBe('(abcdefgha|)');
    expect(String(recorded)).toContain('a: new Date(1),');
    expect(String(recorded)).toContain('c: new Map([[1, 2]]),');
  });

  it('should pass what holds itself', () => {
    const recorded = recordMarbles();
    const loop: Record<string, unknown> = { n: 1, twice: [{}, {}] };
    loop.self = loop;
    const seen: unknown[] = [];
    of(loop).pipe(recorded.as('it')).subscribe((value) => seen.push(value)); // prettier-ignore

    expect(seen).toEqual([loop]);
    expect(String(recorded)).toContain('a: { n: 1, twice: [{}, {}], self: [Circular] },');
  });

  it('should print code that runs, whatever the streams are called and fail with', () => {
    const recorded = recordMarbles();
    const error = { text: 'x'.repeat(60), more: 'y'.repeat(60) };
    virtually(() => {
      for (const name of ['in', 'out', 'a b', 'aB', 'values', '', '日本'])
        EMPTY.pipe(recorded.as(name)).subscribe();
      new Observable((output) => output.error(error))
        .pipe(recorded.as('new'))
        .subscribe({ error: () => undefined });
    });
    const names = ['in$', 'out', 'aB', 'aB$', 'values$', 'stream', 'stream$', 'new$'];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    const read: unknown = new Function(`${String(recorded)}; return [${names.join()}];`)();

    expect(read).toEqual([...Array.from({ length: 7 }, () => '|'), '#']);
  });
});
