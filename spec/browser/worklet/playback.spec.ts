import * as fc from 'fast-check';
import { playback } from '../../../src/browser/worklet/playback';
import { playedFrames } from '../../../src/browser/playedFrames';

const quantum = 128;
/** No longer than a quantum, so that one is enough to see it. */
const bridge = 3;

/** A playback with its graph: what left it, and where it is by what it told the main thread. */
function graph({ channels = 1, first = 0 } = {}) {
  const player = playback(channels, bridge);
  const heard = Array.from({ length: channels }, () => [] as number[]);
  let frame = first;
  let told = { ...player.state(), type: 'played' as const, generation: 0, end: 0 };
  const tell = () => (told = { ...told, ...player.state() });
  return {
    heard,
    write: (...samples: number[]) => {
      player.write(Float32Array.from(samples));
      tell();
    },
    clear: (fade: number) => {
      player.clear(fade);
      tell();
    },
    render: (quanta = 1) => {
      for (let i = 0; i < quanta; i++) {
        const outputs = heard.map(() => new Float32Array(quantum));
        if (player.render(outputs, frame)) tell();
        frame += quantum;
        outputs.forEach((output, channel) => heard[channel]?.push(...output));
      }
    },
    skip: (frames: number) => (frame += frames),
    position: () => playedFrames(told, frame),
    state: () => player.state(),
  };
}

/** One whose first quanta are over. */
function settledGraph(channels = 1) {
  const it = graph({ channels });
  it.render(5);
  for (const lane of it.heard) lane.length = 0;
  return it;
}

const quiet = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => (from + i) / 1_000_000);

