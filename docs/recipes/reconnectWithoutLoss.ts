import { defer, finalize, type Observable } from 'rxjs';
import {
  type AudioChunk,
  type BackoffPolicy,
  flushEvery,
  type GatewayOptions,
  speak,
  synthesizer,
} from 'rxjs-voice';

/**
 * Speaks over a network that breaks, tells what goes on, and loses no sample.
 *
 * ```text
 * text$                 (p|)
 * the first line        -a-b-#             after the flush: two chunks, and cut
 * the second line       -a-b-c-(FE)        dialled 250 ms later
 * reconnectWithoutLoss  -a-b 256ms c-|
 * ```
 *
 * What was not spoken to its end is asked for again on the next line, and as many samples of it are dropped as were heard. The
 * waits double up to `max`; when `within` has passed without a line, the turn fails.
 */
export const reconnectWithoutLoss = (
  gateway: GatewayOptions,
  text$: Observable<string>,
  show: (sentence: string) => void,
  backoff: BackoffPolicy = { initial: 250, max: 5000, within: 60_000 },
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en', backoff });
    tts.status$.subscribe((status) => {
      if (status.state === 'waiting') show(`Lost the line. Dialling again in ${status.delay} ms.`);
      if (status.state === 'ready') show('On the line.');
    });
    return text$.pipe(
      flushEvery({ sentences: 1 }),
      speak(tts),
      finalize(() => tts.close()),
    );
  });
