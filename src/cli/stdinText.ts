import { concat, defer, from, map, type Observable, of } from 'rxjs';
import { type Io } from './Io';

/**
 * The text on stdin, as it arrives. A character whose bytes are cut apart waits for the rest of them.
 *
 * @internal
 */
export const stdinText = ({ stdin }: Pick<Io, 'stdin'>): Observable<string> =>
  defer(() => {
    const decoder = new TextDecoder();
    return concat(
      from(stdin).pipe(map((bytes) => decoder.decode(bytes, { stream: true }))),
      defer(() => of(decoder.decode())),
    );
  });
