import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import {
  bearer,
  clock,
  expectation,
  hcpStatement,
  issued,
  issuerName,
  portugal,
  resigned,
  response,
  soap,
  trcStatement,
} from '../testing/assertions.js';
import { epoch, identity } from '../testing/identities.js';
import { signElement } from '../xades/sign-enveloped.js';
import type { AssertionExpectation } from './expectation.js';
import { assertionKinds, confirmationMethods, crossBorderAudience, namespaces } from './names.js';
import { verifyAssertion, verifyAssertions } from './verify-assertion.js';

const stranger = identity('XX', 'seal');

/** `accepted`, or the code with the reason behind it. */
async function answer(text: string, against: AssertionExpectation = expectation()): Promise<string> {
  const result = await verifyAssertion(Buffer.from(text), against);
  if (result.ok) return 'accepted';
  const { refusal } = result.error.facts;
  return refusal === undefined ? result.error.code : `${result.error.code} ${refusal}`;
}

const hcp = await issued();

describe('verifyAssertion: what is accepted', () => {
  it('gives as evidence what was signed, by whom, and how the subject is confirmed', async () => {
    const result = await verifyAssertion(Buffer.from(hcp), expectation());
    if (!result.ok) throw result.error;
    const { signer, chain, signed, attributes, ...content } = result.value;
    expect(content).toEqual({
      id: expect.stringMatching(/^_/),
      issuedAt: epoch,
      issuer: { value: issuerName, nameQualifier: assertionKinds.hcp },
      subject: { value: 'dr.doolittle', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' },
      confirmations: [{ method: confirmationMethods.senderVouches, holders: [] }],
      conditions: {
        notBefore: epoch,
        notOnOrAfter: new Date(epoch.getTime() + 3_600_000),
        audienceRestrictions: [[crossBorderAudience]],
        oneTimeUse: false,
      },
      authentication: { at: epoch, classReference: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509' },
      references: [],
      confirmedBy: confirmationMethods.senderVouches,
    });
    expect([signer.fingerprint, chain.length]).toEqual([portugal.key.certificate.fingerprint, 1]);
    expect(Buffer.from(signed).toString()).toBe(hcp.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
    expect(attributes.map(({ name }) => name)).toEqual(Object.keys(hcpStatement.attributes));
  });

  it('takes it from a response, from the header of SOAP, and from beside a signature of the whole response', async () => {
    expect(await answer(response(hcp))).toBe('accepted');
    expect(await answer(soap(hcp))).toBe('accepted');
    const behind = { uri: namespaces.assertion, local: 'Issuer' };
    const unsigned = response(hcp.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
    for (const inside of [unsigned, response(hcp)]) {
      const whole = await signElement(Buffer.from(inside), '_r', portugal.key, { clock, form: 'XML-DSig', behind });
      expect(whole.ok && (await answer(whole.value.toString()))).toBe('accepted');
    }
  });

  it('confirms bearers for the recipient and the request, and holders of a key by their certificate', async () => {
    const { recipient, inResponseTo } = bearer;
    const text = await issued({ ...hcpStatement, ...bearer });
    expect(await answer(text, expectation({ recipient, inResponseTo }))).toBe('accepted');
    const certificate = portugal.key.certificate.der.toString('base64');
    const key = `<ds:KeyInfo xmlns:ds="${namespaces.signature}"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
    const held = await resigned(hcp, (source) =>
      source.replace(
        /<saml2:SubjectConfirmation .*?<\/saml2:SubjectConfirmation>/,
        `<saml2:SubjectConfirmation Method="${confirmationMethods.holderOfKey}"><saml2:SubjectConfirmationData>${key}</saml2:SubjectConfirmationData></saml2:SubjectConfirmation>`,
      ),
    );
    expect(await answer(held, expectation({ holder: portugal.key.certificate }))).toBe('accepted');
    expect(await answer(held, expectation({ holder: stranger.key.certificate }))).toBe('PSR-2308');
    expect(await answer(held)).toBe('PSR-2308');
  });
});

describe('threat 22: assertions that are not to be believed', () => {
  const changed = (from: string | RegExp, to: string) => resigned(hcp, (text) => text.replace(from, to));

  it('refuses what nobody signed, or somebody else', async () => {
    const unsigned = hcp.replace(/<ds:Signature .*<\/ds:Signature>/s, '');
    expect(await answer(unsigned)).toBe('PSR-2303 it carries none over this place');
    expect(await answer(await issued(hcpStatement, stranger.key))).toBe('PSR-2303 PSR-3030');
    expect(await answer(hcp.replace('dr.doolittle', 'dr.dolittle'))).toBe('PSR-2303 PSR-3002');
    const anchors = [stranger.key.certificate];
    const other = expectation({ issuers: [{ name: issuerName, anchors }] });
    expect(await answer(hcp, other)).toBe('PSR-2303 PSR-3030');
  });

  it('refuses issuers that are not known, however well they sign', async () => {
    const unknown = { ...hcpStatement, issuer: { value: 'urn:idp:XX:countryB' } };
    expect(await answer(await issued(unknown))).toBe('PSR-2304');
  });

  it.each([
    ['another version', 'Version="2.0"', 'Version="1.1"', 'PSR-2305'],
    ['no time of issue', / IssueInstant="[^"]*"/, '', 'PSR-2305'],
    ['a time without offset', /IssueInstant="([^"]*)Z"/, 'IssueInstant="$1"', 'PSR-2305'],
    ['no subject', /<saml2:Subject>.*<\/saml2:Subject>/, '', 'PSR-2305'],
    ['two names', /(<saml2:NameID.*<\/saml2:NameID>)/, '$1$1', 'PSR-2305'],
    ['an empty name', 'dr.doolittle', ' ', 'PSR-2305'],
    ['an element in a name', 'dr.doolittle', 'dr.<b/>doolittle', 'PSR-2305'],
    ['no conditions', /<saml2:Conditions.*<\/saml2:Conditions>/, '', 'PSR-2305'],
    ['conditions without an end', / NotOnOrAfter="[^"]*"/, '', 'PSR-2305'],
    ['no audience', /<saml2:AudienceRestriction>.*<\/saml2:AudienceRestriction>/, '', 'PSR-2307'],
    ['another audience', crossBorderAudience, 'urn:other', 'PSR-2307'],
    ['no statement of authentication', /<saml2:AuthnStatement.*<\/saml2:AuthnStatement>/, '', 'PSR-2305'],
    ['no confirmation', /<saml2:SubjectConfirmation.*<\/saml2:SubjectConfirmation>/, '', 'PSR-2308'],
    ['another confirmation', ':cm:sender-vouches', ':cm:other', 'PSR-2308'],
    ['an attribute twice', /(<saml2:Attribute .*?<\/saml2:Attribute>)/, '$1$1', 'PSR-2305'],
    [
      'a condition nobody knows',
      '<saml2:AudienceRestriction>',
      '<saml2:Condition/><saml2:AudienceRestriction>',
      'PSR-2314',
    ],
    ['a statement nobody knows', '<saml2:AuthnStatement', '<saml2:Statement/><saml2:AuthnStatement', 'PSR-2314'],
    ['an element of another namespace', '<saml2:AuthnStatement', '<x xmlns="urn:x"/><saml2:AuthnStatement', 'PSR-2314'],
    ['an encrypted name', /<saml2:NameID.*<\/saml2:NameID>/, '<saml2:EncryptedID></saml2:EncryptedID>', 'PSR-2309'],
  ])('refuses %s', async (_what, from, to, code) => {
    expect(await answer(await changed(from, to))).toBe(code);
  });

  it('refuses what is out of date, to the second, with a minute for clocks that differ', async () => {
    const at = (seconds: number) => expectation({ clock: fixedClock(new Date(epoch.getTime() + seconds * 1000)) });
    expect(await answer(hcp, at(-60))).toBe('accepted');
    expect(await answer(hcp, at(-61))).toBe('PSR-2306');
    expect(await answer(hcp, at(3659))).toBe('accepted');
    expect(await answer(hcp, at(3660))).toBe('PSR-2306');
    const strict = { ...at(3600), skew: 0 };
    expect(await answer(hcp, strict)).toBe('PSR-2306');
    expect(await answer(await issued({ ...hcpStatement, lifetime: 14_401 }))).toBe('PSR-2306');
    const later = await changed(/AuthnInstant="[^"]*"/, 'AuthnInstant="2027-01-01T00:00:00Z"');
    expect(await answer(later)).toBe('PSR-2306');
    const ended = await changed(
      '<saml2:AuthnStatement ',
      '<saml2:AuthnStatement SessionNotOnOrAfter="2026-01-01T00:00:00Z" ',
    );
    expect(await answer(ended)).toBe('PSR-2306');
  });

  it('refuses bearers for another recipient, another request, or without an end', async () => {
    const { recipient, inResponseTo } = bearer;
    const text = await issued({ ...hcpStatement, ...bearer });
    expect(await answer(text)).toBe('PSR-2308');
    expect(await answer(text, expectation({ recipient: 'https://other.example/' }))).toBe('PSR-2308');
    expect(await answer(text, expectation({ recipient, inResponseTo: '_other' }))).toBe('PSR-2308');
    const endless = await resigned(text, (source) => source.replace(/ NotOnOrAfter="[^"]*" Recipient/, ' Recipient'));
    expect(await answer(endless, expectation({ recipient, inResponseTo }))).toBe('PSR-2308');
    const bare = await issued({ ...hcpStatement, method: confirmationMethods.bearer });
    expect(await answer(bare, expectation({ recipient }))).toBe('PSR-2308');
    const vouched = expectation({ recipient, methods: [confirmationMethods.senderVouches] });
    expect(await answer(text, vouched)).toBe('PSR-2308');
  });

  it('refuses responses that failed, or contradict their assertion', async () => {
    expect(await answer(response(hcp, '', 'Responder'))).toBe('PSR-2311');
    expect(await answer(response(hcp).replace(/<samlp:Status>.*<\/samlp:Status>/, ''))).toBe('PSR-2305');
    expect(await answer(response(hcp).replace(/(<samlp:StatusCode[^>]*>)/, '$1$1'))).toBe('PSR-2305');
    expect(await answer(response(hcp, ' Destination="https://other.example/"'))).toBe('PSR-2308');
    expect(await answer(response(hcp, ' Destination=""'))).toBe('PSR-2308');
    expect(await answer(response(hcp).replace(issuerName, 'urn:idp:XX:countryB'))).toBe('PSR-2304');
  });

  it('refuses messages without an assertion, with two, with an encrypted one, and what is no XML', async () => {
    expect(await answer(response(''))).toBe('PSR-2301');
    expect(await answer(response(hcp + (await issued())))).toBe('PSR-2302');
    expect(await answer(response(`<EncryptedAssertion xmlns="${namespaces.assertion}"/>`))).toBe('PSR-2309');
    expect(await answer('<!DOCTYPE a><a/>')).toBe('PSR-1003');
    expect(await answer('')).toBe('PSR-1010');
  });
});

describe('threat 23: replay', () => {
  it('refuses the second use of an assertion, and asks nothing of the memory before it is good', async () => {
    const asked: string[] = [];
    const until: Date[] = [];
    const useOnce: AssertionExpectation['useOnce'] = (issuer, id, end) => {
      asked.push(`${issuer} ${id}`);
      until.push(end);
      return Promise.resolve(asked.length === 1);
    };
    const against = expectation({ useOnce });
    expect(await answer(hcp.replace('dr.', 'mr.'), against)).toBe('PSR-2303 PSR-3002');
    expect(asked).toEqual([]);
    expect(await answer(hcp, against)).toBe('accepted');
    expect(await answer(hcp, against)).toBe('PSR-2310');
    expect(asked[0]).toBe(`${issuerName} ${/ ID="([^"]+)"/.exec(hcp)?.[1]}`);
    expect(until[0]).toEqual(new Date(epoch.getTime() + 3_660_000));
  });
});

describe('threat 11: comments in what is signed', () => {
  it.each([
    ['in the name', 'dr.doolittle', 'dr.doo<!-- -->little'],
    ['in an attribute', 'John Doolittle', 'John<!-- --> Doolittle'],
    ['in the audience', crossBorderAudience, `${crossBorderAudience}<!-- -->`],
    ['an instruction in the name', 'dr.doolittle', 'dr.doo<?x?>little'],
  ])('refuses one %s, put in later or signed with the rest', async (_what, from, to) => {
    expect(await answer(hcp.replace(from, to))).toMatch(/^PSR-2303 PSR-3/);
    const text = await resigned(hcp, (source) => source.replace(from, to));
    expect(await answer(text)).toMatch(/^PSR-2303 PSR-3/);
  });
});

describe('verifyAssertions: the header of MyHealth@EU', () => {
  const id = / ID="([^"]+)"/.exec(hcp)?.[1] ?? '';
  const kinds = async (text: string, required: ('hcp' | 'trc')[] = ['hcp', 'trc']): Promise<string> => {
    const one = expectation();
    const result = await verifyAssertions(Buffer.from(text), { hcp: one, trc: one }, required);
    return result.ok ? Object.keys(result.value).sort().join(' ') : result.error.code;
  };

  it('tells the assertions apart by what they are, in any order', async () => {
    const trc = await issued(trcStatement(id));
    expect(await kinds(soap(hcp + trc))).toBe('hcp trc');
    expect(await kinds(soap(trc + hcp))).toBe('hcp trc');
    expect(await kinds(soap(hcp), ['hcp'])).toBe('hcp');
  });

  it('refuses two of one kind, one of no kind, one that is not expected, and one that is missing', async () => {
    expect(await kinds(soap(hcp + (await issued())))).toBe('PSR-2302');
    expect(await kinds(soap(await issued({ ...hcpStatement, issuer: { value: issuerName } })))).toBe('PSR-2302');
    const nok = await issued({ ...hcpStatement, issuer: { value: issuerName, nameQualifier: assertionKinds.nok } });
    expect(await kinds(soap(hcp + nok), ['hcp'])).toBe('PSR-2302');
    expect(await kinds(soap(hcp))).toBe('PSR-2301');
  });

  it('counts none of them as used when one is refused', async () => {
    const one = expectation();
    const broken = (await issued(trcStatement(id))).replace('1942', '1943');
    const refused = await verifyAssertions(Buffer.from(soap(hcp + broken)), { hcp: one, trc: one }, ['hcp']);
    expect(refused.ok).toBe(false);
    expect(await answer(hcp, one)).toBe('accepted');
  });
});
