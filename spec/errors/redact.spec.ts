import { inspect } from 'node:util';
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
    ['in a URL that leaves most signs alone', 'a/b=c "d"', '?t=a/b=c%20%22d%22', `?t=${mark}`],
    [
      'in a URL inside a URL',
      'a/b+c',
      '?back=%3Ftoken%3Da%252Fb%252Bc',
      `?back=%3Ftoken%3D${mark}`,
    ],
    ['in JSON that escapes slashes', 'a/b+c', '{"t":"a\\/b+c"}', `{"t":"${mark}"}`],
    ['in JSON that escapes signs', 'a/b+c==', '{"t":"a/b\\u002Bc\\u003d="}', `{"t":"${mark}"}`],
    [
      'in JSON inside JSON',
      'say "hi"',
      '{"h":"{\\"t\\":\\"say \\\\\\"hi\\\\\\"\\"}"}',
      `{"h":"{\\"t\\":\\"${mark}\\"}"}`,
    ],
    [
      'with backslashes',
      'a\\b\\\\c',
      'a\\b\\\\c {"t":"a\\\\b\\\\\\\\c"}',
      `${mark} {"t":"${mark}"}`,
    ],
    ['in HTML', 'a&b<c>+"', '<p>a&amp;b&lt;c&gt;&#43;&#x22;</p>', `<p>${mark}</p>`],
    [
      'of other letters',
      'schlüssel😀',
      'schl%C3%BCssel%f0%9f%98%80 schl\\u00fcssel\\ud83d\\ude00',
      `${mark} ${mark}`,
    ],
    ['cut off by the end', 'sk-1234567890', 'Wrong key sk-12345678', `Wrong key ${mark}`],
    ['trimmed', ' sk-12345\n', 'key sk-12345', `key ${mark}`],
    ['with signs that patterns know', 'a.b*(c)[d]$', 'x a.b*(c)[d]$ aXb', `x ${mark} aXb`],
    ['with half a surrogate pair', 'half\ud800', 'half\ud800 gone', `${mark} gone`],
  ])('should take a secret out %s', (_, secret, text, shown) => {
    expect(redactor([secret])(text)).toBe(shown);
  });

  const key = 'sk-Live_9876/+key';
  const around = (before: string, after: string) => Buffer.from(before + key + after);

  it.each(
    ['', 'a', 'ab', 'user:', '{"key":"'].flatMap((before) =>
      ['', 'z', '"}'].map((after) => [before, after] as const),
    ),
  )('should take it out of what is encoded as %j, the secret, %j', (before, after) => {
    const bytes = around(before, after);
    const redact = redactor([key]);

    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const text = bytes.toString(encoding);
      expect(redact(`echo ${text} end`)).toBe(`echo ${mark} end`);
      expect(redact(`?k=${encodeURIComponent(text)}&x=1`)).toBe(`?k=${mark}&x=1`);
      expect(redact(JSON.stringify({ k: text }).replaceAll('/', '\\/'))).not.toContain(
        text.slice(-8),
      );
    }
    expect(redact(bytes.toString('hex').toUpperCase())).toBe(mark);
    expect(redact(`status 401: ${bytes.toString('hex')}`)).not.toContain(bytes.toString('hex', 8));
    expect(redact(JSON.stringify(bytes))).toBe(`{"type":"Buffer","data":[${mark}]}`);
    expect(redact(inspect(bytes))).toBe(`<Buffer ${mark}>`);
    expect(redact([...bytes].map((byte) => `0x${byte.toString(16)}`).join(', '))).toBe(`0x${mark}`);
  });

  it('should find both halves of one that was cut in two', () => {
    const [first, second] = [key.slice(0, 9), key.slice(9)];
    const redact = redactor([key]);

    expect(redact(`{"part":"${first}"}`)).toBe(`{"part":"${mark}"}`);
    expect(redact(`{"part":"${second}","more":1}`)).toBe(`{"part":"${mark}","more":1}`);
    expect(redact(`It begins with ${first}... and ends so.`)).not.toContain(first);
    expect(redact(Buffer.from(`the rest is ${second}`).toString('base64'))).toBe(mark);
  });

  it('should leave other words alone that look encoded', () => {
    const text = 'c2VjcmV0 deadbeef [115,107,45] sk-Other_key 73 6b 2d AAAA/BBBB+CCCC==';
    expect(redactor([key])(text)).toBe(text);
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

  it.each([...['\\', '%25', '&#0', 'a', 'A/', '0', '0x', '00 ', '1,', ' ', '\\/', '\\x', 'k.']])(
    'should take linear time for a text of %s only',
    (repeated) => {
      const redact = redactor([`${repeated.repeat(2)}/+ "${'k'.repeat(1000)}`]);
      const text = repeated.repeat(20_000);
      expect(redact(text)).toBe(text);
    },
  );

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
