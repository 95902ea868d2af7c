import { matriculeFault, matriculeSystem, newId, PasserelleError, sha256, type Identifier } from '@passerelle/kernel';
import { readSummary, type PatientSummary } from '@passerelle/summary';
import { nationalRecords } from '@passerelle/store';
import type { NodeRuntime } from '../node/runtime.js';
import { demographics } from './demographics.js';

/** What the national door answers for a record. */
export interface RegisteredRecord {
  readonly id: string;
  readonly format: string;
  readonly sha256: string;
  readonly language: string | undefined;
  readonly entries: number;
  readonly restricted: boolean;
  /** The same document was registered before. */
  readonly known: boolean;
  /** Sentences without personal data: what is odd about the document but no reason to refuse it. */
  readonly warnings: readonly string[];
}

/** HL7 Confidentiality above normal. */
const restrictedCodes = ['R', 'V'];

/**
 * Takes a national record: DSP CDA level 3, CDA level 1 around a PDF, or a FHIR document Bundle. It is read once to
 * learn whose it is and that it can be translated, kept as the exact octets it came in, and logged.
 * @throws PasserelleError PSR-10xx octets, PSR-11xx document, PSR-2203 identifiers of two persons
 */
export async function registerRecord(node: NodeRuntime, octets: Uint8Array): Promise<RegisteredRecord> {
  const { summary, warnings, format, sha256: digest } = readSummary(octets);
  const mediaType = format === 'fhir-document' ? 'application/fhir+json' : 'application/xml';
  const { header } = summary;
  const id = newId(node.clock.now());
  const restricted = restrictedCodes.includes(header.confidentiality?.coding?.code ?? 'N');
  const added = await node.database.transaction(async (session) => {
    const person = await node.persons.ensure(session, header.patient.identifiers);
    await node.documents.put(session, person, [{ sha256: digest, mediaType, octets }]);
    const plain = Buffer.from(JSON.stringify(demographics(header.patient)), 'utf8');
    const record = await nationalRecords.add(session, {
      id,
      personId: person.personId,
      sha256: digest,
      format,
      mediaType,
      size: octets.length,
      language: header.language,
      restricted,
      documentDate: instantOf(header.created),
      demographics: node.vault.seal(person, plain, sha256(id)),
    });
    return { ...record, subject: person.pseudonym };
  });
  await node.doorLog.write({
    event: 'record-registered',
    role: 'A',
    result: 'success',
    requestDigest: digest,
    subject: added.subject,
  });
  return {
    id: added.id,
    format,
    sha256: digest,
    language: header.language,
    entries: countEntries(summary),
    restricted,
    known: added.known,
    warnings: [...warnings, ...matriculeWarnings(header.patient.identifiers)],
  };
}

/** On documents a wrong check digit is only worth a warning: test persons in circulation carry such numbers. */
function matriculeWarnings(identifiers: readonly Identifier[]): string[] {
  const faults = identifiers.filter(({ system, value }) => system === matriculeSystem && matriculeFault(value));
  return faults.length > 0 ? ['The matricule in the document has no valid check digits.'] : [];
}

/** The instant to order documents by: the beginning of the moment at its precision, UTC where no offset is given. */
function instantOf(moment: string): Date {
  const padded = /^\d{4}$/.test(moment) ? `${moment}-01-01` : /^\d{4}-\d{2}$/.test(moment) ? `${moment}-01` : moment;
  const withOffset = padded.length > 10 && !/(Z|[+-]\d{2}:\d{2})$/.test(padded) ? `${padded}Z` : padded;
  const instant = new Date(withOffset);
  if (Number.isNaN(instant.getTime())) throw new PasserelleError('PSR-1101');
  return instant;
}

function countEntries(summary: PatientSummary): number {
  return summary.sections.reduce((sum, section) => sum + section.entries.length, 0);
}
