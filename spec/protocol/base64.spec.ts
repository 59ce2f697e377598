import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from '../../src/protocol/base64';

const host = globalThis as { Buffer?: unknown };
const nodeBuffer = host.Buffer;

describe.each(['Buffer', 'atob'])('base64 by %s', (means) => {
  const by = <T>(work: () => T): T => {
    if (means === 'atob') host.Buffer = undefined;
    try {
      return work();
    } finally {
      host.Buffer = nodeBuffer;
    }
  };
  const decode = (text: string) => by(() => decodeBase64(text));
  const encode = (bytes: Uint8Array) => by(() => encodeBase64(bytes));

  // RFC 4648 section 10, and the signs of the alphabet that its examples lack.
  it.each([
    ['', []],
    ['Zg==', [102]],
    ['Zm8=', [102, 111]],
    ['Zm9v', [102, 111, 111]],
    ['+/+/', [251, 255, 191]],
  ])('should read and write %j', (text, bytes) => {
    expect(decode(text)).toEqual(new Uint8Array(bytes));
    expect(encode(new Uint8Array(bytes))).toBe(text);
  });

  it('should read base64 without its padding', () => {
    expect(decode('Zg')).toEqual(new Uint8Array([102]));
  });

  it.each([
    'Z',
    'Zg=',
    'Zg===',
    '=',
    '==',
    'Zm9v====',
    'Z g=',
    'Zm9v\n',
    'Zm9-',
    'Zm9_',
    'Zmé=',
    'Z=g=',
  ])('should refuse %j', (text) => {
    expect(decode(text)).toBeUndefined();
  });

  it('should give back all bytes, also those of a view and of more than one stride', () => {
    const memory = Uint8Array.from({ length: 20_001 }, (_, i) => (i * 7) % 256);
    const view = memory.subarray(1);

    expect(decode(encode(view))).toEqual(view);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decode(encode(bytes))).toEqual(bytes);
      }),
    );
  });

  it('should make plain byte arrays, whose slices are copies', () => {
    const bytes = decode('Zm9v');

    expect(bytes?.constructor).toBe(Uint8Array);
  });
});
