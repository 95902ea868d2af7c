import type { Certificate } from '../certificates/certificate.js';
import type { SignatureFormat } from '../verification/finding.js';
import type { Digested } from './digested.js';
import type { Properties } from './qualifying-properties.js';
import type { Signer } from './signer.js';
import type { TimeStampResult } from './time-stamps.js';

/**
 * What a signature is: XML-DSig without properties, else XAdES and the baseline level it reaches (ETSI EN 319 132-1
 * section 6, as EU DSS checks it): two references at least, one signing time, one signing certificate that is carried and
 * not named by a URI, a media type for each signed object. Level T besides: each time-stamp one token, made before the
 * certificate ended.
 * @param data - the references over what was signed
 */
export function formatOf(
  properties: Properties | undefined,
  data: readonly Digested[],
  signer: Signer | undefined,
  stamps: TimeStampResult,
): SignatureFormat {
  if (properties === undefined) return 'XML-DSig';
  const isBaseline =
    properties.departures.length === 0 &&
    properties.signedAt !== undefined &&
    signer?.isCarried === true &&
    data.length > 0 &&
    data.every(({ reference }) => reference.id !== undefined && properties.formats.includes(`#${reference.id}`));
  if (!isBaseline) return 'XAdES';
  return stamps.isLevelT && endsAfter(signer.certificate, stamps) ? 'XAdES-B-T' : 'XAdES-B-B';
}

function endsAfter({ validTo }: Certificate, { verified }: TimeStampResult): boolean {
  return verified.every(({ time }) => time <= validTo);
}
