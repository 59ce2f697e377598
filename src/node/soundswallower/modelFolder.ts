import { dirname, join } from 'node:path';

/**
 * The English acoustic model and dictionary of the package. Its own default is relative to the working directory.
 *
 * @param main - the path of the package's main file
 * @internal
 */
export function modelFolder(main: string): string {
  return join(dirname(main), 'model', 'en-us');
}
