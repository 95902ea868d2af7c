import { sha256, type Sha256 } from '@passerelle/kernel';
import type { Session } from '../database/session.js';

/** What an authority said about certificates, octet for octet. */
export interface RevocationEvidence {
  /** An OCSP response (RFC 6960) or a revocation list (RFC 5280 section 5). */
  readonly kind: 'ocsp' | 'crl';
  /** DER. */
  readonly octets: Uint8Array;
  /** When it was true by its own account. */
  readonly thisUpdate: Date;
}

/** Responses and lists that exchanges relied on, by the SHA-256 of their octets. They name certificates and no person. */
export const revocationEvidence = {
  /** Keeps it, once however often it is relied on; gives its digest. */
  async keep(session: Session, { kind, octets, thisUpdate }: RevocationEvidence): Promise<Sha256> {
    const digest = sha256(octets);
    await session.query(
      `INSERT INTO revocation_evidence (sha256, kind, octets, this_update) VALUES (decode($1, 'hex'), $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [digest, kind, Buffer.from(octets), thisUpdate],
    );
    return digest;
  },

  /** @param digest - 64 lower-case hexadecimal characters */
  async find(session: Session, digest: string): Promise<RevocationEvidence | undefined> {
    const [row] = await session.query<RevocationEvidence>(
      `SELECT kind, octets, this_update AS "thisUpdate" FROM revocation_evidence WHERE sha256 = decode($1, 'hex')`,
      [digest],
    );
    return row;
  },
};
