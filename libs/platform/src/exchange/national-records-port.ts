import type { NationalRecords } from '@passerelle/exchange';
import { failed, ok, PasserelleError } from '@passerelle/kernel';
import { nationalRecords, type Database, type DocumentTable, type Persons } from '@passerelle/store';

/** National records that were given to this node, as the exchange asks for them. */
export function storedNationalRecords(database: Database, persons: Persons, documents: DocumentTable): NationalRecords {
  return {
    async standing(personId, recordId) {
      const [person, record] = await Promise.all([
        persons.get(database, personId),
        nationalRecords.get(database, recordId),
      ]);
      return {
        known: person !== undefined && record?.personId === personId,
        optedOut: person?.optedOut ?? false,
        restricted: record?.restricted ?? false,
      };
    },
    async fetch(personId, recordId) {
      const record = await nationalRecords.get(database, recordId);
      if (record?.personId !== personId) return failed(new PasserelleError('PSR-2202'));
      const octets = await documents.get(database, personId, record.sha256);
      const { format, mediaType, sha256 } = record;
      return ok({ format, mediaType, sha256, octets, part: 'source' });
    },
  };
}
