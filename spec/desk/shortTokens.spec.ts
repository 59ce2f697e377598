import { shortTokens } from '../../scripts/desk/server/shortTokens';

describe('shortTokens', () => {
  it('should let in for a minute who has one', () => {
    let now = Date.UTC(2026, 0, 1);
    const tokens = shortTokens(() => now);
    const { token, expires } = tokens.issue();
    const later = () => tokens.letsIn(token);

    expect(expires).toBe('2026-01-01T00:01:00.000Z');
    expect([later(), later()]).toEqual([true, true]);
    now += 59_999;
    expect(later()).toBe(true);
    now += 1;
    expect(later()).toBe(false);
  });

  it('should let in nobody else', () => {
    const tokens = shortTokens();
    const first = tokens.issue().token;

    expect(tokens.issue().token).not.toBe(first);
    expect([undefined, '', 'a token', `${first}x`].map(tokens.letsIn)).toEqual(
      Array(4).fill(false),
    );
    expect(shortTokens().letsIn(first)).toBe(false);
  });
});
