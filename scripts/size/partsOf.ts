import { SourceMap } from 'node:module';

/** A package, or a folder of ours. */
export interface Part {
  readonly name: string;
  /** Minified bytes. */
  readonly min: number;
}

/**
 * Tells what the bytes of a bundle come from, largest part first.
 *
 * @param bundle - the JavaScript
 * @param map - its source map, as JSON
 */
export function partsOf(bundle: string, map: string): Part[] {
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const sizes = new Map<string, number>();
  bundle.split('\n').forEach((line, row) => {
    for (let column = 0; column < line.length; column++) {
      const entry = sources.findEntry(row, column);
      const name = 'originalSource' in entry ? partOf(entry.originalSource) : 'the bundler';
      sizes.set(name, (sizes.get(name) ?? 0) + Buffer.byteLength(line.charAt(column)));
    }
  });
  return [...sizes].map(([name, min]) => ({ name, min })).sort((one, other) => other.min - one.min);
}

/** The package or the folder that a file is in. */
export function partOf(source: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (name !== undefined) return name;
  const [, folder] = /(?:^|\/)(src\/[^/]+)/.exec(source) ?? [];
  return folder ?? source;
}
