import fc from 'fast-check';
import { redactor } from '../../src/errors';

const mark = '[redacted]';

describe('redactor', () => {
  it.each([
    ['as it is', 'sk-12345', 'key sk-12345 refused', `key ${mark} refused`],
    ['everywhere', 'sk-1', 'sk-1 sk-1', `${mark} ${mark}`],
    ['in a URL', 'a/b+c d', '?token=a%2Fb%2Bc%20d', `?token=${mark}`],
    ['in a form', 'a/b+c d', '?token=a%2Fb%2Bc+d', `?token=${mark}`],
    ['in lower case hexadecimal', 'a/b+c', '?token=a%2fb%2bc', `?token=${mark}`],
    ['in JSON', 'say "hi"', '{"h":"say \\"hi\\""}', `{"h":"${mark}"}`],
    ['trimmed', ' sk-12345\n', 'key sk-12345', `key ${mark}`],
    ['with signs that patterns know', 'a.b*(c)[d]$', 'x a.b*(c)[d]$ aXb', `x ${mark} aXb`],
    ['with half a surrogate pair', 'half\ud800', 'half\ud800 gone', `${mark} gone`],
  ])('should take a secret out %s', (_, secret, text, shown) => {
    expect(redactor([secret])(text)).toBe(shown);
  });

  it('should take the longer secret first', () => {
    expect(redactor(['KEY1', 'Bearer KEY1'])('auth: Bearer KEY1')).toBe(`auth: ${mark}`);
    expect(redactor(['KEY1', 'KEY1-rest'])('auth: KEY1-rest')).toBe(`auth: ${mark}`);
  });

  it('should not look for secrets in its own marks', () => {
    expect(redactor(['token', 'redacted'])('token redacted')).toBe(`${mark} ${mark}`);
  });

  it('should take a very short value out as a word, not out of every number', () => {
    expect(redactor(['1'])('agent 1: close 1011')).toBe(`agent ${mark}: close 1011`);
  });

  it('should leave text alone without a secret', () => {
    expect(redactor([])('as it is')).toBe('as it is');
    expect(redactor(['', '  '])('as it is')).toBe('as it is');
  });

  it('should leave no secret of four characters or more in any text', () => {
    const secret = fc.stringMatching(/^[A-Z0-9+/=%&"\\]{4,20}$/);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const text = redactor([hidden])(`${before}${hidden}${after}`);
        expect(text.replaceAll(mark, '\n')).not.toContain(hidden);
        expect(text).toContain(mark);
      }),
    );
  });
});
