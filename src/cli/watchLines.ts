import { defer, finalize } from 'rxjs';
import { type Gateway } from '../gateway';
import { type Printer } from './printer';

/**
 * Tells a person, or a program, of each line that is opened and closed.
 *
 * @param service - what the gateway does, as the line is named
 * @internal
 */
export const watchLines =
  (service: string, printer: Printer) =>
  (gateway: Gateway): Gateway => {
    let lines = 0;
    return (client$, request) =>
      defer(() => {
        const line = ++lines;
        const tell = (what: 'opened' | 'closed') => {
          printer.record({ type: `line-${what}`, service, line });
          printer.note(`${printer.paint.dim(service.padEnd(8))} line ${line} ${what}`);
        };
        tell('opened');
        return gateway(client$, request).pipe(finalize(() => tell('closed')));
      });
  };
