import { isVoiceError } from '../../src/errors';
import { type Outcome } from '../../src/gateway';
import { readable } from '../../src/testing';
import { type SessionCase } from './kit';
import { listening } from './listening';
import { speaking } from './speaking';
import { speakingLines } from './speakingLines';
import { together } from './together';

export { type SessionCase } from './kit';

/** Every session test that runs in both worlds. */
export const sessionCases: readonly (readonly [string, SessionCase])[] = [
  ['a synthesizer', speaking],
  ['the line of a synthesizer', speakingLines],
  ['a recognizer', listening],
  ['both together', together],
].flatMap(([of, cases]) =>
  (cases as readonly SessionCase[]).map((each) => [`${of as string} ${each.name}`, each] as const),
);

/** What a case is held to, of how it went. */
export function courseOf({ lines }: SessionCase, { values, error, received }: Outcome<unknown>) {
  return readable({
    values,
    ...(error === undefined ? {} : { error: isVoiceError(error) ? error.code : error }),
    ...(lines === undefined ? {} : { lines: received.lines.map(({ said }) => said) }),
  });
}

/** What a case expects of it. */
export const expectedOf = ({ values, lines }: SessionCase) =>
  readable({ values, ...(lines === undefined ? {} : { lines }) });
