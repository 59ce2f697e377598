import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** When the newest of these files changed, ms; of a folder all that is in it counts. What is missing is `none`. */
export function newest(paths: readonly string[], none = Infinity): number {
  return Math.max(...paths.map((path) => newestIn(path, none)));
}

/** When the oldest of these files changed; 0 where one is missing. */
export const oldest = (files: readonly string[]): number =>
  Math.min(...files.map((file) => changed(file) ?? 0));

function newestIn(path: string, none: number): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return none;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(0, ...inside.map((name) => changed(join(path, name)) ?? 0));
}

const changed = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
