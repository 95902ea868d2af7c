import { PasserelleError } from '@passerelle/kernel';
import { readServiceMetadata, readTrustList, type MetadataReading } from '@passerelle/peers/metadata';
import { checkValidity, verifyXmlSignatures, type Certificate, type SignatureFinding } from '@passerelle/trust';
import { parseXml } from '@passerelle/xml';

/** Metadata that were read, with the certificate that vouches for them. */
export interface SignedMetadata extends MetadataReading {
  readonly signer: Certificate;
}

/**
 * Verifies the signature of a trust list or of service metadata, and reads what it covers: the octets that were digested
 * and nothing else, since around them anything may stand.
 * @param octets - the file as it came
 * @param anchors - certificates of signers or of authorities, known beforehand; what travels in the file adds nothing
 * @param at - the instant for which it is judged
 * @throws PasserelleError PSR-3061 without a valid signature over the whole, PSR-3062, PSR-3063, PSR-10xx
 */
export async function readSignedMetadata(
  octets: Uint8Array,
  anchors: readonly Certificate[],
  at: Date,
): Promise<SignedMetadata> {
  const findings = await verifyXmlSignatures(octets, { anchors, crls: [], ocspResponses: [], at, detached: [] });
  const whole = findings.map((finding) => covered(finding)).filter((each) => each !== undefined);
  // Metadata of a publisher hold the signature of the country inside, which covers less and is not asked here.
  const [only, ...others] = whole;
  if (only === undefined || others.length > 0) throw new PasserelleError('PSR-3061', { reason: reasonOf(findings) });
  // A seal outlives its certificate; a list speaks of the present, and whose key has expired speaks of it no more.
  if (!checkValidity(only.signer, at).ok) {
    throw new PasserelleError('PSR-3061', { reason: 'the certificate of its signer is not valid at this time' });
  }
  const { local } = parseXml(only.octets);
  if (local === 'TrustServiceStatusList') {
    if (findings.length > 1) throw new PasserelleError('PSR-3061', { reason: 'a trust list has one signature' });
    return { ...readTrustList(only.octets, at), signer: only.signer };
  }
  const reading = readServiceMetadata(only.octets, at);
  // A country speaks for itself only; the publisher, whose signature is around it, speaks for all.
  if (reading.signedBy === 'country' && only.signer.subject.country !== reading.country) {
    throw new PasserelleError('PSR-3061', { reason: `it is metadata of ${reading.country} signed by another country` });
  }
  return { ...reading, signer: only.signer };
}

interface Covered {
  readonly octets: Uint8Array;
  readonly signer: Certificate;
}

/** The whole document as a valid signature covers it. */
function covered({ verdict, scope, signer, signed }: SignatureFinding): Covered | undefined {
  const document = signed.find(({ place }) => place === '/*[1]');
  if (verdict !== 'valid' || scope !== 'full' || signer === undefined || document === undefined) return undefined;
  return { octets: document.octets, signer };
}

function reasonOf(findings: readonly SignatureFinding[]): string {
  if (findings.length === 0) return 'it has no signature';
  const last = findings.at(-1)?.reasons[0];
  return last === undefined ? 'no signature covers the whole of it' : `${last.code} ${last.text.replace(/\.$/, '')}`;
}
