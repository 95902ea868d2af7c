import { canonicalJson, type Json } from '@passerelle/kernel';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import {
  bundlePeerSchema,
  capabilitiesSchema,
  certificatesBy,
  patientIdentifierSchema,
  problemsOf,
  readBundleContents,
  serviceSchema,
  type TrustBundleContents,
} from './contents.js';

// A draft is edited by people: certificates may be named by their files, and whatever is not known yet is left out.
const draftCertificate = z.string().min(1).max(44_000);

const draftPeerSchema = z.strictObject({
  country: bundlePeerSchema.shape.country,
  name: bundlePeerSchema.shape.name.optional(),
  homeCommunityId: bundlePeerSchema.shape.homeCommunityId.optional(),
  services: z.array(serviceSchema).max(20).default([]),
  certificates: certificatesBy(draftCertificate).default({}),
  capabilities: capabilitiesSchema.optional(),
  patientIdentifiers: z.array(patientIdentifierSchema).max(20).default([]),
});

const draftSchema = z.strictObject({
  issuer: z.strictObject({ name: z.string().min(1).max(200) }).optional(),
  peers: z.array(draftPeerSchema).max(100).default([]),
});

/** A list of peers that is not signed yet, and may lack things. */
export type TrustBundleDraft = z.infer<typeof draftSchema>;
/** One country's node in a draft. */
export type DraftPeer = TrustBundleDraft['peers'][number];

/**
 * Reads a draft.
 * @param text - YAML, which JSON is too
 */
export function readDraft(text: string): { draft: TrustBundleDraft } | { problems: readonly string[] } {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0 });
  } catch {
    // The reader's own words quote the file; that it is no YAML is what matters.
    return { problems: ['the file: not YAML'] };
  }
  const parsed = draftSchema.safeParse(value ?? {});
  return parsed.success ? { draft: parsed.data } : { problems: problemsOf(parsed.error) };
}

/** A draft as people read and edit it. */
export function writeDraft(draft: TrustBundleDraft): string {
  return stringify(draft, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** What a signed list says besides the peers. */
export interface Signing {
  readonly sequence: number;
  readonly issued: Date;
  readonly expires: Date;
}

/**
 * Completes a draft to the list that is signed.
 * @param der - the octets that an entry of `certificates` stands for, in base64: those of a file where it names one
 * @returns the list with its canonical octets (RFC 8785), or everything that is still missing or wrong
 */
export function completeDraft(
  draft: TrustBundleDraft,
  { sequence, issued, expires }: Signing,
  der: (entry: string) => string,
): { contents: TrustBundleContents; octets: Buffer } | { problems: readonly string[] } {
  const peers = draft.peers.map(({ certificates, capabilities, ...peer }) => ({
    ...peer,
    capabilities: capabilities ?? {
      formats: ['eps-bundle', 'pivot-cda', 'xades-seal'],
      categories: ['patient-summary'],
    },
    certificates: Object.fromEntries(
      Object.entries(certificates).map(([purpose, entries]) => [purpose, (entries ?? []).map((entry) => der(entry))]),
    ),
  }));
  const list = { version: 1, sequence, issued: stamp(issued), expires: stamp(expires), issuer: draft.issuer, peers };
  // The order of countries says nothing, so it is always the same: lists then differ only where they differ.
  list.peers.sort((a, b) => (a.country < b.country ? -1 : 1));
  const plain = JSON.parse(JSON.stringify(list)) as Json;
  const read = readBundleContents(plain);
  return 'problems' in read ? read : { ...read, octets: encodeContents(read.contents) };
}

/** The octets of a list as they are signed: canonical JSON (RFC 8785) in UTF-8. */
export function encodeContents(contents: TrustBundleContents): Buffer {
  return Buffer.from(canonicalJson(contents as unknown as Json), 'utf8');
}

/** An instant as a list writes it, whole seconds in UTC. */
function stamp(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
