import { constants } from 'node:crypto';
import type { SecureContextOptions, TlsOptions } from 'node:tls';

/**
 * TLS between nodes, in both directions: TLS 1.2 and 1.3, forward secrecy and authenticated encryption in every suite,
 * curves of at least 128 bits, SHA-2 in every signature (security level 2 of OpenSSL refuses RSA below 2048 bits besides).
 *
 * No renegotiation: nothing of ours needs it, and a peer could change who it is in the middle of a connection. No session
 * tickets: connections are kept open, so that resumption saves little, and a ticket would let a connection begin without
 * a fresh proof of the key whose certificate is pinned; the key of the tickets would undo forward secrecy besides.
 */
export const tlsProfile = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    '@SECLEVEL=2',
  ].join(':'),
  ecdhCurve: 'X25519:P-256:P-384',
  sigalgs: [
    'ecdsa_secp256r1_sha256',
    'ecdsa_secp384r1_sha384',
    'rsa_pss_rsae_sha256',
    'rsa_pss_rsae_sha384',
    'rsa_pss_rsae_sha512',
    'rsa_pss_pss_sha256',
    'rsa_pss_pss_sha384',
    'rsa_pss_pss_sha512',
    // TLS 1.2 with an RSA certificate; TLS 1.3 never uses these for its handshake.
    'rsa_pkcs1_sha256',
    'rsa_pkcs1_sha384',
    'rsa_pkcs1_sha512',
  ].join(':'),
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
} as const satisfies SecureContextOptions & TlsOptions;
