import type { Identifier } from '@passerelle/kernel';
import type { AbsenceConcept } from '@passerelle/terminology';
import type { Coded } from './coded.js';
import type { Entry } from './entry.js';
import type { Moment } from './moment.js';
import type { Narrative } from './narrative.js';
import type { CareEvent, Organization, Participant, Patient } from './party.js';

/**
 * The concepts that have a room of their own: the ones whose absence can be said. A section of no concept is `unmodelled`;
 * its entries may still be of one.
 */
export type ConceptKey = AbsenceConcept;

/** One section, in the order of the source. */
export interface Section {
  readonly concept: ConceptKey | 'unmodelled';
  /** LOINC code of the section with its displays. */
  readonly code: Coded;
  readonly title: string;
  readonly narrative: Narrative;
  readonly entries: readonly Entry[];
  /** Why the section is empty, where it has no entry that says so: FHIR list-empty-reason code. */
  readonly emptyReason?: 'unavailable' | 'notasked' | 'nilknown' | 'withheld' | 'notstarted' | 'closed';
}

/** A document inside the document: the PDF of a level 1. */
export interface Attachment {
  readonly mediaType: string;
  /** Base64 as it came, white space removed. */
  readonly data: string;
}

/** Another document this one was made from or replaces. */
export interface RelatedDocument {
  /** CDA ActRelationshipDocument: XFRM transformed from, RPLC replaces, APND appends. */
  readonly type: string;
  readonly identifier: Identifier;
}

/** The head of the summary. */
export interface Header {
  readonly identifier: Identifier;
  readonly setIdentifier?: Identifier;
  readonly version?: string;
  readonly title: string;
  /** BCP 47, as written: `fr-LU`. */
  readonly language?: string;
  readonly created: Moment;
  readonly confidentiality?: Coded;
  readonly patient: Patient;
  readonly authors: readonly Participant[];
  readonly custodian?: Organization;
  readonly legalAuthenticator?: Participant;
  readonly careEvent?: CareEvent;
  readonly relatedDocuments: readonly RelatedDocument[];
}

/** The canonical patient summary: what a document says, whichever format said it. */
export interface PatientSummary {
  readonly header: Header;
  readonly sections: readonly Section[];
  /** Set where the record holds a PDF in place of sections. */
  readonly attachment?: Attachment;
}
