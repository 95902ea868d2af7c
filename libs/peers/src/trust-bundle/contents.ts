import type { Json } from '@passerelle/kernel';
import { z } from 'zod';
import { documentFormats } from '../schema.js';
import { identifierPattern } from '../identifier-pattern.js';
import { serviceNames } from '../service-kinds.js';

const word = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'control characters are not allowed');
// Whole seconds in UTC, one spelling for one instant.
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'not an instant of the form 2026-01-31T12:00:00Z')
  .refine((text) => new Date(text).toISOString().replace('.000', '') === text, 'not a day of the calendar');
/** An X.509 certificate, DER in base64. Whether it is one is asked of who knows certificates. */
const certificate = z
  .string()
  .max(44_000)
  .regex(/^MI[A-Za-z0-9+/]+={0,2}$/, 'not a certificate in base64');

const address = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine(isPlainAddress, 'an address has no user, no query, no fragment and no dots that climb');

/** One service of a peer. */
export const serviceSchema = z.strictObject({
  service: z.enum(serviceNames),
  endpoint: address,
  /** Transport profile as SMP metadata names it. */
  transportProfile: word.optional(),
  /** Document identifier as SMP metadata names it. */
  documentId: word.optional(),
  /** When the service begins and ends, where its metadata say so. */
  from: instant.optional(),
  until: instant.optional(),
});

/**
 * Certificates by their purpose: two at once while one is being replaced, and room for several sites. A country's trust
 * list names each unit of its time-stamping authorities, those of former years included.
 * @param entry - how one certificate is written
 */
export function certificatesBy<T extends z.ZodType<string>>(entry: T) {
  const pins = z.array(entry).max(16).optional();
  const units = z.array(entry).max(200).optional();
  return z.strictObject({ tls: pins, seal: pins, token: pins, saml: pins, audit: pins, 'time-stamp': units });
}

export const patientIdentifierSchema = z.strictObject({
  system: word,
  label: word,
  pattern: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => identifierPattern(text) !== undefined, 'not a pattern whose matching is bounded'),
});

export const capabilitiesSchema = z.strictObject({
  /** Formats it takes in a push. */
  formats: z.array(z.enum(documentFormats)).min(1).max(10),
  /** Priority categories it exchanges, by the names of Regulation (EU) 2025/327 article 14(1). */
  categories: z
    .array(z.enum(['patient-summary', 'eprescription', 'laboratory-report', 'discharge-report', 'imaging']))
    .max(10),
});

export const bundlePeerSchema = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    name: word,
    homeCommunityId: z.string().regex(/^urn:oid:[0-2](?:\.(?:0|[1-9]\d{0,38})){1,20}$/),
    services: z.array(serviceSchema).min(1).max(20),
    certificates: certificatesBy(certificate),
    capabilities: capabilitiesSchema,
    patientIdentifiers: z.array(patientIdentifierSchema).max(20),
  })
  .refine(({ certificates }) => (certificates.tls ?? []).length > 0, {
    message: 'at least one',
    path: ['certificates', 'tls'],
  })
  .refine(({ services }) => isUnique(services.map(({ service }) => service)), {
    message: 'a service is named twice',
    path: ['services'],
  });

const contentsSchema = z
  .strictObject({
    version: z.literal(1),
    /** Rises with every list that is signed. */
    sequence: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    issued: instant,
    expires: instant,
    issuer: z.strictObject({ name: word }),
    peers: z.array(bundlePeerSchema).max(100),
  })
  .refine(({ issued, expires }) => issued < expires, { message: 'not after issued', path: ['expires'] })
  .refine(({ peers }) => isUnique(peers.map(({ country }) => country)), {
    message: 'a country is named twice',
    path: ['peers'],
  })
  .refine(({ peers }) => isUnique(peers.map(({ homeCommunityId }) => homeCommunityId)), {
    message: 'two countries have one homeCommunityId',
    path: ['peers'],
  })
  // A connection is one country's: its certificate may not stand for two.
  .refine(({ peers }) => isUnique(peers.flatMap(({ certificates }) => [...new Set(certificates.tls ?? [])])), {
    message: 'two countries have one TLS certificate',
    path: ['peers'],
  });

/** The list of peers, as it is signed. */
export type TrustBundleContents = z.infer<typeof contentsSchema>;
/** One country's node in it. */
export type BundlePeer = TrustBundleContents['peers'][number];
/** One service of a country's node. */
export type BundleService = BundlePeer['services'][number];

/**
 * Reads the list of peers of a trust bundle. It asks for exactly the known keys, within bounds.
 * @param value - parsed JSON whose signature was verified
 * @returns the list, or every problem with the key it concerns
 */
export function readBundleContents(value: Json): { contents: TrustBundleContents } | { problems: readonly string[] } {
  const parsed = contentsSchema.safeParse(value);
  return parsed.success ? { contents: parsed.data } : { problems: problemsOf(parsed.error) };
}

/** What zod has to say, one text a problem. Values are not quoted: they are of unknown length and origin. */
export function problemsOf(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the list'}: ${issue.message}`);
}

function isUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // What the parser of addresses rewrites, another parser could read as another address.
  const written = text.slice(0, url.origin.length).toLowerCase() === url.origin;
  const path = text.slice(url.origin.length);
  return (
    written &&
    url.username === '' &&
    url.password === '' &&
    /^(?:\/[A-Za-z0-9._~-]+)*\/?$/.test(path) &&
    !/\/\.{1,2}(?:\/|$)/.test(path)
  );
}
