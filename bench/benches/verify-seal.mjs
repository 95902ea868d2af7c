import { verifyXmlSignatures } from '@passerelle/trust';
import { commonSummary } from '../documents/common-summary.mjs';
import { envelopedXades } from '../documents/enveloped-xades.mjs';
import { rowsAgainst } from '../harness/rows.mjs';
import { sealIdentity } from '../harness/seal-identity.mjs';
import { xmlCrypto } from '../harness/xml-crypto-peer.mjs';
import { race } from '../measure.mjs';

const peer = 'xml-crypto 6.3.2';

/**
 * Enveloped XAdES of others verified each second: found, references resolved, canonicalised, digested, properties read,
 * the path of the signer built. Beside it xml-crypto on the same document with an equivalent signature, which is all it
 * knows: no properties, no certificate, the key given.
 */
export async function run({ quick }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 200 } : {};
  const rsa = sealIdentity('rsa-3072');
  const rows = [];
  for (const bytes of [100_000]) {
    const { xml } = commonSummary(bytes);
    const theirs = xmlCrypto(xml, rsa);
    const equivalent = theirs.sign();
    const plain = Buffer.from(equivalent, 'utf8');
    const document = await envelopedXades(xml, rsa.key);
    const context = { anchors: [rsa.certificate], crls: [], ocspResponses: [], at: new Date(), detached: [] };
    const raced = await race(
      [
        { name: 'ours', run: async () => demand(await verifyXmlSignatures(document, context), 'XAdES-B-B') },
        { name: 'theirs, by us', run: async () => demand(await verifyXmlSignatures(plain, context), 'XML-DSig') },
        { name: peer, run: () => demandYes(theirs.verify(equivalent)) },
      ],
      timing,
    );
    const size = `${Math.round(document.length / 1000)} kB`;
    const unit = 'documents/CPU-s';
    const target = { ratio: 10 };
    rows.push(
      ...rowsAgainst(raced, {
        name: `verify enveloped XAdES RSA-3072, ${size}`,
        unit,
        ours: 'ours',
        peers: [peer],
        target,
      }),
      ...rowsAgainst(raced, {
        name: `verify its XML-DSig RSA-3072, ${size}`,
        unit,
        ours: 'theirs, by us',
        peers: [peer],
      }),
    );
  }
  return rows;
}

/** A verification that says no is fast and worth nothing. */
function demand([finding], format) {
  const accepted = finding?.verdict === 'valid' && finding.scope === 'full' && finding.format === format;
  if (!accepted) throw new Error(`a good signature is not accepted: ${JSON.stringify(finding?.reasons)}`);
}

function demandYes(valid) {
  if (!valid) throw new Error('xml-crypto says no to its own signature');
}
