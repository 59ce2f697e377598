import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Stands in for `src/node/worker/workerUrl`: where `bundleWorkers.cjs` puts the workers of the source under test. */
export function workerUrl(name: string): URL {
  return pathToFileURL(join(__dirname, `../../node_modules/.cache/rxjs-voice/${name}.mjs`));
}
