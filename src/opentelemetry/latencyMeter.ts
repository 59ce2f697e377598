import { type Meter } from '@opentelemetry/api';
import { type AnswerMetrics } from '../sessions';

/** What each latency is called. */
const names = {
  endpointing: 'voice.turn.endpointing',
  firstToken: 'voice.turn.first_token',
  firstFlush: 'voice.turn.first_flush',
  firstByte: 'voice.turn.first_byte',
  firstAudible: 'voice.turn.first_audible',
  silence: 'voice.turn.silence',
} as const;

/**
 * The latencies of an answer by the names they are reported under, ms.
 *
 * @internal
 */
export const latenciesOf = (measured: AnswerMetrics): [name: string, ms: number][] =>
  Object.entries(names).flatMap(([part, name]) => {
    const ms = measured[part as keyof typeof names];
    return ms === undefined ? [] : [[name, ms]];
  });

/**
 * Makes a histogram for each latency.
 *
 * @returns a function that records an answer's
 * @internal
 */
export function latencyMeter(meter: Meter): (measured: AnswerMetrics) => void {
  const histograms = new Map(
    Object.values(names).map((name) => [
      name as string,
      meter.createHistogram(name, { unit: 'ms' }),
    ]),
  );
  return (measured) => {
    for (const [name, ms] of latenciesOf(measured)) {
      histograms.get(name)?.record(ms, { 'voice.outcome': measured.outcome });
    }
  };
}
