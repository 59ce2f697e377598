import { concat, defer, map, merge, mergeMap, Subject, takeUntil, tap } from 'rxjs';
import { formatMismatch, linear16ToInt16 } from '../audio';
import { type RecognitionEngine, type RecognitionEvent } from './engines';
import { toneListener } from './toneListener';

/**
 * Makes a recogniser that understands {@link toneVoice}, in linear16 and mono, letter by letter, however the audio was cut.
 *
 * It emits a partial after each word, that is at the white space behind it; a final at the end of a sentence (`.`, `!` or `?`
 * and then white space or silence), on `finalize$`, when the audio completes, and after 500 ms of silence; and an
 * `utterance-end` where 500 ms of silence follow a final. Shorter silence is not heard, nor is any other sound. Everything
 * is said while the audio that causes it is handed in: it takes no time.
 *
 * @category Gateway
 */
export function toneEars(): RecognitionEngine {
  return {
    recognize: (audio$, { finalize$, partials }) =>
      defer(() => {
        const listener = toneListener();
        const over$ = new Subject<void>();

        return concat(
          merge(
            finalize$.pipe(
              map((): RecognitionEvent => ({ ...listener.final(), fromFinalize: true })),
              takeUntil(over$),
            ),
            audio$.pipe(
              mergeMap(({ data, format }) => {
                if (format.encoding !== 'linear16' || format.channels !== 1) {
                  throw formatMismatch('The tone ears', 'linear16 mono', format);
                }
                return listener.hear(linear16ToInt16(data), format.sampleRate);
              }),
              tap({ complete: () => over$.next() }),
            ),
          ),
          defer(() => listener.rest()),
        ).pipe(mergeMap((event) => (event.type === 'partial' && !partials ? [] : [event])));
      }),
  };
}
