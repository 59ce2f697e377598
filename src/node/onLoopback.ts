import {
  combineLatest,
  defaultIfEmpty,
  defer,
  firstValueFrom,
  map,
  switchMap,
  throwError,
  timeout,
} from 'rxjs';
import { type Outcome, perform, type Scenario, type ScenarioTest, stageOf } from '../gateway';
import { nodeSocket } from './nodeSocket';
import { serveGateway } from './serveGateway';

/** When a run is taken to hang, ms. */
const bound = 60_000;

/**
 * Runs a test against a scenario over real sockets on this machine: each gateway of it behind a {@link serveGateway}, a frame of a
 * diagram one real ms.
 *
 * `inVirtualTime` of `rxjs-voice/testing` runs the same two in virtual time, with the same values and the same `received`, as long
 * as the order of things does not hang on a ms: let the gateway answer what it receives, and the test what it hears.
 *
 * The run is over when what the test made has ended; then the sessions given to `closeAfter` are closed, every line is waited for,
 * and the servers end. An error of the test is in the outcome.
 *
 * @example
 * ```ts
 * const { values } = await onLoopback(
 *   () => faults.dropAfter({ audio: 100 })(ttsGateway()),
 *   ({ gateway, closeAfter }) => closeAfter(synthesizer({ gateway, model: 'a/b' })).speak('Hello there.'),
 * );
 * ```
 *
 * @param scenario - makes the other side
 * @param test - builds the pipeline
 * @returns how it went; rejects where the test does not end in 60 s or leaves lines open, and with what a gateway of the scenario
 *   throws that is no `VoiceError`
 * @category Node
 */
export function onLoopback<T>(scenario: Scenario, test: ScenarioTest<T>): Promise<Outcome<T>> {
  const run$ = defer(() => {
    const stage = stageOf(scenario);
    return combineLatest(stage.hosts.map((host) => serveGateway(host))).pipe(
      defaultIfEmpty([]),
      map((hosts) => hosts.map(({ url }) => ({ url, token: 'TEST-TOKEN', socket: nodeSocket }))),
      switchMap((gateways) => perform(stage, gateways, test)),
    );
  });
  return firstValueFrom(
    run$.pipe(
      map(({ outcome }) => outcome),
      timeout({
        first: bound,
        with: () => throwError(() => new Error(`The test did not end in ${bound / 1000} s.`)),
      }),
    ),
  );
}
