import { describe, expect, it } from '@jest/globals';
import { bearerMatches, newBearerToken } from './bearer.js';

const token = newBearerToken();

describe('bearerMatches', () => {
  it('accepts the expected token, the scheme in any case', () => {
    expect(bearerMatches(`Bearer ${token}`, token)).toBe(true);
    expect(bearerMatches(`bearer  ${token} `, token)).toBe(true);
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['the scheme alone', 'Bearer '],
    ['the token without scheme', token],
    ['another scheme', `Basic ${token}`],
    ['a token cut short', `Bearer ${token.slice(0, -1)}`],
    ['a token with a tail', `Bearer ${token}A`],
    ['another token', `Bearer ${newBearerToken()}`],
    ['two tokens', `Bearer ${token}, Bearer ${token}`],
    ['a line break', `Bearer ${token}\n`],
  ])('refuses %s', (_name, header) => {
    expect(bearerMatches(header, token)).toBe(false);
  });

  it('opens to nobody when no token is set', () => {
    for (const header of [undefined, '', 'Bearer', 'Bearer ']) expect(bearerMatches(header, '')).toBe(false);
  });
});

describe('newBearerToken', () => {
  it('gives 256 random bits', () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(newBearerToken()).not.toBe(token);
  });
});
