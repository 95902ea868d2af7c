import { PasserelleError } from '@passerelle/kernel';
import {
  verifyContainer,
  verifyJsonSignatures,
  verifyXmlSignatures,
  type SignatureFinding,
  type VerificationContext,
} from '@passerelle/trust';
import { types } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { looksLikeJson } from './document-kind.js';

/** What the octets of a file are, as far as the signatures in it are concerned. */
export interface SignedFile {
  readonly kind: 'xml' | 'json' | 'container';
  readonly octets: Uint8Array;
}

/** Octets that a compressed SAML message may have once it is inflated. */
const largestInflated = 5_000_000;

/**
 * Finds out what a file is by what it begins with: JSON or a compact JWS, XML, an ASiC container (a ZIP file); or XML in
 * base64, as a SAML message travels through a browser (SAML bindings 3.5.4), and deflated in base64 (3.4.4.1). What it
 * is meant to be decides nothing but which reader judges it.
 */
export function signedFileOf(octets: Uint8Array): SignedFile {
  if (looksLikeJson(octets) || isCompactJws(octets)) return { kind: 'json', octets };
  if (startsWith(octets, 'PK\x03\x04')) return { kind: 'container', octets };
  return { kind: 'xml', octets: unwrapped(octets) ?? octets };
}

/**
 * Verifies the signatures of a file.
 * @throws PasserelleError PSR-10xx when it is nothing that can be read
 */
export function verifySignedFile(
  { kind, octets }: SignedFile,
  context: VerificationContext,
): Promise<readonly SignatureFinding[]> {
  switch (kind) {
    case 'json':
      return verifyJsonSignatures(octets, context);
    case 'container':
      return verifyContainer(octets, context);
    case 'xml':
      return verifyXmlSignatures(octets, context);
  }
}

function isCompactJws(octets: Uint8Array): boolean {
  const head = Buffer.from(octets.subarray(0, 4096)).toString('latin1');
  return /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*(?:\.|$)/.test(head);
}

function startsWith(octets: Uint8Array, text: string): boolean {
  return Buffer.from(octets.subarray(0, text.length)).toString('latin1') === text;
}

/** The XML inside of base64; undefined where the octets are not base64 of XML. */
function unwrapped(octets: Uint8Array): Uint8Array | undefined {
  const head = Buffer.from(octets.subarray(0, 1024)).toString('latin1');
  if (head.trim() === '' || !/^[A-Za-z0-9+/=\s]+$/.test(head)) return undefined;
  const decoded = Buffer.from(Buffer.from(octets).toString('latin1'), 'base64');
  return looksLikeXml(decoded) ? decoded : inflated(decoded);
}

function inflated(octets: Uint8Array): Uint8Array | undefined {
  try {
    const whole = inflateRawSync(octets, { maxOutputLength: largestInflated });
    return looksLikeXml(whole) ? whole : undefined;
  } catch (error) {
    // More than the cap is told; what cannot be inflated was not deflated.
    if (types.isNativeError(error) && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new PasserelleError('PSR-1001', { limit: largestInflated });
    return undefined;
  }
}

function looksLikeXml(octets: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*</.test(Buffer.from(octets.subarray(0, 256)).toString('latin1'));
}
