import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { type SoundSwallowerModule } from 'soundswallower';
import { linear16ToFloat32 } from '../../../src/audio';
import { hearing } from '../../../src/node/soundswallower/hearing';
import { modelFolder } from '../../../src/node/soundswallower/modelFolder';
import {
  type SwallowDecoder,
  swallowDecoder,
} from '../../../src/node/soundswallower/swallowDecoder';
import { fliteVoice } from '../../../src/node/flite/fliteVoice';
import { firstValueFrom, toArray } from 'rxjs';
import { vocabularyOf } from '../../../src/node/soundswallower/vocabulary';

const main = require.resolve('soundswallower');

/** The package is ESM only, which Jest does not load: the same code, as a CommonJS module. */
function load(): Promise<SoundSwallowerModule> {
  const { outputFiles } = buildSync({
    entryPoints: [main],
    format: 'cjs',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(main).href) },
    write: false,
  });
  const module = { exports: {} as { default: () => Promise<SoundSwallowerModule> } };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('module', 'require', outputFiles[0]!.text) as (
    m: object,
    r: object,
  ) => void;
  run(module, createRequire(main));
  return module.exports.default();
}

const format = { encoding: 'linear16', sampleRate: 16_000, channels: 1 } as const;

describe('swallowDecoder', () => {
  const text = 'Nothing was lost. Thank you for listening.';
  let decoder: SwallowDecoder;
  let pcm: Uint8Array;

  beforeAll(async () => {
    decoder = await swallowDecoder(await load(), modelFolder(main), vocabularyOf(text));
    const parts = await firstValueFrom(fliteVoice().synthesize(text, { format }).pipe(toArray()));
    pcm = Buffer.concat(parts.flatMap((part) => ('data' in part ? [part.data] : [])));
  });

  it('should hear the words of an utterance, in the spelling they were given in', () => {
    const words = decoder.settle(linear16ToFloat32(pcm));

    expect(words.map((word) => word.text).join(' ')).toBe(
      'Nothing was lost Thank you for listening',
    );
    expect(words.every(({ confidence }) => confidence > 0 && confidence <= 1)).toBe(true);
    expect(words.at(-1)!.end).toBeLessThanOrEqual(pcm.length / 32_000 + 0.01);
  });

  it('should decide the same whatever it heard before, once refreshed', async () => {
    await decoder.refresh();
    const first = decoder.settle(linear16ToFloat32(pcm));
    decoder.begin();
    decoder.hear(new Float32Array(16_000).map((_, i) => Math.sin(i * i)));
    await decoder.refresh();

    expect(decoder.settle(linear16ToFloat32(pcm))).toEqual(first);
  });

  it('should hear nothing in silence', () => {
    expect(decoder.settle(new Float32Array(8000))).toEqual([]);
    expect(decoder.settle(new Float32Array(10))).toEqual([]);
  });

  it('should guess while it listens', async () => {
    await decoder.refresh();
    decoder.begin();

    expect(decoder.hear(linear16ToFloat32(pcm.subarray(0, 32_000)))).toContain('was');
  });

  it('should hear a session, input by input', () => {
    const hear = hearing(decoder, { partials: false });

    expect(hear({ type: 'audio', data: pcm, format })).toEqual({ events: [], ms: pcm.length / 32 });
    expect(hear({ type: 'finalize' }).events).toMatchObject([{ type: 'final' }]);
    expect(hear({ type: 'end' })).toEqual({ events: [], ms: 0 });
    const coded = hearing(decoder, { partials: false });
    for (const encoding of ['mulaw', 'alaw'] as const)
      coded({ type: 'audio', data: new Uint8Array(160), format: { ...format, encoding } });
    expect(coded({ type: 'end' }).events).toEqual([]);
  });
});
