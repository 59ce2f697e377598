import { type Readable } from 'node:stream';

/** So much of what a program says is kept, characters. */
const longest = 300;

/**
 * Keeps the end of what a program says.
 *
 * @param stream - where it says it: stderr
 * @returns gives it as the end of a sentence: `, saying: no such device`; empty where it said nothing
 * @internal
 */
export function lastWords(stream: Readable): () => string {
  let said = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-longest);
  });
  return () => {
    const words = said.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
    return words === '' ? '' : `, saying: ${words}`;
  };
}
