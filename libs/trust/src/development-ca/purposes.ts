import { basicConstraints, extendedKeyUsage, keyUsage, subjectAlternativeName } from './extensions.js';
import type { Asn1 } from './der.js';

/**
 * What a leaf is for; each purpose has its own key, so that losing one does not lose the others.
 * `tls`: both ends of a connection. `seal`: electronic seals over documents and receipts. `token`: requester tokens.
 * `time-stamp`: an authority for time-stamps, which RFC 3161 section 2.3 wants to be nothing else, critically.
 */
export type LeafPurpose = 'tls' | 'seal' | 'token' | 'time-stamp';

/** Names under which a development node is reached. */
const localNames = ['localhost', '127.0.0.1', '::1'];

/**
 * The extensions that make a leaf fit for its purpose and unfit for the others.
 * @param names - further DNS names or addresses of a `tls` leaf
 */
export function purposeExtensions(purpose: LeafPurpose, names: readonly string[]): readonly Asn1[] {
  switch (purpose) {
    case 'tls':
      return [
        basicConstraints(false),
        keyUsage(['digitalSignature']),
        extendedKeyUsage(['serverAuth', 'clientAuth']),
        subjectAlternativeName([...new Set([...localNames, ...names])]),
      ];
    case 'seal':
      return [basicConstraints(false), keyUsage(['digitalSignature', 'nonRepudiation'])];
    case 'token':
      return [basicConstraints(false), keyUsage(['digitalSignature'])];
    case 'time-stamp':
      return [basicConstraints(false), keyUsage(['digitalSignature']), extendedKeyUsage(['timeStamping'], 'critical')];
  }
}
