import { type Span, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { asyncScheduler } from 'rxjs';
import { type AnswerMetrics, type ConversationEvent } from '../sessions';
import { latenciesOf } from './latencyMeter';

/**
 * The spans of a conversation's answers.
 *
 * @internal
 */
export interface AnswerSpans {
  note(event: ConversationEvent): void;
  measured(latencies: AnswerMetrics): void;
  /** Ends those that are open. */
  abandon(): void;
}

/**
 * @param tracer - makes them
 * @internal
 */
export function answerSpans(tracer: Tracer): AnswerSpans {
  const open = new Map<string, { readonly span: Span; readonly seen: Set<string> }>();

  const end = (turn: string, outcome: string): void => {
    const { span } = open.get(turn) ?? {};
    open.delete(turn);
    span?.setAttribute('voice.outcome', outcome);
    span?.end(asyncScheduler.now());
  };

  return {
    measured: (latencies) => {
      open.get(latencies.turn)?.span.setAttributes(Object.fromEntries(latenciesOf(latencies)));
    },
    abandon: () => {
      for (const turn of [...open.keys()]) end(turn, 'abandoned');
    },
    note: (event) => {
      const now = asyncScheduler.now();
      if (event.type === 'heard') {
        const attributes = { 'voice.answer': event.turn, 'voice.heard.length': event.text.length };
        const span = tracer.startSpan('voice.turn', { startTime: now, attributes });
        open.set(event.turn, { span, seen: new Set() });
        return;
      }
      const { span, seen } = open.get(event.turn ?? '') ?? {};
      if (span === undefined || seen === undefined || event.turn === undefined) return;
      switch (event.type) {
        case 'token':
        case 'speaking':
        case 'playing':
        case 'audio':
          // The first of many.
          if (!seen.has(event.type)) span.addEvent(`voice.${event.type}`, {}, now);
          seen.add(event.type);
          return;
        case 'phrase':
          span.addEvent('voice.phrase', { 'voice.length': event.text.length }, now);
          return;
        case 'hearing':
        case 'dismissed':
        case 'paused':
        case 'resumed':
          span.addEvent(`voice.${event.type}`, {}, now);
          return;
        case 'failed':
          span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(event.error) });
          span.recordException({ message: messageOf(event.error) }, now);
      }
      span.setAttribute('voice.played_ms', event.playedMs);
      end(event.turn, event.type);
    },
  };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
