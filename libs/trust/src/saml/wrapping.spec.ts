import { describe, expect, it } from '@jest/globals';
import { clock, expectation, issued, issuerName, portugal, response, soap } from '../testing/assertions.js';
import { signElement } from '../xades/sign-enveloped.js';
import { namespaces } from './names.js';
import { verifyAssertion } from './verify-assertion.js';

/**
 * The eight ways of Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012), to put a
 * forged assertion beside one that is signed: XSW1 and 2 against signed responses, XSW3 to 8 against signed assertions.
 */
const good = await issued();
const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(good)![0];
const forged = good.replace(signature, '').replace('dr.doolittle', 'mallory');
const evil = forged.replace(/ ID="[^"]+"/, ' ID="_evil"');
const unsigned = good.replace(signature, '');
const inExtensions = (inside: string): string => `<samlp:Extensions>${inside}</samlp:Extensions>`;
const inObject = (inside: string): string => `<ds:Object>${inside}</ds:Object>`;

/** Puts something behind the issuer of an assertion. */
function behindIssuer(assertion: string, inside: string): string {
  return assertion.replace('</saml2:Issuer>', `</saml2:Issuer>${inside}`);
}

async function signedResponse(inside: string): Promise<{ whole: string; value: string }> {
  const behind = { uri: namespaces.assertion, local: 'Issuer' };
  const result = await signElement(Buffer.from(response(inside)), '_r', portugal.key, {
    clock,
    form: 'XML-DSig',
    behind,
  });
  if (!result.ok) throw result.error;
  const whole = result.value.toString();
  return { whole, value: /<ds:Signature .*<\/ds:Signature>/s.exec(whole)![0] };
}

const { whole, value } = await signedResponse(unsigned);
const original = whole.replace(value, '');
const evilResponse = response(evil).replace(' ID="_r"', ' ID="_evil-r"');

const attacks: readonly (readonly [name: string, message: string])[] = [
  [
    'XSW1: a forged response around the signature, which holds the signed one',
    evilResponse.replace(
      '</saml2:Issuer>',
      `</saml2:Issuer>${value.replace('</ds:Signature>', `${inObject(original)}</ds:Signature>`)}`,
    ),
  ],
  [
    'XSW2: a forged response with the signed one beside the signature',
    evilResponse.replace('</saml2:Issuer>', `</saml2:Issuer>${value}${original}`),
  ],
  ['XSW3: the forged assertion before the signed one', response(evil + good)],
  ['XSW3, turned round', response(good + evil)],
  [
    'XSW4: the signed assertion inside of the forged one',
    response(evil.replace('</saml2:Assertion>', `${good}</saml2:Assertion>`)),
  ],
  [
    'XSW5: the signature in the forged assertion, the signed one beside',
    response(behindIssuer(evil, signature) + unsigned),
  ],
  [
    'XSW6: the signature in the forged assertion holds the signed one',
    response(behindIssuer(evil, signature.replace('</ds:Signature>', `${inObject(unsigned)}</ds:Signature>`))),
  ],
  ['XSW7: the signed assertion in Extensions', response(inExtensions(good) + evil)],
  [
    'XSW8: the signature in the forged assertion, the signed one in its Object, under the forged Id',
    response(behindIssuer(forged, signature.replace('</ds:Signature>', `${inObject(unsigned)}</ds:Signature>`))),
  ],
  ['two assertions of one Id', response(forged + good)],
  ['the signed assertion in the body of SOAP, the forged one in the header', soap(evil, good)],
  ['the forged assertion in the body of SOAP, the signed one in the header', soap(good, evil)],
  ['the signed assertion in a second security header', soap(evil).replace('</s:Header>', `<x>${good}</x></s:Header>`)],
  ['the signed assertion inside of an attribute of the forged one', evil.replace('John Doolittle', good)],
  [
    'the forged assertion as advice in a copy of the signed one',
    good.replace('<saml2:AuthnStatement', `<saml2:Advice>${evil}</saml2:Advice><saml2:AuthnStatement`),
  ],
  [
    'a signature without reference',
    response(behindIssuer(forged, signature.replace(/<ds:Reference .*<\/ds:Reference>/s, ''))),
  ],
  ['a second SignedInfo', response(good.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/s, '$1$1'))],
];

describe('threat 8: wrapping attacks on assertions of ours', () => {
  it('what they are made of is accepted', async () => {
    for (const message of [good, response(good), soap(good), whole]) {
      const result = await verifyAssertion(Buffer.from(message), expectation());
      expect(result.ok && result.value.subject.value).toBe('dr.doolittle');
    }
  });

  it.each(attacks)('refuses %s', async (_name, message) => {
    const result = await verifyAssertion(Buffer.from(message), expectation());
    expect(result.ok ? result.value.subject.value : result.error.code).toMatch(/^PSR-230[1-5]$/);
  });

  it('refuses them for a known issuer only by their form: nothing else is wrong with them', () => {
    for (const [, message] of attacks) expect(message).toContain(issuerName);
  });
});
