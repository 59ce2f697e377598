import { array, assert, integer, property } from 'fast-check';
import { cold, hot, marbleTest } from 'jest-marbles';
import { finalize, from, NEVER, Observable, of, Subject, take, toArray } from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { interruptOn } from '../../src/operators';
import { atOddOffset, format, joined, kilohertz, samples, valuesOf } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const stereo = { ...kilohertz, channels: 2 };
const chunks = {
  a: samples([10, 20, 30, 40]), b: samples([50, 60, 70, 80]),
  c: samples([90, 100, 110, 120]), d: samples([130, 140, 150, 160]),
  p: samples([10, 20]), q: samples([30, 40, 50, 60]), r: samples([70, 80, 90, 100]), f: samples([55, 0]),
  s: samples([110, 120, 130, 140]), t: samples([150, 160]), u: samples([30, 40]),
  S: samples([1, -1, 2, -2], stereo),
  m: { data: new Uint8Array([1, 2, 3]), format: format('mp3') },
}; // prettier-ignore

// prettier-ignore
describe('interruptOn', () => {
  describe('with a fade', () => itKeepsTheOperatorContract({
    operator: () => interruptOn<AudioChunk>(NEVER, { fadeOut: 2 }), values: [chunks.a, chunks.b, chunks.c],
  }));
  describe('with values of any kind', () => itKeepsTheOperatorContract({
    operator: () => interruptOn<unknown>(NEVER), values: ['a', null, undefined, 4, {}],
  }));

  it('should fade out what it holds and complete when the notifier emits', marbleTest(() => {
    const source = hot('  a---b---c---d---|', chunks);
    const notifier = hot('----------x      ');
    const subs = '        ^---------!      ';
    const result = '      p---q---r-(f|)   ';

    expect(source.pipe(interruptOn(notifier, { fadeOut: 2 }))).toBeObservable(cold(result, chunks));
    expect(source).toHaveSubscriptions(subs);
    expect(notifier).toHaveSubscriptions(subs);
  }));

  it('should emit what it holds as it is when the source completes', marbleTest(() => {
    const source = hot('  a---b---c---d---|   ', chunks);
    const notifier = hot('--------------------');
    const subs = '        ^---------------!   ';
    const result = '      p---q---r---s---(t|)';

    expect(source.pipe(interruptOn(notifier, { fadeOut: 2 }))).toBeObservable(cold(result, chunks));
    expect(notifier).toHaveSubscriptions(subs);
  }));

  it('should pass an error of the source at once and drop what it holds', marbleTest(() => {
    const source = cold('a---#', chunks);

    expect(source.pipe(interruptOn(NEVER, { fadeOut: 2 }))).toBeObservable(cold('p---#', chunks));
  }));

  it('should pass an error of the notifier', marbleTest(() => {
    const source = hot('  a---b---', chunks);
    const notifier = cold('--#     ');

    expect(source.pipe(interruptOn(notifier, { fadeOut: 2 }))).toBeObservable(cold('p-#', chunks));
    expect(source).toHaveSubscriptions('^-!');
  }));

  it('should take no notice of the completion of the notifier', marbleTest(() => {
    const source = hot('  a---b-|   ', chunks);
    const notifier = cold('--|       ');
    const result = '      p---q-(v|)';

    expect(source.pipe(interruptOn(notifier, { fadeOut: 2 }))).toBeObservable(cold(result, { ...chunks, v: samples([70, 80]) }));
  }));

  it('should not subscribe the source when the notifier emits at once', marbleTest(() => {
    const source = cold('a---b-|', chunks);

    expect(source.pipe(interruptOn(of(1, 2)))).toBeObservable(cold('|'));
    expect(source).toHaveNoSubscriptions();
  }));

  it('should not subscribe the source when the notifier fails at once', marbleTest(() => {
    const source = cold('a---b-|', chunks);

    expect(source.pipe(interruptOn(cold('#')))).toBeObservable(cold('#'));
  }));

  it('should complete without a word when it holds nothing', marbleTest(() => {
    const source = hot('  --------', chunks);
    const notifier = cold('---x    ');

    expect(source.pipe(interruptOn(notifier))).toBeObservable(cold('---|'));
  }));

  it('should pass chunks as they are when nothing is to fade', marbleTest(() => {
    const source = hot('  a---b---c---d', chunks);
    const notifier = hot('----------x  ');
    const result = '      a---b---c-|  ';

    expect(source.pipe(interruptOn(notifier, { fadeOut: 0 }))).toBeObservable(cold(result, chunks));
  }));

  it('should let go of held audio before a value of another kind', marbleTest(() => {
    const source = cold('a---m---a---| ', chunks);
    const result = '     p---(um)p---(u|)';

    expect(source.pipe(interruptOn(NEVER, { fadeOut: 2 }))).toBeObservable(cold(result, chunks));
  }));

  it('should let go of held audio when the format changes', marbleTest(() => {
    const source = cold('a---S---| ', chunks);
    const result = '     p---u---(S|)';

    expect(source.pipe(interruptOn(NEVER, { fadeOut: 2 }))).toBeObservable(cold(result, chunks));
  }));

  it('should hold more than one chunk where they are short', marbleTest(() => {
    const source = hot('  pupu-----', { p: samples([1000]), u: samples([2000]) });
    const notifier = hot('-----x   ');
    const result = '      ---p-(f|)';

    expect(source.pipe(interruptOn(notifier, { fadeOut: 3 }))).toBeObservable(
      cold(result, { p: samples([1000]), f: samples([1333, 333, 0]) }),
    );
  }));
});

