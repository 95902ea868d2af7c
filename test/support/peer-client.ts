import { systemClock, type Clock } from '@passerelle/kernel';
import { pemSealKey, readCertificate, type LocalSealKey, type RequesterTokenContent } from '@passerelle/trust';
import {
  createDevelopmentCa,
  issueLeaf,
  newPrivateKey,
  privateKeyPem,
  type DevelopmentCa,
} from '@passerelle/trust/development-ca';
import { requesterTokenAtOnce } from '@passerelle/trust/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requesterOf, type Callable } from './calls.js';
import { rawRequest, type RawAnswer, type RawRequest } from './raw-request.js';
import type { TwoNodes } from './two-nodes.js';

/** A certificate of a TLS connection with its key, PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** Everything a node has to speak with another one, in the hands of a test. */
export interface PeerCredentials {
  readonly country: 'LU' | 'PT';
  readonly tls: TlsIdentity;
  readonly token: LocalSealKey;
  readonly seal: LocalSealKey;
}

/** The credentials of a node of the pair, from its folder of certificates. */
export function credentialsOf({ certificates }: Pick<TwoNodes, 'certificates'>, country: 'LU' | 'PT'): PeerCredentials {
  const read = (name: string): string => readFileSync(join(certificates, country.toLowerCase(), name), 'utf8');
  const keyOf = (purpose: string): LocalSealKey => pemSealKey(read(`${purpose}.key.pem`), read(`${purpose}.cert.pem`));
  return {
    country,
    tls: { key: read('tls.key.pem'), cert: read('tls.cert.pem') },
    token: keyOf('token'),
    seal: keyOf('seal'),
  };
}

/** A fresh TLS identity of an authority, for connections that no peer's file knows of. */
export function tlsIdentity(authority: DevelopmentCa, country: string, now = new Date()): TlsIdentity {
  const key = newPrivateKey('ec-p256');
  const subject = { country, organization: 'Example', commonName: `${country.toLowerCase()}.passerelle.example` };
  return { key: privateKeyPem(key), cert: issueLeaf(authority, { purpose: 'tls', subject, key }, now) };
}

/** A seal key whose certificate says it is a country's, from an authority that nobody knows. */
export function strangersSeal(country: 'LU' | 'PT'): LocalSealKey {
  const key = newPrivateKey('ec-p256');
  const commonName = `${country.toLowerCase()}.passerelle.example seal`;
  const subject = { country, organization: `Passerelle development ${country}`, commonName };
  return pemSealKey(privateKeyPem(key), issueLeaf(createDevelopmentCa(), { purpose: 'seal', subject, key }));
}

/** A requester token as a peer issues it, with changes that its issuer still accepts. */
export function tokenOf(
  from: PeerCredentials,
  changes: Partial<RequesterTokenContent> = {},
  clock: Clock = systemClock,
): string {
  const content = {
    requester: requesterOf(from.country),
    issuer: from.country,
    audience: from.country === 'LU' ? 'PT' : 'LU',
    purposeOfUse: 'TREAT',
    tlsCertificate: readCertificate(from.tls.cert).fingerprint,
    ...changes,
  };
  return requesterTokenAtOnce(content, from.token, clock);
}

/** The claims of a good token, for tests that spoil them in ways no issuer would. */
export function claimsOf(from: PeerCredentials): Record<string, unknown> {
  const payload = tokenOf(from).split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
}

/** Signs any claims, as a requester token unless the header says otherwise. */
export function signedJwt(claims: object, key: LocalSealKey, header: Readonly<Record<string, unknown>> = {}): string {
  const usual = { alg: key.algorithm, typ: 'passerelle-requester+jwt', 'x5t#S256': key.certificate.thumbprint };
  const signed = [{ ...usual, ...header }, claims]
    .map((part) => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url'))
    .join('.');
  return `${signed}.${key.sign(Buffer.from(signed, 'ascii')).toString('base64url')}`;
}

/** A request at the edge of a node; left out are what a good peer would send. */
export interface EdgeRequest extends Omit<RawRequest, 'tls'> {
  /** Below `/fhir`: `/Patient?identifier=...`. */
  readonly path: string;
  /** null sends none. */
  readonly token?: string | null;
  /** null connects without a client certificate. */
  readonly tls?: TlsIdentity | null;
  readonly requestId?: string;
}

/** Sends a request to the edge of a node as a peer, with whatever the test changes about it. */
export async function callEdge(
  to: Pick<Callable, 'addresses'>,
  from: PeerCredentials,
  request: EdgeRequest,
): Promise<RawAnswer> {
  const { path, token = tokenOf(from), tls = from.tls, requestId, headers, ...rest } = request;
  return rawRequest(`${to.addresses['edge']}/fhir${path}`, {
    ...rest,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
      ...(rest.body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(tls === null ? {} : { tls }),
  });
}

/** The path of a patient search. */
export function patientPath({ system, value }: { system: string; value: string }): string {
  return `/Patient?identifier=${encodeURIComponent(`${system}|${value}`)}`;
}

/** The path of a search for a patient's summaries. */
export function documentPath({ system, value }: { system: string; value: string }, more = ''): string {
  return `/DocumentReference?patient.identifier=${encodeURIComponent(`${system}|${value}`)}${more}`;
}

/** An identifier that nobody has. */
export const nobody = { system: 'urn:oid:1.3.182.4.4', value: '1893120105732' };
