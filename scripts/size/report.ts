import { type Measured } from './measure';

/** The most that an application may pay, bytes of gzip. About a twentieth above what it was when this was set. */
export const limit = 46_000;

const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);

/** The measure as a table. */
export function report({ min, gzip, brotli, parts }: Measured): string {
  const rows = parts.map(({ name, min: part }) => `${kB(part)} kB  ${name}`);
  return [
    'synthesizer + recognizer + microphone + speaker, without rxjs:',
    '',
    `${kB(min)} kB  minified`,
    `${kB(gzip)} kB  gzip, of ${(limit / 1000).toFixed(1)} kB at most`,
    `${kB(brotli)} kB  brotli`,
    '',
    'Minified, by package and folder:',
    '',
    ...rows,
    '',
  ].join('\n');
}
