import {
  concat,
  ignoreElements,
  map,
  NEVER,
  type Observable,
  of,
  take,
  throwError,
  timer,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { onLoopback } from '../../src/node';
import { synthesizer } from '../../src/sessions';
import {
  audioMs,
  faults,
  inVirtualTime,
  type Scenario,
  type ScenarioWorld,
  script,
  sttGateway,
  tone,
  ttsGateway,
} from '../../src/testing';

const speaking =
  (text: string) =>
  ({ gateway, closeAfter }: ScenarioWorld) =>
    closeAfter(synthesizer({ gateway, model: 'a/b' })).speak(text);

describe('inVirtualTime', () => {
  it('should be as its documentation says', () => {
    const { values, received } = inVirtualTime(
      () => faults.dropAfter({ audio: 100 })(ttsGateway()),
      ({ gateway, closeAfter }) =>
        closeAfter(synthesizer({ gateway, model: 'a/b' })).speak('Hello there.'),
    );

    expect(audioMs(values)).toBe(120);
    expect(received.lines.map(({ said }) => said)).toEqual([
      ['init', '"Hello there."', 'flush'],
      ['init', '"Hello there."', 'flush', 'close'],
    ]);
  });

  it('should tell when, and how far the gateway is', () => {
    const scenario = () =>
      script({ answers: { init: '--R', flush: '-a 9ms (FE)' } }, { a: tone(20) });
    const near = inVirtualTime(scenario, speaking('T'));
    const far = inVirtualTime(scenario, speaking('T'), { latency: 100 });

    expect([near.times, near.end]).toEqual([[3], 13]);
    // Dial and open, init and ready, text and audio: three round trips.
    expect([far.times, far.end]).toEqual([[603], 613]);
  });

  it('should take a script that was made outside of the run, a frame a ms there too', () => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what RxJS has outside of a run
    expect(TestScheduler.frameTimeFactor).toBe(10);
    const made = script({ answers: { init: '--R', flush: '-a 9ms (FE)' } }, { a: tone(20) });

    expect(inVirtualTime(() => made, speaking('T'))).toMatchObject({ times: [3], end: 13 });
  });

  it('should take minutes in no time', () => {
    const pause = timer(300_000).pipe(ignoreElements());

    expect(
      inVirtualTime(
        () => script([]),
        () => concat(pause, of('a')),
      ),
    ).toMatchObject({
      values: ['a'],
      times: [300_000],
      received: { lines: [] },
    });
  });

  it('should run a scenario afresh each time', () => {
    const scenario = () => faults.dropAfter({ audio: 10 })(ttsGateway());
    const lines = () => inVirtualTime(scenario, speaking('Hello.')).received.lines.length;

    expect([lines(), lines()]).toEqual([2, 2]);
  });
});

/** Both worlds, for what must be the same in them. */
const worlds = [
  ['in virtual time', inVirtualTime],
  ['over real sockets', onLoopback],
] as const;

describe.each(worlds)('a run %s', (_, run) => {
  const outcome = async (
    scenario: Scenario,
    test: (world: ScenarioWorld) => Observable<unknown>,
  ) => {
    // A real run rejects, a virtual one throws.
    const { values, error, received } = await run(scenario, test);
    return { values, error, lines: received.lines.length };
  };

  it('should have the error of the test in its outcome', async () => {
    const failure = new Error('no');
    const failing = () =>
      concat(
        of('a'),
        throwError(() => failure),
      );

    expect(await outcome(() => script([]), failing)).toEqual({
      values: ['a'],
      error: failure,
      lines: 0,
    });
    const thrown = await outcome(
      () => script([]),
      () => {
        throw failure;
      },
    );
    expect(thrown).toEqual({ values: [], error: failure, lines: 0 });
  });

  it('should fail with what is wrong in the scenario', async () => {
    const broken = new TypeError('x is not a function');
    const scenario = () => () => {
      throw broken;
    };

    await expect(outcome(scenario, speaking('T'))).rejects.toBe(broken);
    await expect(outcome(() => script([]), speaking('T'))).rejects.toThrow(
      'The script has 0 lines, and line 1 was dialled.',
    );
    await expect(outcome(() => [], speaking('T'))).rejects.toThrow('empty list of gateways');
  });

  it('should not wait for a line whose gateway plays dead', async () => {
    const scenario = () => faults.halfOpen({ audio: 20 })(ttsGateway());
    const test = (world: ScenarioWorld) => speaking('Hello there.')(world).pipe(take(1));

    expect(await outcome(scenario, test)).toMatchObject({ error: undefined, lines: 1 });
  });

  it('should lead to each service, and to each gateway of a list', async () => {
    const scenario = () => [{ stt: sttGateway() }, { tts: script('R'), stt: sttGateway() }];
    const test = ({ gateway, gateways }: ScenarioWorld) =>
      of([gateways.indexOf(gateway), new Set(gateways.map(({ url }) => url)).size]);

    expect((await outcome(scenario, test)).values).toEqual([[0, 2]]);
  });
});

describe('a run in virtual time', () => {
  it('should fail where the test waits for something real', () => {
    const token = () => Promise.resolve('t');
    const waiting = ({ gateway, closeAfter }: ScenarioWorld) =>
      closeAfter(synthesizer({ gateway: { ...gateway, token }, model: 'a/b' })).speak('T');

    expect(() => inVirtualTime(() => ttsGateway(), waiting)).toThrow('started a promise');
  });

  it('should fail where a line is left open, and say what to do', () => {
    const idle = ({ gateway }: ScenarioWorld) => synthesizer({ gateway, model: 'a/b' }).speak('T');
    const soon = ({ gateway }: ScenarioWorld) =>
      synthesizer({ gateway, model: 'a/b', idleTimeout: 5000 }).speak('T');

    expect(() => inVirtualTime(() => ttsGateway(), idle)).toThrow(
      'A line is still open 6000 ms after the test ended. Close the sessions it made: closeAfter(',
    );
    expect(inVirtualTime(() => ttsGateway(), soon).received.lines).toHaveLength(1);
  });

  it('should fail where it does not end', () => {
    expect(() =>
      inVirtualTime(
        () => ttsGateway(),
        () => NEVER,
      ),
    ).toThrow('did not end in 10 min');
    expect(() =>
      inVirtualTime(
        () => script([]),
        () => timer(0, 1000).pipe(map(() => 'a')),
      ),
    ).toThrow('did not end');
  });
});
