import { certificatePurposes } from '@passerelle/peers';
import type { BundleService } from '@passerelle/peers/trust-bundle';
import type { OpenedBundle } from '@passerelle/platform/trust-bundle';
import type { Certificate } from '@passerelle/trust';
import { spokenFingerprint } from '@passerelle/trust/trust-bundle';

const minute = 60_000;

/** A trust bundle as people read it, with the fingerprint of its anchor in lines that can be read out. */
export function bundleLines(opened: OpenedBundle, now: Date): string[] {
  const { contents, anchor, certificates } = opened;
  const { sequence, issued, expires, issuer, peers } = contents;
  return [
    `Trust bundle ${sequence} of ${JSON.stringify(issuer.name)}, ${peers.length} countries`,
    `issued   ${issued}`,
    `expires  ${expires}, ${until(new Date(expires), now)}`,
    '',
    `Anchor ${nameOf(anchor)}, ${validity(anchor, now)}`,
    ...fingerprintLines(anchor).map((line) => `  ${line}`),
    ...peers.flatMap((peer) => [
      '',
      `${peer.country}  ${peer.name}  ${peer.homeCommunityId}`,
      ...peer.services.map((service) => `  ${serviceLine(service)}`),
      ...certificatePurposes.flatMap((purpose) =>
        (certificates.get(peer.country)?.[purpose] ?? []).flatMap((certificate) => [
          `  ${purpose.padEnd(10)} ${nameOf(certificate)}, ${validity(certificate, now)}`,
          `             ${spokenFingerprint(certificate.fingerprint)}`,
        ]),
      ),
      `  formats    ${peer.capabilities.formats.join(', ')}`,
      `  categories ${peer.capabilities.categories.join(', ')}`,
      ...peer.patientIdentifiers.map(({ label, system, pattern }) => `  patient    ${label}: ${system} ${pattern}`),
    ]),
  ];
}

/** The fingerprint of a certificate in four lines of four groups. */
export function fingerprintLines({ fingerprint }: Pick<Certificate, 'fingerprint'>): string[] {
  return (
    spokenFingerprint(fingerprint)
      .match(/(?:\S+ ?){4}/g)
      ?.map((line) => line.trim()) ?? []
  );
}

/** A service with its address, in one line. */
export function serviceLine({ service, endpoint, transportProfile, from, until: end }: BundleService): string {
  const period = [...(from === undefined ? [] : [`from ${from}`]), ...(end === undefined ? [] : [`until ${end}`])];
  return [
    `${service.padEnd(10)} ${endpoint}`,
    ...(transportProfile === undefined ? [] : [transportProfile]),
    ...period,
  ].join('  ');
}

/** Whose a certificate says it is. What it says is quoted, so that it cannot pass for words of ours. */
export function nameOf({ subject: { commonName, organization, country } }: Certificate): string {
  return JSON.stringify(
    [commonName ?? organization ?? 'no name', country].filter((word) => word !== undefined).join(', '),
  );
}

/** How long a certificate is valid, in plain words. */
export function validity({ validFrom, validTo }: Pick<Certificate, 'validFrom' | 'validTo'>, now: Date): string {
  if (now < validFrom) return `valid only from ${day(validFrom)}`;
  return `valid until ${day(validTo)}, ${until(validTo, now)}`;
}

function until(end: Date, now: Date): string {
  const minutes = Math.floor((end.getTime() - now.getTime()) / minute);
  if (minutes < 0) return 'EXPIRED';
  if (minutes < 120) return `${minutes} minutes left`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} hours left` : `${Math.floor(minutes / 1440)} days left`;
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
