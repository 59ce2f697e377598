import { writeFileSync } from 'node:fs';
import { cold, marbleTest } from 'jest-marbles';
import { lastValueFrom, toArray } from 'rxjs';
import { stdinAudio } from '../../src/cli/stdinAudio';
import { stdinText } from '../../src/cli/stdinText';
import { readVocabulary } from '../../src/cli/vocabulary';
import { withWords } from '../../src/cli/withWords';
import { sentenceOf } from '../../src/cli/sentenceOf';
import { format, joined } from '../support/audio';
import { fakeIo, temporaryFolder } from '../support/cli';

describe('stdinText', () => {
  it('should put characters together whose bytes were cut apart', async () => {
    const bytes = Buffer.from('né €');
    const { io } = fakeIo([], { stdin: [...bytes].map((byte) => Uint8Array.of(byte)) });

    const text = await lastValueFrom(stdinText(io).pipe(toArray()));

    expect(text.join('')).toBe('né €');
  });

  it('should mark a character that never ends', async () => {
    const { io } = fakeIo([], { stdin: [Uint8Array.of(0x61, 0xe2)] });

    expect((await lastValueFrom(stdinText(io).pipe(toArray()))).join('')).toBe('a\ufffd');
  });
});

describe('stdinAudio', () => {
  const read = (parts: readonly Uint8Array[]) =>
    lastValueFrom(stdinAudio(fakeIo([], { stdin: parts }).io, format('linear16')).pipe(toArray()));

  it('should put samples together that were cut apart', async () => {
    const chunks = await read([Uint8Array.of(1, 2, 3), Uint8Array.of(4), Uint8Array.of(5, 6)]);

    expect(chunks.map(({ data }) => [...data])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('should leave out a last half sample', async () => {
    expect(joined(await read([Uint8Array.of(1, 2, 3)]))).toEqual([1, 2]);
  });

  it('should refuse a WAV file, whose header would be heard', async () => {
    await expect(read([Buffer.from('RIFF....WAVE')])).rejects.toThrow('is a WAV file');
  });

  it('should not take samples in the middle for a WAV file', async () => {
    expect(joined(await read([Uint8Array.of(0, 0), Buffer.from('RIFF')]))).toHaveLength(6);
  });
});

describe('withWords', () => {
  it(
    'should hold text back until there is a word, and then let it pass',
    marbleTest(() => {
      const source = cold('-a-b-c-|', { a: ' “', b: 'Hi', c: '!' });

      expect(source.pipe(withWords())).toBeObservable(cold('---x-c-|', { x: ' “Hi', c: '!' }));
    }),
  );

  it(
    'should fail where no word comes',
    marbleTest(() => {
      const source = cold('-a-|', { a: '...' });
      const error = new Error(
        'The text "..." has no letter or digit, so there is nothing to say. Give at least one word.',
      );

      expect(source.pipe(withWords())).toBeObservable(cold('---#', undefined, error));
    }),
  );

  it(
    'should take a digit, or a word of any script, for something to say',
    marbleTest(() => {
      expect(cold('a|', { a: '7' }).pipe(withWords())).toBeObservable(cold('a|', { a: '7' }));
      expect(cold('a|', { a: '你好' }).pipe(withWords())).toBeObservable(cold('a|', { a: '你好' }));
    }),
  );

  it(
    'should count anew for every subscriber',
    marbleTest(() => {
      const text$ = cold<string>('-|').pipe(withWords());
      const error = new Error(
        'The text is empty, so there is nothing to say. Give at least one word.',
      );

      expect(text$).toBeObservable(cold('-#', undefined, error));
      expect(text$.pipe(withWords())).toBeObservable(cold('-#', undefined, error));
    }),
  );
});

describe('readVocabulary', () => {
  const folder = temporaryFolder();

  it('should take words as they stand, or from a file', () => {
    writeFileSync(folder.file('words.txt'), 'yes\nno\n');

    expect(readVocabulary(folder.path, 'yes no')).toBe('yes no');
    expect(readVocabulary(folder.path, '@words.txt')).toBe('yes\nno\n');
  });

  it('should say what is wrong with the file', () => {
    expect(() => readVocabulary(folder.path, '@nope.txt')).toThrow(
      'Reading the vocabulary nope.txt: there is no such file',
    );
    expect(() => readVocabulary(folder.path, '@.')).toThrow('it is a folder');
  });
});

describe('sentenceOf', () => {
  it('should be one line, whatever failed', () => {
    expect(sentenceOf(new Error('one\n  two '))).toBe('one two');
    expect(sentenceOf('thrown text')).toBe('thrown text');
    expect(sentenceOf(new Error(''))).toBe('It failed, and did not say why.');
  });
});
