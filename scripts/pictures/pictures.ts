// Draws the pictures of docs/pictures from the diagrams in the comments of the source. With --check it only compares.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagram, docDiagrams, documented } from './docDiagrams';
import { drawPicture, type Picture, pictureStream } from './drawPicture';
import { sessionPicture } from './sessionPicture';

const folder = join('docs', 'pictures');
const check = process.argv.includes('--check');

/** One picture for each result. */
function picturesOf(diagrams: readonly Diagram[]): Picture[] {
  const seen = new Map<string, number>();
  return diagrams.flatMap(({ name, inputs, results }) =>
    results.map((result) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return {
        name: count === 1 ? name : `${name}-${count}`,
        title: [...inputs, result].map(({ label, marbles }) => `${label} ${marbles}`).join('; '),
        content: [
          ...inputs.map(({ label, marbles }) => pictureStream(marbles, label)),
          { operator: result.label },
          pictureStream(result.marbles, ''),
        ],
        notes: [
          ...new Set([...inputs, result].map(({ note }) => note.replaceAll('   ', ' · '))),
        ].filter((note) => note !== ''),
      };
    }),
  );
}

const diagrams = Object.entries(documented).flatMap(([file, names]) =>
  docDiagrams(file, readFileSync(file, 'utf8'), names),
);
const files = new Map(
  [...picturesOf(diagrams), sessionPicture()].flatMap((picture) =>
    (['light', 'dark'] as const).map(
      (theme) => [`${picture.name}-${theme}.svg`, drawPicture(picture, theme)] as [string, string],
    ),
  ),
);

// Those of the desk are taken in a browser.
const there = (existsSync(folder) ? readdirSync(folder) : []).filter((name) =>
  name.endsWith('.svg'),
);
const stray = there.filter((name) => !files.has(name));
const changed = [...files].filter(
  ([name, svg]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== svg,
);

if (check) {
  for (const name of [...changed.map(([name]) => name), ...stray]) {
    console.error(`${join(folder, name)} is not what its diagram says. Run: npm run pictures`);
  }
  process.exitCode = changed.length + stray.length > 0 ? 1 : 0;
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of changed) writeFileSync(join(folder, name), svg);
  for (const name of stray) rmSync(join(folder, name));
}
console.log(`${files.size} pictures, ${changed.length} changed, ${stray.length} stray.`);
