import { type BackoffPolicy } from '../connection';

/**
 * How long a command tries to get its line back: a person waits, so it gives up after about two seconds.
 *
 * @internal
 */
export const patience: BackoffPolicy = { initial: 300, attempts: 3 };
