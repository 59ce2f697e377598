import { asyncScheduler, defer, type OperatorFunction, tap } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type SpeechEvent } from '../protocol';
import { type Printer } from './printer';

/**
 * Tells at the end how long after the audio the last words came.
 *
 * @param hear - what makes words of the audio
 * @internal
 */
export const timeLastFinal =
  (
    printer: Printer,
    hear: OperatorFunction<AudioChunk, SpeechEvent>,
  ): OperatorFunction<AudioChunk, SpeechEvent> =>
  (audio$) =>
    defer(() => {
      let ended: number | undefined;
      let lastFinal: number | undefined;
      return audio$.pipe(
        tap({ complete: () => (ended = asyncScheduler.now()) }),
        hear,
        tap({
          next: (event) => {
            if (event.type === 'final' && event.text !== '' && ended !== undefined)
              lastFinal = asyncScheduler.now() - ended;
          },
          complete: () => {
            if (lastFinal === undefined) return;
            printer.record({ type: 'latencies', lastFinal });
            printer.note(
              printer.paint.dim(`the last words came ${lastFinal} ms after the end of the audio`),
            );
          },
        }),
      );
    });
