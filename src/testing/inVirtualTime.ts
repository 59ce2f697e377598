import {
  type Gateway,
  type Outcome,
  perform,
  type Scenario,
  type ScenarioServices,
  type ScenarioTest,
  stageOf,
} from '../gateway';
import { fakeSocket } from './fakeSocket';
import { virtually } from './virtually';

/**
 * How a run in virtual time went: its outcome, and when.
 *
 * @category Testing
 */
export interface VirtualOutcome<T> extends Outcome<T> {
  /** When each value came, virtual ms since the run began. */
  readonly times: readonly number[];
  /** When the test ended, virtual ms. */
  readonly end: number;
}

/**
 * Runs a test against a scenario in virtual time, behind {@link fakeSocket}: at once, minutes of it too.
 *
 * `onLoopback` of `rxjs-voice/node` runs the same two over real sockets, with the same values and the same `received`.
 *
 * The run is over when what the test made has ended; then the sessions given to `closeAfter` are closed, and time goes on until
 * every line has ended. An error of the test is in the outcome.
 *
 * @example
 * ```ts
 * const { values, received } = inVirtualTime(
 *   () => faults.dropAfter({ audio: 100 })(ttsGateway()),
 *   ({ gateway, closeAfter }) => closeAfter(synthesizer({ gateway, model: 'a/b' })).speak('Hello there.'),
 * );
 * expect(audioMs(values)).toBe(120);
 * expect(received.lines.map(({ said }) => said)).toEqual([
 *   ['init', '"Hello there."', 'flush'],
 *   ['init', '"Hello there."', 'flush', 'close'],
 * ]);
 * ```
 *
 * @param scenario - makes the other side
 * @param test - builds the pipeline
 * @param options - `latency`: ms from one side to the other. Default 0
 * @returns how it went
 * @throws an `Error` where the test does not end, leaves lines open, or starts a real timer or a promise; and what a gateway of the
 *   scenario throws that is no `VoiceError`
 * @category Testing
 */
export function inVirtualTime<T>(
  scenario: Scenario,
  test: ScenarioTest<T>,
  { latency = 0 }: { readonly latency?: number } = {},
): VirtualOutcome<T> {
  const course = virtually(() => {
    const stage = stageOf(scenario);
    const gateways = stage.hosts.map((host, i) => ({
      url: `ws://gateway-${i + 1}.test`,
      token: 'TEST-TOKEN',
      socket: fakeSocket(byPath(host), { latency }),
    }));
    return perform(stage, gateways, test);
  });
  if (course.error !== undefined) throw course.error as Error;
  const [performance] = course.values;
  if (performance === undefined) throw new Error('The run ended without an outcome.');
  const { outcome, times, end } = performance;
  return { ...outcome, times, end };
}

/** One gateway of both services, told apart by the path. */
const byPath =
  ({ tts, stt }: Required<ScenarioServices>): Gateway =>
  (client$, request) =>
    (new URL(request.url).pathname.includes('/stt/') ? stt : tts)(client$, request);
