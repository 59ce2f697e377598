import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import * as connection from '../src/connection';
import { fadeOut } from '../src/audio';
import * as operators from '../src/operators';
import { type SpeechCommand, type SpeechEvent } from '../src/protocol';
import { type Diagram, docDiagrams, documented, type Row } from '../scripts/pictures/docDiagrams';
import { format, kilohertz, samples } from './support/audio';

const root = join(__dirname, '..');

const diagrams = Object.entries(documented).flatMap(([file, names]) =>
  docDiagrams(file, readFileSync(join(root, file), 'utf8'), names),
);

type Values = Readonly<Record<string, unknown>>;
const say = (text: string): SpeechCommand => ({ type: 'text', text });
const faded = (...values: number[]) => ({
  data: fadeOut(samples(values).data, kilohertz),
  format: kilohertz,
});
const chunk = (value: number) => samples(Array<number>(4).fill(value));
const played: Values = { a: chunk(1), b: chunk(2), c: chunk(3), d: chunk(4) };
const heard: Values = {
  p: { type: 'partial', text: 'good' } satisfies SpeechEvent,
  f: { type: 'final', text: 'good morning' } satisfies SpeechEvent,
};

/** What the letters of a function's diagrams stand for, as the comment says it. */
const meant: Readonly<Record<string, Values>> = {
  flushEvery: {
    a: 'Hello ', b: 'there. ', c: 'How are ', d: 'you?',
    A: say('Hello '), B: say('there. '), T: say('Hello there. '), U: say('How are you?'), F: { type: 'flush' },
  },
  frameAudio: {
    a: samples([1, 2, 3]), b: samples([4, 5, 6]), c: samples([7, 8, 9]),
    p: samples([1, 2]), q: samples([3, 4]), r: samples([5, 6]), s: samples([7, 8]), t: samples([9]),
  },
  bufferAudio: played,
  paceAudio: played,
  interruptOn: {
    a: samples([10, 20, 30, 40]), b: samples([50, 60, 70, 80]),
    c: samples([90, 100, 110, 120]), d: samples([130, 140, 150, 160]), x: 'x',
    p: samples([10, 20]), q: samples([30, 40, 50, 60]), r: samples([70, 80, 90, 100]), f: faded(110, 120),
  },
  assertFormat: { a: samples([1]), b: samples([2]), x: samples([3], format('linear16')) },
  finals: heard,
  partials: heard,
  exponentialBackoff: { e: new Error('again'), 1: 1, 2: 2, 3: 3 },
}; // prettier-ignore

/** Makes what a label says, as code: what is drawn is what it does. */
function made(label: string, scope: Values): (source: Observable<unknown>) => Observable<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(...Object.keys(scope), `return ${label};`) as (
    ...given: unknown[]
  ) => (source: Observable<unknown>) => Observable<unknown>;
  return make(...Object.values(scope));
}

/** Runs a row as drawn, until its last frame, and compares. */
function prove({ name, inputs }: Diagram, result: Row): void {
  const scheduler = new TestScheduler((actual, expected) => {
    // What an error is, the diagram does not say.
    const seen = (events: { notification: { kind: string; error?: unknown } }[]) =>
      events.map((event) =>
        event.notification.kind === 'E' ? { ...event, notification: 'E' } : event,
      );
    expect(seen(actual)).toEqual(seen(expected));
  });
  scheduler.run(({ cold, expectObservable }) => {
    const values = meant[name];
    const [source, notifier$] = inputs.map(({ marbles }) => cold(marbles, values));
    const scope = { ...connection, ...operators, notifier$, k: () => 'k', format: kilohertz };
    const end = `${'-'.repeat(result.marbles.length)}!`;
    expectObservable(made(result.label, scope)(source!), end).toBe(result.marbles, values);
  });
}

describe('the diagrams of the comments', () => {
  const cases = diagrams.flatMap((diagram) =>
    diagram.results.map(
      (result) => [result.label, diagram.inputs[0]!.marbles, diagram, result] as const,
    ),
  );

  it.each(cases)('should be what %s makes of %s', (_label, _source, diagram, result) =>
    prove(diagram, result),
  );

  it('should be proved, each of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(14);
  });

  it('should fail where they are not true', () => {
    const [diagram] = docDiagrams(
      'x',
      ' * ```text\n * in          a-b-|\n * finals()    a---|\n * ```\n',
      ['finals'],
    );

    expect(() => prove(diagram!, diagram!.results[0]!)).toThrow();
  });

  it.each([
    ['no diagram', ' * nothing here\n', 'no diagram of finals'],
    ['ragged columns', ' * ```text\n * in      a-|\n * finals() a-|\n * ```\n', 'same column'],
    [
      'a row of another function',
      ' * ```text\n * in         a-|\n * finals()   a-|\n * more       a-|\n * ```\n',
      'a row after the first result',
    ],
    ['no input', ' * ```text\n * finals()   a-|\n * ```\n', 'no row of input'],
    [
      'what is no marbles',
      ' * ```text\n * in         a-&|\n * finals()   a-|\n * ```\n',
      'same column',
    ],
  ])('should be refused with %s', (_name, source, found) => {
    expect(() => docDiagrams('x.ts', source, ['finals'])).toThrow(found);
  });
});

describe('the pictures', () => {
  it('should be what the script draws, each of them', () => {
    const found = execFileSync('npm', ['run', '--silent', 'pictures', '--', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });

    expect(found).toBe(
      `${2 * (diagrams.flatMap(({ results }) => results).length + 1)} pictures, 0 changed, 0 stray.\n`,
    );
  }, 60_000);

  it('should be there where the README shows them', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/(?:src|srcset)="(docs\/pictures\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );

    expect(shown.length).toBeGreaterThanOrEqual(12);
    expect(shown.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    for (const path of shown.filter((one) => one.includes('-dark'))) {
      expect(shown).toContain(path.replace('-dark', '-light'));
    }
  });
});
