import { defer, EMPTY, type Observable, throwError } from 'rxjs';
import { type AnswerMetrics } from '../../sessions';
import { CommandError } from '../CommandError';

/**
 * Counts answers, and those that failed.
 *
 * @internal
 */
export function countAnswers(): {
  readonly add: (answer: AnswerMetrics) => void;
  /** Whether any of them was heard. */
  readonly spoke: () => boolean;
  /** Fails where one of them did: each was told when it happened. */
  readonly verdict: () => Observable<never>;
} {
  let answers = 0;
  let failed = 0;
  let spoke = false;
  return {
    add: ({ outcome, firstAudible }) => {
      answers++;
      if (outcome === 'failed') failed++;
      spoke ||= firstAudible !== undefined;
    },
    spoke: () => spoke,
    verdict: () =>
      defer(() =>
        failed === 0
          ? EMPTY
          : throwError(() => new CommandError(`${failed} of ${answers} answers failed.`)),
      ),
  };
}
