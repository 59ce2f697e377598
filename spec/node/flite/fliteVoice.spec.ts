import { firstValueFrom, toArray } from 'rxjs';
import { fliteVoice } from '../../../src/node/flite/fliteVoice';
const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 } as const;
it('speaks', async () => {
  const t0 = performance.now();
  const parts = await firstValueFrom(
    fliteVoice()
      .synthesize('Hello there. The weather is nice today, and I would like a cup of coffee.', {
        format,
      })
      .pipe(toArray()),
  );
  console.log(
    performance.now() - t0,
    parts.map((p) => ('data' in p ? p.data.length : `${p.text} ${p.start}-${p.end}`)).join('\n'),
  );
});
