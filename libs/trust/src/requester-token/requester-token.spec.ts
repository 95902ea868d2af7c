import { fixedClock, sha256 } from '@passerelle/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Claims } from '../jws/sign-compact.js';
import { compactAtOnce, requesterTokenAtOnce } from '../testing/at-once.js';
import { epoch, identity } from '../testing/identities.js';
import { issueRequesterToken } from './issue.js';
import { requesterTokenType } from './profile.js';
import { annexFields, type RequesterIdentity } from './requester.js';
import { verifyRequesterToken, type RequesterTokenExpectation } from './verify.js';

const requester: RequesterIdentity = {
  professional: {
    family_name: 'Exemplo',
    given_name: 'Inês',
    country_code: 'PT',
    hp_identifier: 'OM-00001',
    issuing_authority_name: 'Ordem de exemplo',
    hp_professional_role: 'Medical Doctors',
    healthcare_provider_identifier: 'PT-HCP-1',
  },
  provider: {
    healthcare_provider_identifier: 'PT-HCP-1',
    issuing_authority_name: 'Entidade de exemplo',
    healthcare_provider_name: 'Hospital de exemplo',
    healthcare_provider_address: 'Rua de exemplo 1, Lisboa',
  },
};
const token = identity('PT', 'token');
const tls = identity('PT', 'tls').key.certificate.fingerprint;
const otherTls = identity('PT', 'tls').key.certificate.fingerprint;
const content = { requester, issuer: 'PT', audience: 'LU', purposeOfUse: 'TREAT', tlsCertificate: tls };

let clock = fixedClock(epoch);
let expected: RequesterTokenExpectation;
beforeEach(() => {
  clock = fixedClock(epoch);
  expected = { issuer: 'PT', audience: 'LU', tokenCertificates: [token.key.certificate], tlsCertificate: tls, clock };
});

const issue = () => requesterTokenAtOnce(content, token.key, clock);
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Claims;
/** A token signed by the peer's pinned key with claims the test decides: what a careless or hostile peer could send. */
const signed = (changes: Record<string, unknown>) =>
  compactAtOnce(requesterTokenType, { ...claimsOf(issue()), ...changes }, token.key);
const refusal = async (jwt: string, changes: Partial<RequesterTokenExpectation> = {}) => {
  const result = await verifyRequesterToken(jwt, { ...expected, ...changes });
  return result.ok ? 'accepted' : result.error.code;
};

describe('issueRequesterToken', () => {
  it('issues what a peer accepts', async () => {
    expect(await refusal(await issueRequesterToken(content, token.key, clock))).toBe('accepted');
  });

  it('states the parties, the time, the binding and the annex, and nothing about a patient', () => {
    const claims = claimsOf(issue());
    const seconds = epoch.getTime() / 1000;
    expect(claims).toEqual({
      iss: 'PT',
      aud: 'LU',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 300,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      cnf: { 'x5t#S256': Buffer.from(tls, 'hex').toString('base64url') },
      purpose_of_use: 'TREAT',
      ...requester,
    });
  });

  it('leaves behind what the annex does not know', () => {
    const talkative = { ...requester, professional: { ...requester.professional, birth_date: '1970-01-01' } };
    const claims = claimsOf(requesterTokenAtOnce({ ...content, requester: talkative }, token.key, clock));
    expect(claims['professional']).toEqual(requester.professional);
  });

  it('gives each token its own id', () => {
    expect(claimsOf(issue())['jti']).not.toBe(claimsOf(issue())['jti']);
  });

  it('issues nothing when a field is empty, the tables disagree or the lifetime is too long', async () => {
    const professional = { ...requester.professional, given_name: ' ' };
    const provider = { ...requester.provider, healthcare_provider_identifier: 'PT-HCP-2' };
    const attempts = [
      [{ ...content, requester: { ...requester, professional } }, 'PSR-2007'],
      [{ ...content, requester: { ...requester, provider } }, 'PSR-2005'],
      [{ ...content, purposeOfUse: '' }, 'PSR-2007'],
      [{ ...content, lifetime: 301 }, 'PSR-2006'],
      [{ ...content, lifetime: 0 }, 'PSR-2006'],
    ] as const;
    for (const [attempt, code] of attempts) {
      await expect(async () => issueRequesterToken(attempt, token.key, clock)).rejects.toMatchObject({ code });
    }
  });
});

