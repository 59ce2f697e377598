import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { partsOf } from './partsOf';

/** Bytes of some JavaScript, minified, and as it travels. */
export interface Size {
  readonly min: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** What an application pays, and for what. */
export interface Measured extends Size {
  /** Minified bytes by package or by folder of ours, largest first. */
  readonly parts: readonly { readonly name: string; readonly min: number }[];
}

/** What the application has anyway. */
const external = ['rxjs', 'rxjs/*', '@angular/*'];

/**
 * Bundles what an application takes of the built package, as a bundler for browsers does, and measures it.
 *
 * @param root - the folder of the package, built
 */
export async function measure(root: string): Promise<Measured> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join('scripts', 'size', 'application.ts')],
    // The package as it is published, and not the paths of the repository's own compiler.
    tsconfigRaw: {},
    alias: Object.fromEntries(
      ['browser', 'index'].map((entry) => [
        entry === 'index' ? 'rxjs-voice' : `rxjs-voice/${entry}`,
        `./dist/${entry}.js`,
      ]),
    ),
    external,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: 'out',
    sourcemap: 'external',
  });
  const bundle = outputFiles.find(({ path }) => path.endsWith('.js'));
  const map = outputFiles.find(({ path }) => path.endsWith('.map'));
  if (bundle === undefined || map === undefined) throw new Error('esbuild made no bundle.');
  return { ...sizeOf(bundle.contents), parts: partsOf(bundle.text, map.text) };
}

/** As a web server sends it: gzip at its best, brotli at its best. */
export const sizeOf = (bytes: Uint8Array): Size => ({
  min: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes).length,
});
