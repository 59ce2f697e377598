import { secretsOf } from '../../src/connection';

describe('secretsOf', () => {
  it('should find header values, whole and without their scheme', () => {
    const headers = { authorization: 'Bearer KEY', 'x-key': 'plain' };
    expect(secretsOf({ url: 'wss://a', headers })).toEqual(
      expect.arrayContaining(['Bearer KEY', 'KEY', 'plain']),
    );
  });

  it('should find tokens and keys in the query, as they stand and decoded', () => {
    const url = 'wss://a/b?model=m&token=a%2Fb+c&api_key=K&x=token#token=no';
    expect(secretsOf({ url })).toEqual(expect.arrayContaining(['a%2Fb+c', 'a/b c', 'K']));
    expect(secretsOf({ url })).not.toContain('m');
  });

  it('should find them in what is no URL, and survive broken escapes', () => {
    expect(secretsOf({ url: 'not a url?token=%E0%A4%A' })).toContain('%E0%A4%A');
  });

  it('should find a user and password', () => {
    expect(secretsOf({ url: 'wss://me:p%40ss@a/b' })).toEqual(
      expect.arrayContaining(['me:p%40ss', 'me', 'p@ss']),
    );
  });

  it('should take long subprotocols for keys, and short ones for names', () => {
    const protocols = ['token', 'sk-0123456789abcdef'];
    expect(secretsOf({ url: 'wss://a', protocols })).toContain('sk-0123456789abcdef');
    expect(secretsOf({ url: 'wss://a', protocols })).not.toContain('token');
  });
});
