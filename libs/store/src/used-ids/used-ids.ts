import { sha256 } from '@passerelle/kernel';
import type { Session } from '../database/session.js';

/** What carries an id that serves once: a requester token (`jti`), a SAML assertion (`ID`), a message (`wsa:MessageID`). */
export type UsedIdKind = 'jwt' | 'saml-assertion' | 'message';

/**
 * Ids that were used; each serves once for its issuer. Kept are digests: an id is text of somebody else, of any length
 * and any characters, and the table needs it for nothing but to compare.
 */
export const usedIds = {
  /**
   * Marks an id as used. Of many callers that come at once with the same one, exactly one is told true: the insertion
   * decides, not a question before it. Run in a transaction, it is taken back with it.
   * @param issuer - whose id it is, by the name it was verified under
   * @param until - instant from which on whatever carries the id is refused for its age; it is forgotten then, not before
   * @returns false where it was used before
   */
  async useOnce(session: Session, kind: UsedIdKind, issuer: string, id: string, until: Date): Promise<boolean> {
    const rows = await session.query(
      `INSERT INTO used_id (kind, issuer, id, until) VALUES ($1, decode($2, 'hex'), decode($3, 'hex'), $4)
       ON CONFLICT DO NOTHING RETURNING kind`,
      [kind, sha256(issuer), sha256(id), until],
    );
    return rows.length === 1;
  },

  /** Forgets what is refused for its age anyway. */
  async forgetBefore(session: Session, instant: Date): Promise<void> {
    await session.query('DELETE FROM used_id WHERE until < $1', [instant]);
  },
};
