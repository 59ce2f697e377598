import { type AnswerMetrics } from '../../sessions';

/**
 * The latencies of an answer, for people. Empty where there are none.
 *
 * @internal
 */
export function latencyLine(metrics: AnswerMetrics): string {
  const { endpointing, firstToken, firstAudible, silence } = metrics;
  const parts: readonly (readonly [string, number | undefined])[] = [
    ['end of speech to final', endpointing],
    ['first token', firstToken],
    ['first audio', firstAudible],
    ['interruption to silence', silence],
  ];
  return parts
    .flatMap(([name, ms]) => (ms === undefined ? [] : [`${name} ${Math.round(ms)} ms`]))
    .join(' · ');
}
