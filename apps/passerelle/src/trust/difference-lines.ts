import type { CertificateChange, PeerDifference, ServiceChange } from '@passerelle/peers/trust-bundle';
import { readCertificate } from '@passerelle/trust';
import { spokenFingerprint } from '@passerelle/trust/trust-bundle';
import { nameOf, validity } from './bundle-lines.js';

/** What changed between two lists of peers, in plain words. */
export function differenceLines(differences: readonly PeerDifference[], now: Date): string[] {
  if (differences.length === 0) return ['No difference in the peers.'];
  return differences.flatMap(({ country, change, fields, services, certificates }, at) => [
    ...(at === 0 ? [] : ['']),
    `${country} ${change === 'changed' ? 'changes' : `is ${change}`}`,
    ...fields.map(({ field, from, to }) => `  ${field}: ${from} -> ${to}`),
    ...services.map((service) => `  ${serviceWords(service)}`),
    ...certificates.flatMap((certificate) => certificateWords(certificate, now).map((line) => `  ${line}`)),
  ]);
}

function serviceWords({ change, service, from, to }: ServiceChange): string {
  if (change === 'added') return `service ${service} added: ${to?.endpoint}`;
  if (change === 'removed') return `service ${service} removed: ${from?.endpoint}`;
  if (from?.endpoint !== to?.endpoint) return `service ${service} moves: ${from?.endpoint} -> ${to?.endpoint}`;
  return `service ${service} keeps its address; transport profile, document or period change`;
}

function certificateWords({ change, purpose, der, fingerprint }: CertificateChange, now: Date): string[] {
  const certificate = readCertificate(Buffer.from(der, 'base64'));
  return [
    `${purpose} certificate ${change}: ${nameOf(certificate)}, ${validity(certificate, now)}`,
    `    ${spokenFingerprint(fingerprint)}`,
  ];
}