describe('playback', () => {
  it('should play every sample as it is, once and in order, and tell how many', () => {
    const it = settledGraph();
    const samples = quiet(1, 300);
    it.write(...samples.slice(0, 100));
    it.write(...samples.slice(100));
    expect(it.position()).toBe(0);
    it.render();
    expect(it.position()).toBe(128);
    it.render();
    expect(it.position()).toBe(256);
    it.render(3);
    expect(it.position()).toBe(300);
    expect(it.heard[0]!.slice(0, 300)).toEqual([...Float32Array.from(samples)]);
    expect(it.heard[0]!.slice(300).every((x) => x === 0)).toBe(true);
    expect(it.state()).toMatchObject({ taken: 300, played: 300, sounding: false, dry: true });
  });

  it('should go on without a gap where the next samples come just in time', () => {
    const it = settledGraph();
    it.write(...Array<number>(quantum).fill(0.5));
    it.render(2);
    const silence = it.heard[0]!.findLastIndex((x) => x === 0.5);
    expect(silence).toBe(bridge + quantum - 1);

    const other = settledGraph();
    other.write(...Array<number>(quantum - bridge).fill(0.5));
    other.render();
    expect(other.state().dry).toBe(true);
    other.write(...Array<number>(quantum).fill(0.5));
    other.render();
    expect(other.heard[0]!.slice(bridge).every((x) => x === 0.5)).toBe(true);
    expect(other.position()).toBe(2 * quantum - bridge);
  });

  it('should bridge a step into and out of silence in the silence, and change no sample', () => {
    const it = settledGraph();
    it.write(1, 1, 1, 1);
    it.render();
    const bridged = [0.25, 0.5, 0.75];
    expect(it.heard[0]!.slice(0, 10)).toEqual([...bridged, 1, 1, 1, 1, ...bridged.toReversed()]);
    expect(it.heard[0]!.slice(10).every((x) => x === 0)).toBe(true);
    expect(it.position()).toBe(4);
  });

  it('should stand in a gap, and count on behind it', () => {
    const it = settledGraph();
    it.write(...quiet(1, 100));
    it.render(4);
    expect(it.position()).toBe(100);
    it.write(...quiet(101, 200));
    expect(it.position()).toBe(100);
    it.render();
    expect(it.position()).toBe(228);
    it.render();
    expect(it.position()).toBe(300);
  });

  it('should fall to zero from the next quantum on when cleared, and forget the rest', () => {
    const it = settledGraph();
    it.write(...Array<number>(1000).fill(1));
    it.render();
    it.clear(10);
    expect(it.position()).toBe(0);
    it.render(2);
    const fall = it.heard[0]!.slice(quantum);
    [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0].forEach((x, i) =>
      expect(fall[i]).toBeCloseTo(x, 5),
    );
    expect(fall.slice(10).every((x) => x === 0)).toBe(true);
    expect(it.position()).toBe(0);
    expect(it.state()).toMatchObject({ taken: 0, played: 0, sounding: false, dry: true });
  });

  it('should go silent at once when cleared without a fade', () => {
    const it = settledGraph();
    it.write(...Array<number>(1000).fill(1));
    it.render();
    it.clear(0);
    it.render();
    expect(it.heard[0]!.slice(quantum).every((x) => x === 0)).toBe(true);
  });

  it.each([-5, NaN])('should go silent at once when cleared with a fade of %d', (fade) => {
    const it = settledGraph();
    it.write(...Array<number>(1000).fill(1));
    it.render();
    it.clear(fade);
    it.render(2);
    expect(it.heard[0]!.at(-1)).toBe(0);
    expect(it.state()).toMatchObject({ taken: 0, played: 0, sounding: false, dry: true });
  });

  it('should play what was written behind a clear behind its fall, and count that alone', () => {
    const it = settledGraph();
    it.write(...Array<number>(1000).fill(1));
    it.render();
    it.clear(10);
    it.write(...quiet(1, 200));
    it.render();
    expect(it.position()).toBe(118);
    it.render(2);
    expect(it.position()).toBe(200);
    expect(it.heard[0]!.slice(quantum + 10, quantum + 210)).toEqual([
      ...Float32Array.from(quiet(1, 200)),
    ]);
  });

  it('should let a fall that is cleared again go on falling', () => {
    const it = settledGraph();
    it.write(...Array<number>(1000).fill(1));
    it.render();
    it.clear(200);
    it.render();
    const loudest = it.heard[0]!.at(-1)!;
    it.clear(20);
    it.render();
    const rest = it.heard[0]!.slice(2 * quantum);
    expect(Math.max(...rest)).toBeLessThan(loudest);
    expect(rest.slice(20).every((x) => x === 0)).toBe(true);
  });

  it('should let the fall of what has just run dry be no longer than asked for', () => {
    const it = settledGraph();
    it.write(...Array<number>(quantum - bridge).fill(1));
    it.render();
    it.clear(1);
    it.render();
    expect(it.heard[0]!.slice(quantum, quantum + 3)).toEqual([0.5, 0, 0]);
  });

  it('should begin only when quanta come one after the other', () => {
    const it = graph({ first: 4096 });
    it.write(...quiet(1, 300));
    it.render();
    it.skip(512);
    it.render(4);
    expect(it.heard[0]!.every((x) => x === 0)).toBe(true);
    expect(it.position()).toBe(0);
    it.render(2);
    expect(it.position()).toBe(256);
  });

  it('should count anew from where the graph went on without asking', () => {
    const it = settledGraph();
    it.write(...quiet(1, 1000));
    it.render(2);
    it.skip(512);
    it.render();
    expect(it.position()).toBe(384);
    expect(it.heard[0]).toEqual([...Float32Array.from(quiet(1, 384))]);
  });

  it('should play several channels', () => {
    const it = settledGraph(2);
    it.write(0.001, -0.001, 0.002, -0.002);
    it.render();
    expect(it.heard.map((lane) => lane.slice(0, 3))).toEqual([
      [...Float32Array.of(0.001, 0.002, 0)],
      [...Float32Array.of(-0.001, -0.002, 0)],
    ]);
    expect(it.position()).toBe(2);
  });

  it('should never be ahead of what left the graph, nor behind it, whatever comes when', () => {
    const step = fc.oneof(
      fc.record({ write: fc.integer({ min: 0, max: 400 }) }),
      fc.record({ render: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ clear: fc.integer({ min: -5, max: 300 }) }),
      fc.record({ skip: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const it = settledGraph();
        // Numbers tell samples of this generation from falls, bridges and older ones.
        let next = 0;
        let since = 0;
        let skipped = false; // what nobody was told yet
        for (const each of steps) {
          if ('write' in each) {
            it.write(...quiet(next + 1, each.write));
            next += each.write;
          } else if ('render' in each) it.render(each.render);
          else if ('skip' in each) it.skip(each.skip * quantum);
          else {
            it.clear(each.clear);
            since = next;
            it.heard[0]!.length = 0;
          }
          const left = it.heard[0]!.filter((x) => x > (since + 0.5) / 1_000_000);
          skipped = 'skip' in each || (skipped && !('render' in each));
          if ('render' in each) expect(it.position()).toBe(left.length);
          else if (!skipped) expect(it.position()).toBeLessThanOrEqual(left.length);
          left.forEach((x, i) => expect(x).toBe(Math.fround((since + i + 1) / 1_000_000)));
        }
      }),
      { numRuns: 300 },
    );
  });
});
