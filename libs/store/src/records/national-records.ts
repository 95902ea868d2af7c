import type { DocumentFormat, Sha256 } from '@passerelle/kernel';
import type { Session } from '../database/session.js';

/** What is known of a national record without opening it. */
export interface RecordRow {
  readonly id: string;
  readonly personId: string;
  readonly sha256: Sha256;
  readonly format: DocumentFormat;
  readonly mediaType: string;
  /** Octets. */
  readonly size: number;
  readonly language: string | undefined;
  /** Confidentiality above normal: it never crosses a border. */
  readonly restricted: boolean;
  readonly documentDate: Date;
  /** Demographics for the answer to a patient search, JSON encrypted under the person's key. */
  readonly demographics: Buffer;
}

interface Row {
  id: string;
  person_id: string;
  sha256: string;
  format: DocumentFormat;
  media_type: string;
  size: number;
  language: string | null;
  restricted: boolean;
  document_date: Date;
  demographics: Buffer;
}

const columns = 'id, person_id, sha256, format, media_type, size, language, restricted, document_date, demographics';

/** The national records this node was given. */
export const nationalRecords = {
  /** Adds a record; the same document of the same person a second time answers the id of the first. */
  async add(session: Session, record: RecordRow): Promise<{ id: string; known: boolean }> {
    const rows = await session.query<{ id: string }>(
      `INSERT INTO national_record (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (person_id, sha256) DO UPDATE SET received_at = now() RETURNING id`,
      [
        record.id,
        record.personId,
        record.sha256,
        record.format,
        record.mediaType,
        record.size,
        record.language ?? null,
        record.restricted,
        record.documentDate,
        record.demographics,
      ],
    );
    const id = rows[0]?.id ?? record.id;
    return { id, known: id !== record.id };
  },

  /** One record by its id. */
  async get(session: Session, id: string): Promise<RecordRow | undefined> {
    const rows = await session.query<Row>(`SELECT ${columns} FROM national_record WHERE id = $1`, [id]);
    return rows[0] && toRecord(rows[0]);
  },

  /** The records of a person, newest first. */
  async ofPerson(session: Session, personId: string, limit = 50): Promise<RecordRow[]> {
    const rows = await session.query<Row>(
      `SELECT ${columns} FROM national_record WHERE person_id = $1 ORDER BY document_date DESC, id DESC LIMIT $2`,
      [personId, limit],
    );
    return rows.map(toRecord);
  },
};

function toRecord(row: Row): RecordRow {
  return {
    id: row.id,
    personId: row.person_id,
    sha256: row.sha256,
    format: row.format,
    mediaType: row.media_type,
    size: row.size,
    language: row.language ?? undefined,
    restricted: row.restricted,
    documentDate: row.document_date,
    demographics: row.demographics,
  };
}
