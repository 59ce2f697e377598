import { concatMap, firstValueFrom, from, NEVER, toArray } from 'rxjs';
import { fliteVoice } from '../../../src/node/flite/fliteVoice';
import { soundswallowerEars } from '../../../src/node/soundswallower/soundswallowerEars';
const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 } as const;
it('hears', async () => {
  const text =
    'Hello there. The weather is nice today, and I would like a cup of coffee. Please send the money to my new bank account before noon.';
  const parts = await firstValueFrom(fliteVoice().synthesize(text, { format }).pipe(toArray()));
  const chunks = parts.flatMap((p) => ('data' in p ? [p] : []));
  const t0 = performance.now();
  const events = await firstValueFrom(
    soundswallowerEars({ vocabulary: text })
      .recognize(from(chunks), { finalize$: NEVER, partials: true })
      .pipe(toArray()),
  );
  console.log(performance.now() - t0, events.map((e) => JSON.stringify(e)).join('\n'));
});
