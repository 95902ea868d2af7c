/** Signatures of JSON: nothing but a finding comes back, and what is called valid is what was signed. */
import { sealBundle, sealDetachedObjects, verifyBundleSeal, verifyJsonSignatures } from '@passerelle/trust';
import { systemClock } from '@passerelle/kernel';
import { answered, answeredLater, demand } from '../support/refusals.mjs';
import { context, identity } from '../support/identity.mjs';
import { corpus } from '../support/seeds.mjs';

export const dictionary = 'json';

const clock = systemClock;
const content = Buffer.from('{"a":[1.0,"b"]}');
const bundle = {
  resourceType: 'Bundle',
  type: 'document',
  identifier: { value: 'x' },
  timestamp: '2026-01-01T00:00:00Z',
  entry: [],
};
const named = [{ name: 'content.json', octets: content }];

export const seeds = async () => {
  const { key } = identity();
  return [
    Buffer.from(JSON.stringify(await sealBundle(bundle, key, { clock, who: { display: 'Sample node' } }))),
    ...(await detachedSeal()),
    ...corpus('security/xades-dss/jades', '.json'),
    ...corpus('security/wycheproof', 'json_web_signature_test.json'),
  ];
};

async function detachedSeal() {
  const objects = [{ name: 'content.json', octets: content, mediaType: 'application/json' }];
  const seal = await sealDetachedObjects(objects, identity().key, { clock });
  return [Buffer.from(typeof seal === 'string' ? seal : JSON.stringify(seal))];
}

export async function fuzz(data) {
  const octets = Buffer.from(data);
  const findings = await answeredLater(() => verifyJsonSignatures(octets, context(named)));
  for (const { verdict, signed: objects } of findings ?? []) {
    if (verdict !== 'valid') continue;
    demand(objects.length > 0, 'valid, and nothing is signed');
    for (const each of objects) demand(isSigned(each.octets), 'valid over octets nobody signed');
  }
  const sealed = answered(() => verifyBundleSeal(octets, { pinned: [identity().certificate], clock }));
  if (sealed?.ok) demand(isSigned(withoutSignature(octets)), 'a sealed Bundle that nobody sealed');
}

/** The content of a seed: of the detached seal, or the Bundle however it is written. */
function isSigned(octets) {
  return content.equals(octets) || sorted(JSON.parse(Buffer.from(octets).toString())) === sorted(bundle);
}

/** What a seal of a Bundle covers (FHIR document canonicalisation). */
function withoutSignature(octets) {
  const uncovered = ['signature', 'id', 'meta'];
  const covered = Object.entries(JSON.parse(octets.toString())).filter(([name]) => !uncovered.includes(name));
  return Buffer.from(JSON.stringify(Object.fromEntries(covered)));
}

function sorted(value) {
  return JSON.stringify(value, (_key, held) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}
