import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import 'jest-marbles';
import ts from 'typescript';
import * as node from '../../src/node';
import { synthesizer } from '../../src/sessions';
import { type CassetteEntry, inVirtualTime, recordCassette, ttsGateway } from '../../src/testing';

/** The page's examples that are whole programs, and do not leave something to be declared. */
const programs = [
  ...readFileSync(join(__dirname, '../../docs/testing.md'), 'utf8').matchAll(
    /^```ts\n(.*?)^```$/gms,
  ),
]
  .map(([, code = '']) => code)
  .filter((code) => code.startsWith('import ') && !code.includes('declare const'));

/** What `rxjs-voice record` would have written. */
const incident: CassetteEntry[] = [];
inVirtualTime(ttsGateway, ({ gateway, closeAfter }) => {
  const socket = recordCassette(gateway.socket, (entry) => incident.push(entry));
  const tts = synthesizer({ gateway: { ...gateway, socket }, model: 'a/b' });
  return closeAfter(tts).speak('Hello there.');
});

const modules: Record<string, () => unknown> = {
  'rxjs-voice': () => jest.requireActual('../../src/index'),
  'rxjs-voice/testing': () => jest.requireActual('../../src/testing'),
  // The cassette that the page speaks of is this one.
  'rxjs-voice/node': () => ({ ...node, readCassette: () => incident }),
  // The test that registers itself there runs here.
  'node:test': () => ({ test }),
};

describe('docs/testing.md', () => {
  expect(programs.length).toBeGreaterThan(7);

  describe.each(programs.map((code, i) => [i + 1, code] as const))('example %i', (_, code) => {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
    });
    const load = (name: string) => modules[name]?.() ?? jest.requireActual<object>(name);
    // Registers the tests that the example has.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function('require', 'exports', outputText)(load, {});
    if (!/\b(it|test)\b.*\(/.test(code)) it('should run', () => undefined);
  });
});
