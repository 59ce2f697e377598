import { metrics, type Meter, trace, type Tracer } from '@opentelemetry/api';
import {
  connect,
  defer,
  finalize,
  ignoreElements,
  merge,
  type MonoTypeOperatorFunction,
  tap,
} from 'rxjs';
import { type ConversationEvent, turnMetrics$ } from '../sessions';
import { answerSpans } from './answerSpans';
import { latencyMeter } from './latencyMeter';

/**
 * Where {@link traceConversation} reports to.
 *
 * @category OpenTelemetry
 */
export interface Tracing {
  /** Makes the spans. Default: that of `rxjs-voice` from the global provider. */
  readonly tracer?: Tracer;
  /** Makes the histograms. Default: that of `rxjs-voice` from the global provider. */
  readonly meter?: Meter;
}

/**
 * Reports a conversation to OpenTelemetry: a span `voice.turn` for each answer, and a histogram for each latency.
 *
 * ```text
 * conversation$         i-u--t-p--s----l--d       u heard, t token, p phrase, s speaking, l playing, d said
 * traceConversation()   i-u--t-p--s----l--d
 * span                    [--t-p--s----l--]
 * ```
 *
 * Spans begin with `heard` and end with `said`, `interrupted` or `failed`, which is their `voice.outcome`; those under way when nobody listens any more
 * end as `abandoned`. They carry times and lengths, never what was said. The latencies are those of `turnMetrics$`, ms, as
 * `voice.turn.first_token` and so on, and as attributes of the span. Without a provider nothing is kept. Values, errors and
 * completion pass.
 *
 * @example
 * ```ts
 * conversation(options).pipe(traceConversation()).subscribe(show);
 * ```
 *
 * @param tracing - where to
 * @returns an operator that mirrors the events
 * @category OpenTelemetry
 */
export function traceConversation({
  tracer,
  meter,
}: Tracing = {}): MonoTypeOperatorFunction<ConversationEvent> {
  return (source) =>
    defer(() => {
      const record = latencyMeter(meter ?? metrics.getMeter('rxjs-voice'));
      const spans = answerSpans(tracer ?? trace.getTracer('rxjs-voice'));
      return source.pipe(
        // The latencies first: they belong to spans that the same event ends.
        connect((events$) =>
          merge(
            turnMetrics$(events$).pipe(
              tap((latencies) => {
                record(latencies);
                spans.measured(latencies);
              }),
              ignoreElements(),
            ),
            events$.pipe(tap((event) => spans.note(event))),
          ),
        ),
        finalize(() => spans.abandon()),
      );
    });
}
