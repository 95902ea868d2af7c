import fc, { type Arbitrary } from 'fast-check';
import { conceptOfEntry } from '../concepts.js';
import type { Absence, Entry } from '../model/entry.js';
import type { Narrative, NarrativeElement } from '../model/narrative.js';
import type { Contact, Patient } from '../model/party.js';
import type { ConceptKey, Header, PatientSummary, Section } from '../model/summary.js';
import { loincSystem } from '../model/codings.js';
import { mainSectionOf } from '../sections.js';
import {
  coded,
  days,
  few,
  identifiers,
  moments,
  organizations,
  participants,
  periods,
  registered,
  some,
  words,
} from './arbitrary-parts.js';
import { arbitraryEntries, boundEntries } from './kinds.js';

const contacts: Arbitrary<Contact> = fc
  .tuple(
    participants,
    some<Pick<Contact, 'relation' | 'relationship'>>({
      relation: fc.constantFrom('ECON', 'NOK', 'GUARD'),
      relationship: coded,
    }),
  )
  .map(([person, parts]) => ({ ...person, ...parts }));

const patients: Arbitrary<Patient> = fc
  .tuple(
    participants,
    fc.record({
      identifiers: few(registered, 1),
      languages: fc.constantFrom([], ['fr-LU', 'pt']),
      contacts: few(contacts),
      preferredProfessionals: few(participants),
    }),
    some<Pick<Patient, 'gender' | 'birthDate' | 'deceased'>>({
      gender: fc.constantFrom('male', 'female', 'other', 'unknown'),
      birthDate: days,
      deceased: fc.oneof(fc.boolean(), days),
    }),
  )
  .map(([{ names, addresses, telecoms }, stands, parts]) => ({ names, addresses, telecoms, ...stands, ...parts }));

const headers: Arbitrary<Header> = fc
  .tuple(
    fc.record({
      identifier: identifiers,
      title: words,
      created: moments,
      patient: patients,
      authors: few(participants),
      relatedDocuments: few(fc.record({ type: fc.constantFrom('RPLC', 'XFRM'), identifier: identifiers })),
    }),
    some<Omit<Header, 'identifier' | 'title' | 'created' | 'patient' | 'authors' | 'relatedDocuments'>>({
      setIdentifier: identifiers,
      version: fc.constantFrom('1', '12'),
      language: fc.constantFrom('fr-LU', 'de-LU', 'en-GB'),
      confidentiality: fc.constantFrom({
        coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
      }),
      custodian: organizations,
      legalAuthenticator: participants,
      careEvent: fc.record({ period: periods }),
    }),
  )
  .map(([stands, parts]) => ({ ...stands, ...parts }));

const cells: Arbitrary<NarrativeElement> = words.map((text) => ({ name: 'td', children: [text] }));
const narratives: Arbitrary<Narrative> = fc.oneof(
  fc.constant([]),
  words.map((text) => [{ name: 'p' as const, children: [text] }]),
  fc
    .tuple(cells, cells)
    .map((row) => [{ name: 'table' as const, children: [{ name: 'tr' as const, id: 'r1', children: row }] }]),
);

const kinds = [...Object.values(arbitraryEntries).flat(), ...boundEntries];

/** A section with one entry of any kind, in the section of its concept or in one that is open to anything. */
const sections: Arbitrary<Section> = fc
  .tuple(fc.oneof(...kinds), narratives, words, fc.boolean(), fc.nat({ max: 1_000_000 }))
  .map(([entry, narrative, title, open, place]) => {
    const path = `/entry[${place}]`;
    const { loinc, concept } = mainSectionOf(conceptOfEntry(entry)!.key);
    return open
      ? sectionOf('unmodelled', '11329-0', title, narrative, { ...entry, path })
      : sectionOf(concept, loinc, title, narrative, { ...entry, path });
  });

const basic: readonly ConceptKey[] = ['problems', 'allergies', 'medications', 'procedures', 'devices', 'immunizations'];

/** A section that says that it is empty, or why. */
const emptySections: Arbitrary<Section> = fc
  .tuple(
    fc.constantFrom(...basic),
    fc.constantFrom<Section['emptyReason'] | Absence['meaning']>(
      'none-known',
      'no-information',
      'notasked',
      'withheld',
      'unavailable',
    ),
  )
  .map(([concept, reason]) => {
    const { loinc, title } = mainSectionOf(concept);
    if (reason !== 'none-known' && reason !== 'no-information') {
      return { ...sectionOf(concept, loinc, title, []), ...(reason !== undefined && { emptyReason: reason }) };
    }
    return sectionOf(concept, loinc, title, [], {
      kind: 'absence',
      path: `/${concept}`,
      identifiers: [],
      meaning: reason,
    });
  });

function sectionOf(
  concept: Section['concept'],
  loinc: string,
  title: string,
  narrative: Narrative,
  ...entries: readonly Entry[]
): Section {
  return { concept, code: { coding: { system: loincSystem, code: loinc } }, title, narrative, entries };
}

/** A whole summary: a head and sections with entries of all kinds. */
export const summaries: Arbitrary<PatientSummary> = fc
  .tuple(headers, fc.array(sections, { minLength: 1, maxLength: 8 }), few(emptySections))
  .map(([header, filled, empty]) => ({ header, sections: [...filled, ...empty] }));
