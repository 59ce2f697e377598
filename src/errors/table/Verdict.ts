/**
 * What a failure means for the next try: `retry` after the backoff's wait, `retry-slower` after one of two steps further on, and
 * `stop`, since the same would fail the same way.
 *
 * @category Errors
 */
export type Verdict = 'retry' | 'retry-slower' | 'stop';
