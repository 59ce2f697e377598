import { defer, finalize, type Observable } from 'rxjs';
import { type AudioChunk, flushEvery, type GatewayOptions, speak, synthesizer } from 'rxjs-voice';

/**
 * Goes on in another region when one fails, in the middle of a sentence.
 *
 * ```text
 * text$              (p|)
 * the first region   -a-#             after the flush: a, and it breaks down
 * the second region  abc-(FE)         dialled at once: it says all of it again
 * failover           -a--bc-|
 * ```
 *
 * The regions are tried in order. One that failed is passed over for a minute, and then gone back to between two turns. Each
 * may have its own token, and its own name for the model. `show` is told who speaks.
 */
export const failover = (
  regions: readonly GatewayOptions[],
  text$: Observable<string>,
  show: (region: string) => void,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway: regions, model: 'slng/deepgram/aura:2-en' });
    tts.status$.subscribe((status) => {
      if (status.state === 'ready') show(regions[status.gateway ?? 0]?.url ?? '');
    });
    return text$.pipe(
      flushEvery({ sentences: 1 }),
      speak(tts),
      finalize(() => tts.close()),
    );
  });
