import { ignoreElements, type OperatorFunction, tap } from 'rxjs';
import { type ConnectionStatus } from '../sessions';
import { seconds } from './duration';
import { type Printer } from './printer';
import { sentenceOf } from './sentenceOf';

/**
 * Tells a person how the line is: that it is dialled, where somebody watches; that it was lost, always.
 *
 * @param lost - is called for each line that was lost and is dialled again
 * @internal
 */
export const reportLine =
  (printer: Printer, lost: () => void): OperatorFunction<ConnectionStatus, never> =>
  (status$) =>
    status$.pipe(
      tap((status) => {
        if (status.state === 'connecting') printer.status('dialling the gateway …');
        if (status.state !== 'waiting') return;
        lost();
        const { attempt, delay, cause } = status;
        printer.record({
          type: 'line-lost',
          attempt,
          delay,
          code: cause.code,
          message: cause.message,
        });
        const what = cause.code === 'gateway-error' ? 'The gateway failed' : 'The line was lost';
        printer.warn(
          `${printer.paint.yellow('!')} ${what}: ${sentenceOf(cause)} Dialling again in ${seconds(delay)} (attempt ${attempt}).`,
        );
      }),
      ignoreElements(),
    );
