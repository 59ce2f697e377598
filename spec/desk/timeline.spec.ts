import { hit } from '../../examples/angular/src/app/timeline/hit';
import { lanes } from '../../examples/angular/src/app/timeline/lanes';
import { Marbles } from '../../examples/angular/src/app/timeline/marbles';
import { Ring } from '../../examples/angular/src/app/timeline/ring';
import { step } from '../../examples/angular/src/app/timeline/step';
import { summary } from '../../examples/angular/src/app/timeline/summary';
import { laneHeight, showing, timeOf, xOf } from '../../examples/angular/src/app/timeline/view';

const view = { end: 10_000, span: 10_000, width: 1014 };

/** Marbles whose times are told by hand. */
function timeline() {
  const marbles = new Marbles();
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  return {
    marbles,
    put: (at: number, lane: (typeof lanes)[number]['id'], label = '') => {
      now = at;
      return marbles.add({ lane, label, value: label });
    },
  };
}

afterEach(() => jest.restoreAllMocks());

describe('Ring', () => {
  it('should hold the newest values, however many came', () => {
    const ring = new Ring<number>(3);
    for (let i = 0; i < 5000; i++) ring.push(i);

    expect(ring.length).toBe(3);
    expect([ring.at(0), ring.at(1), ring.at(-1), ring.at(3)]).toEqual([
      4997,
      4998,
      4999,
      undefined,
    ]);
  });

  it('should find by halving', () => {
    const ring = new Ring<number>(100);
    for (const value of [1, 3, 3, 7]) ring.push(value);

    const places = [0, 1, 2, 3, 8].map((from) => ring.search((value) => value >= from));

    expect(places).toEqual([0, 0, 1, 1, 4]);
  });
});

describe('the timeline', () => {
  it('should forget what is older than five minutes, but not the state of a line', () => {
    const { marbles, put } = timeline();
    put(0, 'tokens', 'old');
    put(0, 'voice-line', 'ready');
    put(301_000, 'tokens', 'new');

    expect(marbles.lane('tokens').length).toBe(1);
    expect(marbles.lane('voice-line').at(0)?.label).toBe('ready');
    expect(marbles.count).toBe(3);
  });

  it('should map times to places and back', () => {
    expect([xOf(view, 10_000), xOf(view, 0)]).toEqual([1000, 0]);
    expect(timeOf(view, xOf(view, 1234))).toBeCloseTo(1234);
  });

  it('should move the view only to what it does not show', () => {
    expect(showing(view, 5000)).toBe(view);
    expect(showing(view, 12_000).end).toBe(12_500);
    expect(showing(view, -3000).end).toBe(6500);
  });

  it('should find the marble nearest to a tap, and the state that holds there', () => {
    const { marbles, put } = timeline();
    const state = put(1000, 'voice-line', 'ready');
    put(2000, 'tokens', 'a');
    const b = put(2100, 'tokens', 'b');
    const y = (id: string) => (lanes.findIndex((lane) => lane.id === id) + 0.5) * laneHeight;

    expect(hit(marbles, view, 208, y('tokens'))).toBe(b);
    expect(hit(marbles, view, 400, y('tokens'))).toBeUndefined();
    expect(hit(marbles, view, 900, y('voice-line'))).toBe(state);
    expect(hit(marbles, view, 50, y('voice-line'))).toBeUndefined();
    expect(hit(marbles, view, 50, 5000)).toBeUndefined();
  });

  it('should go from marble to marble by the arrow keys', () => {
    const { marbles, put } = timeline();
    const first = put(1000, 'tokens', 'a');
    const second = put(1000, 'tokens', 'b');
    const far = put(1900, 'phrases', 'a b');
    put(2000, 'microphone');

    expect(step(marbles, undefined, 'earlier')).toBe(far);
    expect(step(marbles, far, 'up')).toBe(second);
    expect(step(marbles, second, 'earlier')).toBe(first);
    expect(step(marbles, first, 'earlier')).toBe(first);
    expect(step(marbles, first, 'later')).toBe(second);
    expect(step(marbles, second, 'later')).toBe(second);
    expect(step(marbles, first, 'last')).toBe(second);
    expect(step(marbles, second, 'down')).toBe(far);
    expect(step(marbles, far, 'down')).toBe(far);
  });

  it('should be told in words', () => {
    const { marbles, put } = timeline();
    put(1000, 'tokens');
    put(2000, 'tokens');
    put(2000, 'voice-line', 'ready');

    expect(summary(marbles, 1500, 63_000)).toBe(
      'From 0:02 to 1:03: tokens 1, Ears line idle, Voice line ready.',
    );
  });
});
