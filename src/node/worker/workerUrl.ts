/**
 * Where the built worker of this name stands: beside this file, since the build puts all files into one folder. As ESM it
 * serves both builds. The tests, which run from source, put their own bundle in its place (`jest.config.cjs`).
 *
 * @internal
 */
export function workerUrl(name: string): URL {
  return new URL(`./${name}.js`, import.meta.url);
}
