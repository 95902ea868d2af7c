import { constants, createPublicKey, sign, verify } from 'node:crypto';
import { systemClock } from '@passerelle/kernel';
import { sealBundle, sealDetached, verifyBundleSeal, verifyDetachedSeal } from '@passerelle/trust';
import { commonSummaries, fixture } from '../documents/fixtures.mjs';
import { sealIdentity } from '../harness/seal-identity.mjs';
import { xmlCrypto } from '../harness/xml-crypto-peer.mjs';
import { race } from '../measure.mjs';
import { rowsAgainst, rowsOf } from '../harness/rows.mjs';

const clock = systemClock;
const content = { uri: 'urn:uuid:00000000-0000-4000-8000-000000000000', mediaType: 'text/xml' };
const peer = 'xml-crypto 6.3.2';
const raw = 'node:crypto alone';

/** Seals each second, beside xml-crypto on the same document and the same RSA-3072 key, and beside the bare signature. */
export async function run({ quick }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 200 } : {};
  const rsa = sealIdentity('rsa-3072');
  const ec = sealIdentity('ec-p256');
  const rows = [];
  for (const { name, octets } of [fixture('lu/rich.xml'), ...commonSummaries().slice(1)]) {
    rows.push(...(await sealRows(name, octets, rsa, ec, timing)), ...(await verifyRows(name, octets, rsa, ec, timing)));
  }
  return [...rows, ...(await bundleRows(ec, timing))];
}

async function sealRows(name, octets, rsa, ec, timing) {
  const theirs = xmlCrypto(octets.toString('utf8'), rsa);
  const detached = (key) => () => sealDetached(octets, content, key, { clock });
  const raced = await race(
    [
      { name: 'ours', run: detached(rsa.key) },
      { name: 'ours, P-256', run: detached(ec.key) },
      { name: peer, run: theirs.sign },
      { name: raw, run: () => sign('sha256', octets, rsa.privateKey) },
    ],
    timing,
  );
  const what = `seal XAdES RSA-3072, ${name}`;
  const unit = 'seals/CPU-s';
  return [
    ...rowsAgainst(raced, { name: what, unit, ours: 'ours', peers: [peer, raw], target: { ratio: 5 } }),
    { name: `seal XAdES P-256, ${name}`, unit, value: raced.paceOf('ours, P-256').perCpuSecond },
  ];
}

async function verifyRows(name, octets, rsa, ec, timing) {
  const theirs = xmlCrypto(octets.toString('utf8'), rsa);
  const signed = theirs.sign();
  const signature = sign('sha256', octets, rsa.privateKey);
  const publicKey = { key: createPublicKey(rsa.privateKey), padding: constants.RSA_PKCS1_PADDING };
  const verified = async ({ key, certificate }) => {
    const seal = await sealDetached(octets, content, key, { clock });
    return async () => demand((await verifyDetachedSeal(seal, octets, { pinned: [certificate], clock })).ok);
  };
  const raced = await race(
    [
      { name: 'ours', run: await verified(rsa) },
      { name: 'ours, P-256', run: await verified(ec) },
      { name: peer, run: () => demand(theirs.verify(signed)) },
      { name: raw, run: () => demand(verify('sha256', octets, publicKey, signature)) },
    ],
    timing,
  );
  const what = `verify XAdES RSA-3072, ${name}`;
  const unit = 'seals/CPU-s';
  return [
    ...rowsAgainst(raced, { name: what, unit, ours: 'ours', peers: [peer, raw] }),
    { name: `verify XAdES P-256, ${name}`, unit, value: raced.paceOf('ours, P-256').perCpuSecond },
  ];
}

/** A Bundle is canonicalised by us, so its seal costs more than that of a document that is taken as it is. */
async function bundleRows({ key, certificate }, timing) {
  const { octets, name } = fixture('lu/structured.fhir.json');
  const bundle = JSON.parse(octets.toString('utf8'));
  const who = { display: 'Sample node' };
  const sealed = Buffer.from(JSON.stringify(await sealBundle(bundle, key, { clock, who })), 'utf8');
  const seal = `seal JAdES P-256, ${name}`;
  const check = `verify JAdES P-256, ${name}`;
  const raced = await race(
    [
      { name: seal, run: () => sealBundle(bundle, key, { clock, who }) },
      { name: check, run: () => demand(verifyBundleSeal(sealed, { pinned: [certificate], clock }).ok) },
    ],
    timing,
  );
  return rowsOf(raced, [seal, check], 'seals/CPU-s');
}

/** A verification that says no is fast and worth nothing. */
function demand(valid) {
  if (!valid) throw new Error('a seal that was just made does not verify');
}