describe('verifyRequesterToken', () => {
  it('accepts a fresh token and says who asks', async () => {
    const jwt = issue();
    const result = await verifyRequesterToken(jwt, expected);
    expect(result).toEqual({
      ok: true,
      value: {
        requester,
        purposeOfUse: 'TREAT',
        tokenId: claimsOf(jwt)['jti'],
        expiresAt: new Date(epoch.getTime() + 300_000),
        tokenDigest: sha256(jwt),
        certificate: expected.tokenCertificates[0],
      },
    });
  });

  it.each(['RS256', 'PS256'] as const)('accepts a token signed %s', async (algorithm) => {
    const rsa = identity('PT', 'token', 'rsa-3072', algorithm);
    const jwt = requesterTokenAtOnce(content, rsa.key, clock);
    expect(await refusal(jwt, { tokenCertificates: [token.key.certificate, rsa.key.certificate] })).toBe('accepted');
  });

  const fields = Object.entries(annexFields).flatMap(([table, names]) => names.map((name) => [table, name] as const));
  describe.each(fields)('%s.%s', (table, name) => {
    it.each([
      ['missing', undefined],
      ['empty', ''],
      ['blank', ' \u00a0'],
      ['null', null],
      ['a number', 7],
      ['an object', { value: 'x' }],
      ['oversized', 'x'.repeat(1001)],
      ['with a line break', 'a\nb'],
    ])('is refused when %s', async (_form, value) => {
      const tables: Record<string, unknown> = { ...requester };
      tables[table] = { ...requester[table as keyof RequesterIdentity], [name]: value };
      const result = await verifyRequesterToken(signed(tables), expected);
      expect(result).toMatchObject({ ok: false, error: { code: 'PSR-2007', facts: { field: `${table}.${name}` } } });
    });
  });

  it('names the first field when a whole table is missing or of another form', async () => {
    for (const professional of [undefined, null, 'x', []]) {
      const result = await verifyRequesterToken(signed({ professional }), expected);
      expect(result).toMatchObject({ ok: false, error: { facts: { field: 'professional.family_name' } } });
    }
    const result = await verifyRequesterToken(signed({ provider: {} }), expected);
    expect(result).toMatchObject({ ok: false, error: { facts: { field: 'provider.healthcare_provider_identifier' } } });
  });

  it.each(['pt', 'PRT', 'P', '620'])('refuses %s as the country code', async (country_code) => {
    const professional = { ...requester.professional, country_code };
    const result = await verifyRequesterToken(signed({ professional }), expected);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'PSR-2007', facts: { field: 'professional.country_code' } },
    });
  });

  it('refuses tables that name different providers', async () => {
    const provider = { ...requester.provider, healthcare_provider_identifier: 'PT-HCP-2' };
    expect(await refusal(signed({ provider }))).toBe('PSR-2005');
  });

  it('refuses a missing or malformed purpose of use', async () => {
    for (const purpose of [undefined, '', 'TREAT\n', 7, ['TREAT'], 'x'.repeat(65)]) {
      expect(await refusal(signed({ purpose_of_use: purpose }))).toBe('PSR-2007');
    }
  });

  it('refuses another audience, several audiences and another issuer', async () => {
    expect(await refusal(issue(), { audience: 'FR' })).toBe('PSR-2005');
    expect(await refusal(signed({ aud: ['LU', 'FR'] }))).toBe('PSR-2005');
    expect(await refusal(signed({ aud: ['LU'] }))).toBe('PSR-2005');
    expect(await refusal(signed({ aud: undefined }))).toBe('PSR-2005');
    expect(await refusal(issue(), { issuer: 'ES' })).toBe('PSR-2005');
    expect(await refusal(signed({ iss: undefined }))).toBe('PSR-2005');
  });

  it('refuses a token taken from another TLS connection, and one that is not bound', async () => {
    expect(await refusal(issue(), { tlsCertificate: otherTls })).toBe('PSR-2005');
    for (const cnf of [undefined, null, {}, 'x', { 'x5t#S256': tls }, { jwk: {} }]) {
      expect(await refusal(signed({ cnf }))).toBe('PSR-2005');
    }
  });

  it('accepts a token to the end of its life and the skew, and no longer', async () => {
    const jwt = issue();
    clock.advance(359_000);
    expect(await refusal(jwt)).toBe('accepted');
    clock.advance(1_000);
    expect(await refusal(jwt)).toBe('PSR-2006');
  });

  it('accepts a clock that runs 60 seconds ahead, and no more unless configured', async () => {
    const ahead = (seconds: number) =>
      requesterTokenAtOnce(content, token.key, fixedClock(new Date(epoch.getTime() + seconds * 1000)));
    expect(await refusal(ahead(60))).toBe('accepted');
    expect(await refusal(ahead(61))).toBe('PSR-2006');
    expect(await refusal(ahead(61), { skew: 120 })).toBe('accepted');
    expect(await refusal(ahead(1), { skew: 0 })).toBe('PSR-2006');
  });

  it('refuses a lifetime above 300 seconds, and dates that are missing, swapped or no numbers', async () => {
    const iat = epoch.getTime() / 1000;
    const dates = [
      { exp: iat + 301 },
      { iat: iat - 200, exp: iat + 101 },
      { exp: iat },
      { iat: undefined },
      { nbf: undefined },
      { exp: undefined },
      { exp: String(iat + 300) },
      { exp: 1e300 },
      { iat: -1 },
      { nbf: iat + 61 },
    ];
    for (const changes of dates) expect(await refusal(signed(changes))).toBe('PSR-2006');
  });

  it('refuses a token without usable id', async () => {
    for (const jti of [undefined, '', 'short', 7, 'a b c d e f g', 'x'.repeat(129), 'line\nbreak']) {
      expect(await refusal(signed({ jti }))).toBe('PSR-2005');
    }
  });

  it('refuses a token whose certificate has run out', async () => {
    clock.advance(366 * 24 * 60 * 60 * 1000);
    expect(await refusal(issue())).toBe('PSR-2005');
  });

  it('refuses a key of another peer, another type of JWS and an altered token', async () => {
    const stranger = identity('PT', 'token').key;
    const jwt = issue();
    expect(await refusal(requesterTokenAtOnce(content, stranger, clock))).toBe('PSR-2005');
    expect(await refusal(compactAtOnce('passerelle-receipt+jwt', claimsOf(jwt), token.key))).toBe('PSR-2005');
    const altered = Buffer.from(JSON.stringify({ ...claimsOf(jwt), purpose_of_use: 'ETREAT' })).toString('base64url');
    expect(await refusal(jwt.replace(/\.[^.]+\./, `.${altered}.`))).toBe('PSR-2005');
  });

  it('refuses an oversized token and tells a missing one apart', async () => {
    expect(await refusal(signed({ filler: 'x'.repeat(8192) }))).toBe('PSR-2005');
    expect(await refusal('')).toBe('PSR-2004');
  });

  it('never repeats what the token says in an error', async () => {
    const professional = { ...requester.professional, hp_identifier: '' };
    const result = await verifyRequesterToken(signed({ professional }), expected);
    expect(JSON.stringify(result)).not.toContain('Exemplo');
  });
});
