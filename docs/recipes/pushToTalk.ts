import {
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  mergeMap,
  type Observable,
  takeUntil,
} from 'rxjs';
import {
  type AudioChunk,
  type GatewayOptions,
  recognizer,
  type Utterance,
  utterances,
} from 'rxjs-voice';

/**
 * Listens while a button is held: each time it is held becomes one utterance.
 *
 * ```text
 * held$        t----f-t-f           t = pressed, f = let go
 * microphone$  a-a-a-a-a-a-a-a
 * pushToTalk   --------p--q         what was said while it was held
 * ```
 *
 * Both inputs are hot. Sound that comes before the line is ready waits for it, so the first syllable is not lost. The user may
 * press again while the gateway still thinks: each time has a line of its own.
 */
export const pushToTalk = (
  gateway: GatewayOptions,
  held$: Observable<boolean>,
  microphone$: Observable<AudioChunk>,
): Observable<Utterance> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en' });
    const changes$ = held$.pipe(distinctUntilChanged());
    const released$ = changes$.pipe(filter((held) => !held));
    return changes$.pipe(
      filter((held) => held),
      mergeMap(() =>
        stt
          .transcribe(microphone$.pipe(takeUntil(released$)))
          .pipe(utterances({ silence: Infinity })),
      ),
      finalize(() => stt.close()),
    );
  });
