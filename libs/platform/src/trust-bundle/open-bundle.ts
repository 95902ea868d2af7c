import { parseFhirJson } from '@passerelle/fhir/json';
import { asPasserelleError, failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { certificatePurposes, type PinnedPurpose } from '@passerelle/peers';
import { encodeContents, readBundleContents, type TrustBundleContents } from '@passerelle/peers/trust-bundle';
import { readCertificate, type Certificate } from '@passerelle/trust';
import { largestTrustBundle, openTrustBundle, type BundleStatement } from '@passerelle/trust/trust-bundle';

/** A trust bundle whose signature and form were verified. Whether it may be used now is for its statement to say. */
export interface OpenedBundle {
  readonly contents: TrustBundleContents;
  readonly statement: BundleStatement;
  /** The certificate it is signed with, one of the anchors. */
  readonly anchor: Certificate;
  /** The certificates of each country, read. */
  readonly certificates: ReadonlyMap<string, PinnedCertificates>;
}

/** Certificates of one peer by their purpose; an empty list where none is pinned. */
export type PinnedCertificates = Readonly<Record<PinnedPurpose, readonly Certificate[]>>;

const jsonLimits = { bytes: largestTrustBundle, depth: 8, values: 100_000 };

/**
 * Verifies a trust bundle and reads what was signed.
 * @param octets - the signed bundle, a compact JWS
 * @returns PSR-3050 to PSR-3052, PSR-3054, PSR-3067; lifetime and sequence are judged by who knows what came before
 */
export function openBundle(
  octets: Uint8Array,
  trusted: { readonly anchors: readonly Certificate[]; readonly now: Date },
): Result<OpenedBundle> {
  const opened = openTrustBundle(octets, trusted);
  if (!opened.ok) return opened;
  const { payload, digest, anchor, signedAt } = opened.value;
  try {
    const read = readBundleContents(parseFhirJson(payload, jsonLimits));
    if ('problems' in read) return malformed(read.problems.slice(0, 10).join('; '));
    const { contents } = read;
    // A second spelling of one list could be read differently elsewhere, and would be another list of the same number.
    if (!encodeContents(contents).equals(payload)) return malformed('it is not canonical JSON');
    const issued = new Date(contents.issued);
    if (issued.getTime() !== signedAt.getTime()) return malformed('issued is not the time of its signature');
    const certificates = new Map(contents.peers.map((peer) => [peer.country, readPins(peer.certificates)]));
    if (pinsAnchor(certificates, anchor))
      return malformed('it lists its own anchor, whose key must serve nothing else');
    const statement = { sequence: contents.sequence, issued, expires: new Date(contents.expires), digest };
    return ok({ contents, statement, anchor, certificates });
  } catch (caught) {
    const error = asPasserelleError(caught);
    if (error.code === 'PSR-9001') throw caught;
    return malformed(error.message.replace(/\.$/, ''));
  }
}

/** @throws PasserelleError PSR-2010 for what is no certificate */
function readPins(certificates: TrustBundleContents['peers'][number]['certificates']): PinnedCertificates {
  const read = (purpose: PinnedPurpose): readonly Certificate[] =>
    (certificates[purpose] ?? []).map((der) => readCertificate(Buffer.from(der, 'base64')));
  return Object.fromEntries(
    certificatePurposes.map((purpose) => [purpose, read(purpose)]),
  ) as unknown as PinnedCertificates;
}

function pinsAnchor(certificates: ReadonlyMap<string, PinnedCertificates>, anchor: Certificate): boolean {
  return [...certificates.values()].some((pins) =>
    Object.values(pins).some((each) => each.some(({ spki }) => spki.equals(anchor.spki))),
  );
}

function malformed(reason: string): Result<never> {
  return failed(new PasserelleError('PSR-3050', { reason }));
}
