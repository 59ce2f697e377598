import { Subject, throwError } from 'rxjs';
import { isVoiceError, VoiceError } from '../../errors';
import { type Gateway } from '../Gateway';
import { type Received } from './Received';
import { receivedOf } from './receivedOf';
import { type Scenario, type ScenarioServices } from './Scenario';
import { type WatchedLine, watchLines } from './watched';

/**
 * A scenario that is set up: its gateways, watched.
 *
 * @internal
 */
export interface Stage {
  /** Where the client may dial, each with both services. */
  readonly hosts: readonly Required<ScenarioServices>[];
  /** Emits when a line has ended; errors where a gateway broke, which is a fault of the test. */
  readonly changes$: Subject<void>;
  /** How many lines are open that anyone listens on. */
  readonly open: () => number;
  /** What was received until now. */
  readonly received: () => Received;
}

/**
 * Sets up a scenario.
 *
 * @internal
 */
export function stageOf(scenario: Scenario): Stage {
  const made = scenario();
  const given = typeof made === 'function' || !isList(made) ? [made] : made;
  const lines: WatchedLine[] = [];
  const changes$ = new Subject<void>();
  const changed = (broken?: { readonly error: unknown }) => {
    if (broken === undefined || isVoiceError(broken.error)) changes$.next();
    else changes$.error(broken.error);
  };
  const watch = (gateway: Gateway = absent) => watchLines(gateway, lines, changed);
  const hosts = given.map((each) => {
    if (typeof each !== 'function') return { tts: watch(each.tts), stt: watch(each.stt) };
    const both = watch(each);
    return { tts: both, stt: both };
  });
  return {
    hosts,
    changes$,
    open: () => lines.filter(({ state }) => state === 'open').length,
    received: () => receivedOf(lines),
  };
}

/** `Array.isArray` does not narrow a readonly list. */
const isList = (value: object): value is readonly (Gateway | ScenarioServices)[] =>
  Array.isArray(value);

const absent: Gateway = () =>
  throwError(
    () =>
      new VoiceError(
        'socket-refused',
        'The scenario has no gateway for this service.',
        { status: 404, body: '{"error":"The scenario has no gateway for this service."}' },
        { retryable: false },
      ),
  );
