import { createRequire } from 'node:module';
import { VoiceError } from '../../errors';

/**
 * The path of an optional package's main file.
 *
 * @param name - the package
 * @param doing - what needs it, as the start of a sentence: `The built-in voice`
 * @throws `not-installed`, with the command that installs it
 * @internal
 */
export function locatePackage(name: string, doing: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new VoiceError(
      'not-installed',
      `${doing} needs the package ${name}, which is not installed here. Install it with: npm install ${name}`,
      { needs: name },
      { retryable: false, cause },
    );
  }
}
