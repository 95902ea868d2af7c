import type { Exchange } from '@passerelle/exchange';
import { PasserelleError, sha256, type Identifier } from '@passerelle/kernel';
import { nationalRecords, type Database, type Persons, type PersonVault } from '@passerelle/store';
import type { NodeConfiguration } from '../configuration/schema.js';

/** What is needed to open a person's demographics. */
export interface PatientParts {
  readonly configuration: NodeConfiguration;
  readonly database: Database;
  readonly persons: Persons;
  readonly vault: PersonVault;
}

/**
 * The identifier by which the patient of a push is known abroad: the one that the search mask of this country names,
 * else the first of the record.
 * @throws PasserelleError PSR-2201 where the person or the record is gone
 */
export async function patientOf(exchange: Exchange, parts: PatientParts): Promise<Identifier> {
  const { configuration, database, persons, vault } = parts;
  const record = exchange.recordId === undefined ? undefined : await nationalRecords.get(database, exchange.recordId);
  const person = await persons.get(database, exchange.personId);
  if (record === undefined || person === undefined) throw new PasserelleError('PSR-2201');
  const plain = vault.open(person, record.demographics, sha256(record.id)).toString('utf8');
  const { identifier: identifiers } = JSON.parse(plain) as { identifier: readonly Identifier[] };
  const systems = configuration.patientIdentifiers.map((rule) => rule.system);
  const found = identifiers.find(({ system }) => systems.includes(system)) ?? identifiers[0];
  if (found === undefined) throw new PasserelleError('PSR-1104');
  return found;
}
