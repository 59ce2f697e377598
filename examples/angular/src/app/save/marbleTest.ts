import { map, merge, type Observable, type OperatorFunction, timer } from 'rxjs';
import { flushEvery, type SpeechEvent, utterances } from 'rxjs-voice';
import { recordMarbles, virtually } from 'rxjs-voice/testing';
import { flushing } from '../session/flushing';
import { type Timed } from './script';

/**
 * Writes what came of the session as a test of jest-marbles. What is expected is what the operators make of it in virtual time,
 * so that it passes as it is: change a diagram to what should have happened, and it fails until that does.
 */
export function marbleTest(heard: Timed<SpeechEvent>, answers: readonly Timed<string>[]): string {
  const cases = [
    ...(heard.length > 0
      ? [testOf('should hear these utterances', 'heard', heard, utterances(), 'utterances()')]
      : []),
    ...answers.map((tokens, i) =>
      testOf(
        `should hand answer ${i + 1} to the voice like this`,
        'tokens',
        tokens,
        flushEvery(flushing),
        `flushEvery({ sentences: ${flushing.sentences}, quiet: ${flushing.quiet} })`,
      ),
    ),
  ];
  return [
    '// A session at the desk, as a marble test. It passes as it is: change a diagram to what should have happened,',
    '// and it fails until that does.',
    "import { cold, marbleTest } from 'jest-marbles';",
    "import { flushEvery, utterances } from 'rxjs-voice';",
    '',
    "describe('a session at the desk', () => {",
    ...(cases.length > 0 ? cases : ["  it.todo('should say or hear something first');"]),
    '});',
    '',
  ].join('\n');
}

function testOf<T, R>(
  title: string,
  name: string,
  values: Timed<T>,
  operator: OperatorFunction<T, R>,
  code: string,
): string {
  const recorded = recordMarbles();
  virtually(() => at(values).pipe(recorded.as<T>(name), operator, recorded.as<R>('expected')));
  const diagrams = String(recorded)
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`));
  return [
    `  it('${title}', marbleTest(() => {`,
    ...diagrams,
    '',
    `    expect(cold(${name}, values).pipe(${code})).toBeObservable(cold(expected, values));`,
    '  }));',
  ].join('\n');
}

const at = <T>(values: Timed<T>): Observable<T> =>
  merge(...values.map(({ at: ms, value }) => timer(ms).pipe(map(() => value))));
