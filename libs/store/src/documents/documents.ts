import { PasserelleError, type Sha256 } from '@passerelle/kernel';
import type { Session } from '../database/session.js';
import type { PersonKey, PersonVault } from '../persons/vault.js';

/** A document to keep. */
export interface DocumentToKeep {
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly octets: Uint8Array;
}

/** Documents by digest, each encrypted under the key of the person it is about. */
export class DocumentTable {
  constructor(private readonly vault: PersonVault) {}

  /** Keeps documents; one that is kept already stays as it is, because its name is its content. */
  async put(session: Session, key: PersonKey, documents: readonly DocumentToKeep[]): Promise<void> {
    for (const { sha256, mediaType, octets } of documents) {
      const sealed = this.vault.seal(key, octets, sha256);
      await session.query(
        `INSERT INTO document (person_id, sha256, media_type, size, sealed) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [key.personId, sha256, mediaType, octets.length, sealed],
      );
    }
  }

  /**
   * The exact octets of a document.
   * @throws PasserelleError PSR-2202 where it is not kept, PSR-3009 where the stored octets were altered
   */
  async get(session: Session, personId: string, sha256: Sha256): Promise<Buffer> {
    const rows = await session.query<{ sealed: Buffer; wrapped_key: Buffer }>(
      `SELECT d.sealed, p.wrapped_key FROM document d JOIN person p ON p.id = d.person_id
       WHERE d.person_id = $1 AND d.sha256 = $2`,
      [personId, sha256],
    );
    const row = rows[0];
    if (row === undefined) throw new PasserelleError('PSR-2202');
    return this.vault.open({ personId, wrappedKey: row.wrapped_key }, row.sealed, sha256);
  }
}
