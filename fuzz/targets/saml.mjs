/** SAML assertions: only a refusal or evidence comes back, and evidence is of octets that were issued. */
import { systemClock } from '@passerelle/kernel';
import { crossBorderAudience, issueAssertion, verifyAssertion } from '@passerelle/trust/saml';
import { answeredLater, demand } from '../support/refusals.mjs';
import { identity } from '../support/identity.mjs';
import { corpus } from '../support/seeds.mjs';

export const dictionary = 'xml';

const issuer = { value: 'urn:sample:issuer' };

/** One that is valid for as long as the fuzzer's memory of it is of use. */
async function assertion() {
  const made = await issueAssertion(
    {
      issuer,
      subject: { value: 'sample' },
      attributes: { 'urn:oasis:names:tc:xspa:1.0:subject:subject-id': ['Sample <!-- & --> Name'] },
      authentication: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      authenticatedAt: systemClock.now(),
      lifetime: 14_000,
    },
    identity().key,
    { clock: systemClock },
  );
  if (!made.ok) throw made.error;
  return made.value;
}

const own = await assertion();

export const seeds = () => [
  own,
  Buffer.from(`<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${own.toString()}</samlp:Response>`),
  ...corpus('security/xsw', '.xml'),
  ...corpus('security/payloads', 'comment-in-nameid.xml'),
];

export async function fuzz(data) {
  const result = await answeredLater(() =>
    verifyAssertion(Buffer.from(data), {
      issuers: [{ name: issuer.value, anchors: [identity().certificate] }],
      audience: crossBorderAudience,
      clock: systemClock,
      methods: ['urn:oasis:names:tc:SAML:2.0:cm:sender-vouches', 'urn:oasis:names:tc:SAML:2.0:cm:bearer'],
      useOnce: () => Promise.resolve(true),
    }),
  );
  if (!result?.ok) return;
  const { subject, attributes } = result.value;
  demand(JSON.stringify([subject, attributes]).includes('Sample'), 'evidence of what nobody said');
  // The seeds of an earlier run were issued by the same key, with other instants and ids.
  demand(shapeOf(result.value.signed) === shapeOf(own), 'evidence of octets that nobody issued');
}

const shapeOf = (octets) =>
  Buffer.from(octets)
    .toString()
    .replace(/<ds:Signature.*<\/ds:Signature>/s, '')
    .replaceAll(/"_[0-9a-f-]{36}"/g, '""')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