describe('interruptOn', () => {
  /** What happens, in order, when the notifier emits. */
  function eventsOf(source: Observable<AudioChunk>) {
    const events: string[] = [];
    const notifier = new Subject<void>();
    source
      .pipe(
        finalize(() => events.push('source unsubscribed')),
        interruptOn(notifier, { fadeOut: 2 }),
      )
      .subscribe({
        next: (chunk) => events.push(valuesOf(chunk).join()),
        complete: () => events.push('complete'),
      });
    return { events, notifier };
  }

  it('should unsubscribe the source before it emits anything, all in the same call', () => {
    const source = new Subject<AudioChunk>();
    const { events, notifier } = eventsOf(source);
    source.next(chunks.a);
    notifier.next();

    expect(events).toEqual(['10,20', 'source unsubscribed', '15,0', 'complete']);
    expect([source.observed, notifier.observed]).toEqual([false, false]);
  });

  it('should stop a synchronous source that the listener interrupts', () => {
    const notifier = new Subject<void>();
    let produced = 0;
    const heard: string[] = [];
    new Observable<AudioChunk>((subscriber) => {
      while (!subscriber.closed && produced < 10) {
        produced++;
        subscriber.next(chunks.a);
      }
    })
      .pipe(interruptOn(notifier, { fadeOut: 2 }))
      .subscribe({
        next: (chunk) => {
          heard.push(valuesOf(chunk).join());
          if (heard.length === 2) notifier.next();
        },
        complete: () => heard.push('complete'),
      });

    expect(produced).toBe(2);
    expect(heard).toEqual(['10,20', '30,40,10,20', '15,0', 'complete']);
  });

  it('should ask the notifier for one value only', () => {
    let asked = 0;
    const endless = new Observable<number>((subscriber) => {
      while (!subscriber.closed && asked < 10) subscriber.next(asked++);
    });
    NEVER.pipe(interruptOn(endless)).subscribe();

    expect(asked).toBe(1);
  });

  it('should cut no sample where a chunk does', () => {
    const { data } = samples([10, 20, 30]);
    const heard: number[][] = [];
    of(
      { data: data.subarray(0, 5), format: kilohertz },
      { data: data.subarray(5), format: kilohertz },
    )
      .pipe(interruptOn<AudioChunk>(NEVER, { fadeOut: 1 }))
      .subscribe((chunk) => heard.push(valuesOf(chunk)));

    expect(heard).toEqual([[10], [20], [30]]);
  });

  it('should not complete twice when the listener interrupts the end', () => {
    const notifier = new Subject<void>();
    const heard: string[] = [];
    of(chunks.p)
      .pipe(interruptOn(notifier, { fadeOut: 2 }))
      .subscribe({
        next: (chunk) => {
          heard.push(valuesOf(chunk).join());
          notifier.next();
        },
        complete: () => heard.push('complete'),
      });

    expect(heard).toEqual(['10,20', 'complete']);
  });

  it('should not write to the chunks it was given', () => {
    const chunk = { data: atOddOffset(chunks.a.data), format: kilohertz };
    const before = [...chunk.data];
    const source = new Subject<AudioChunk>();
    const { notifier } = eventsOf(source);
    source.next(chunk);
    notifier.next();

    expect([...chunk.data]).toEqual(before);
  });

  it('should fade all channels of G.711 alike', () => {
    const source = new Subject<AudioChunk>();
    const notifier = new Subject<void>();
    const heard: number[][] = [];
    source
      .pipe(interruptOn(notifier, { fadeOut: 2 }))
      .subscribe(({ data }) => heard.push([...data]));
    source.next({ data: new Uint8Array([0x80, 0x00, 0x80, 0x00, 0x80, 0x00]), format: { ...format('mulaw', 1000, 2) } });
    notifier.next();

    expect(heard).toEqual([[0x80, 0x00], [0x90, 0x10, 0xff, 0xff]]); // half of the loudest, then silence
  }); // prettier-ignore

  it('should lose nothing when nobody interrupts', () => {
    assert(
      property(array(integer({ min: 0, max: 40 })), integer({ min: 0, max: 9 }), (sizes, fadeOut) => {
        let next = 0;
        const source = sizes.map((size) => samples(Array.from({ length: size }, () => next++)));
        let heard: AudioChunk[] = [];
        from(source)
          .pipe(interruptOn<AudioChunk>(NEVER, { fadeOut }), toArray())
          .subscribe((all) => (heard = all));

        expect(joined(heard)).toEqual(joined(source));
        expect(heard.length).toBeLessThanOrEqual(source.length + 1);
      }),
    );
  }); // prettier-ignore

  it('should take a promise for a notifier', async () => {
    const heard = jest.fn();
    await new Promise<void>((resolve) => {
      NEVER.pipe(interruptOn(Promise.resolve('now')), take(1)).subscribe({ next: heard, complete: resolve });
    });

    expect(heard).not.toHaveBeenCalled();
  }); // prettier-ignore

  it.each([-1, NaN, Infinity])('should refuse a fade of %d ms', (fadeOut) => {
    expect(() => interruptOn(NEVER, { fadeOut })).toThrow(
      expect.objectContaining({ code: 'invalid-option', option: 'fadeOut' }),
    );
  });
});
