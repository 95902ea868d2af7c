import { sha256 } from '@passerelle/kernel';
import type { BundlePeer, BundleService } from './contents.js';
import { certificatePurposes, type PinnedPurpose } from '../service-kinds.js';

/** A certificate that came or went. */
export interface CertificateChange {
  readonly change: 'added' | 'removed';
  readonly purpose: PinnedPurpose;
  /** SHA-256 of its DER form. */
  readonly fingerprint: string;
  /** DER in base64. */
  readonly der: string;
}

/** A service whose address, profile or period is another, or that came or went. */
export interface ServiceChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly service: BundleService['service'];
  readonly from?: BundleService;
  readonly to?: BundleService;
}

/** A plain value that is another. */
export interface FieldChange {
  readonly field: 'name' | 'homeCommunityId' | 'capabilities' | 'patientIdentifiers';
  readonly from: string;
  readonly to: string;
}

/** What is different about one country between two lists. */
export interface PeerDifference {
  readonly country: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly FieldChange[];
  readonly services: readonly ServiceChange[];
  readonly certificates: readonly CertificateChange[];
}

/** Compares two lists of peers, country by country. Countries that are the same are left out. */
export function comparePeers(before: readonly BundlePeer[], after: readonly BundlePeer[]): readonly PeerDifference[] {
  const old = new Map(before.map((peer) => [peer.country, peer]));
  const current = new Map(after.map((peer) => [peer.country, peer]));
  const countries = [...new Set([...old.keys(), ...current.keys()])].sort();
  return countries.flatMap((country) => {
    const from = old.get(country);
    const to = current.get(country);
    const change = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
    const difference = {
      country,
      change,
      fields: from === undefined || to === undefined ? [] : fieldChanges(from, to),
      services: serviceChanges(from?.services ?? [], to?.services ?? []),
      certificates: certificateChanges(from?.certificates ?? {}, to?.certificates ?? {}),
    } as const;
    const isSame = difference.fields.length + difference.services.length + difference.certificates.length === 0;
    return change === 'changed' && isSame ? [] : [difference];
  });
}

const fields = ['name', 'homeCommunityId', 'capabilities', 'patientIdentifiers'] as const;

function fieldChanges(from: BundlePeer, to: BundlePeer): FieldChange[] {
  const worded = (peer: BundlePeer, field: (typeof fields)[number]): string => {
    const value = peer[field];
    if (typeof value === 'string') return value;
    if (Array.isArray(value))
      return value.map(({ system, pattern, label }) => `${label} ${system} ${pattern}`).join(', ');
    return `${value.formats.join(' ')}; ${value.categories.join(' ')}`;
  };
  return fields
    .map((field) => ({ field, from: worded(from, field), to: worded(to, field) }))
    .filter((each) => each.from !== each.to);
}

function serviceChanges(from: readonly BundleService[], to: readonly BundleService[]): ServiceChange[] {
  const names = [...new Set([...from, ...to].map(({ service }) => service))].sort();
  return names.flatMap((service): ServiceChange[] => {
    const old = from.find((each) => each.service === service);
    const current = to.find((each) => each.service === service);
    if (old === undefined) return current === undefined ? [] : [{ change: 'added', service, to: current }];
    if (current === undefined) return [{ change: 'removed', service, from: old }];
    return wording(old) === wording(current) ? [] : [{ change: 'changed', service, from: old, to: current }];
  });
}

function wording({ endpoint, transportProfile, documentId, from, until }: BundleService): string {
  return JSON.stringify([endpoint, transportProfile, documentId, from, until]);
}

function certificateChanges(from: BundlePeer['certificates'], to: BundlePeer['certificates']): CertificateChange[] {
  return certificatePurposes.flatMap((purpose) => {
    const old = from[purpose] ?? [];
    const current = to[purpose] ?? [];
    const told = (change: CertificateChange['change'], ders: readonly string[]): CertificateChange[] =>
      ders.map((der) => ({ change, purpose, fingerprint: sha256(Buffer.from(der, 'base64')), der }));
    return [
      ...told(
        'removed',
        old.filter((der) => !current.includes(der)),
      ),
      ...told(
        'added',
        current.filter((der) => !old.includes(der)),
      ),
    ];
  });
}
