import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileFailure } from './fileFailure';

/**
 * Reads the words of `--vocabulary`: as they stand there, or, behind an `@`, from a text file.
 *
 * @internal
 */
export function readVocabulary(folder: string, option: string): string {
  if (!option.startsWith('@')) return option;
  const path = option.slice(1);
  try {
    return readFileSync(resolve(folder, path), 'utf8');
  } catch (cause) {
    throw fileFailure('Reading the vocabulary', path, cause);
  }
}
