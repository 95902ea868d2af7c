import { PasserelleError } from '@passerelle/kernel';
import { leftOutOfHeader } from '../model/carried.js';
import type { Attachment, PatientSummary, Section } from '../model/summary.js';
import { readHeader } from './header/read-header.js';
import { objectOf, objectsOf, stringOf, type JsonObject } from './narrowing.js';
import { BundleIndex, resourceOf } from './read/bundle-index.js';
import { unreadableValuesOf } from './read/unreadable-values.js';
import { OnePatient } from './read/one-patient.js';
import { readSections } from './read/read-section.js';
import type { FhirResource } from './resource.js';

const patientSummary = '60591-5';

/**
 * Reads a FHIR R4 document Bundle of a patient summary: EPS, IPS of any version, or what real producers make of them.
 * What is odd is passed over or warned of; only what makes the document no patient summary of a patient is refused.
 * @param json - the parsed Bundle
 * @returns the summary, and what its reader should know, as sentences without personal data
 * @throws PasserelleError PSR-1101 no Bundle, PSR-1107 no document with a Composition first, PSR-1102 not a patient
 *   summary, PSR-1104 no patient identifier, PSR-1105 no section, PSR-1108 a section refers to a URN the
 *   Bundle does not hold, PSR-1113 no date, PSR-1116 a statement about another patient
 */
export function readBundle(json: unknown): { summary: PatientSummary; warnings: string[] } {
  const bundle = objectOf(json);
  if (bundle?.['resourceType'] !== 'Bundle') throw new PasserelleError('PSR-1101');
  const composition = compositionOf(bundle);
  const index = new BundleIndex(bundle);
  const patient = patientOf(composition, index);
  index.follow(composition);
  index.follow(patient);
  const header = readHeader(bundle, composition, patient, index);
  warnOfHeader(index);
  const all = readSections(composition['section'], index, new OnePatient(patient));
  if (all.length === 0) throw new PasserelleError('PSR-1105');
  const attachment = attachmentOf(all, index);
  const sections = attachment === undefined ? all : all.filter((section) => !holdsOnlyPdf(section, index));
  warnOfUnread(index);
  return {
    summary: { header, sections, ...(attachment !== undefined && { attachment }) },
    warnings: index.warnings,
  };
}

/** What the head of the document left out has no row of its own, so it is told in warnings. */
function warnOfHeader(index: BundleIndex): void {
  const { omitted, followed } = index.takeAccount();
  const values = [...followed].flatMap(unreadableValuesOf);
  for (const part of [...omitted, ...values]) index.warn(leftOutOfHeader(part));
}

/** Resources that the document does not lead to, in its sections or from there, are none of its statements. */
function warnOfUnread(index: BundleIndex): void {
  const unread = index.resources.filter((resource) => !index.found.has(resource));
  const types = [...new Set(unread.map(({ resourceType }) => resourceType).filter(isTypeName))];
  if (unread.length === 0) return;
  index.warn(`Resources that no section leads to are not carried: ${types.sort().join(', ') || 'of no known type'}.`);
}

/** A name that can be told: what stands in its place in a hostile document may be anything. */
function isTypeName(name: string): boolean {
  return /^[A-Z][A-Za-z]{1,60}$/.test(name);
}

/** The Composition, which comes first (bdl-11), of the type of a patient summary. */
function compositionOf(bundle: JsonObject): FhirResource {
  const composition = resourceOf(objectsOf(bundle['entry'])[0]?.['resource']);
  if (bundle['type'] !== 'document' || composition?.resourceType !== 'Composition') {
    throw new PasserelleError('PSR-1107');
  }
  const codings = objectsOf(objectOf(composition['type'])?.['coding']);
  if (!codings.some(({ code }) => stringOf(code) === patientSummary)) throw new PasserelleError('PSR-1102');
  return composition;
}

/** The subject; where the reference resolves to nothing, the only Patient of the Bundle can be meant. */
function patientOf(composition: FhirResource, index: BundleIndex): FhirResource {
  const subject = index.resolve(composition['subject'], composition);
  if (subject?.resourceType === 'Patient') return subject;
  const [only, ...others] = index.resources.filter(({ resourceType }) => resourceType === 'Patient');
  if (only === undefined || others.length > 0) throw new PasserelleError('PSR-1104');
  index.warn('The subject of the Composition resolves to nothing; the only Patient of the Bundle is taken.');
  return only;
}

/** The PDF of a record that has nothing else: no section holds an entry but the one that refers to it. */
function attachmentOf(sections: readonly Section[], index: BundleIndex): Attachment | undefined {
  const withEntries = sections.filter(({ entries }) => entries.length > 0);
  const [only] = withEntries;
  if (only === undefined || withEntries.length > 1) return undefined;
  return pdfOf(only, index);
}

function holdsOnlyPdf(section: Section, index: BundleIndex): boolean {
  return pdfOf(section, index) !== undefined;
}

/** The PDF inside the DocumentReference that is the only entry of a section. */
function pdfOf({ entries }: Section, index: BundleIndex): Attachment | undefined {
  const [entry, ...others] = entries;
  const resource = index.resources.find((each) => index.pathOf(each) === entry?.path);
  if (resource?.resourceType !== 'DocumentReference' || others.length > 0) return undefined;
  for (const content of objectsOf(resource['content'])) {
    const attachment = objectOf(content['attachment']);
    const data = stringOf(attachment?.['data'])?.replace(/\s+/g, '');
    const mediaType = stringOf(attachment?.['contentType']);
    if (data !== undefined && mediaType === 'application/pdf') return { mediaType, data };
  }
  return undefined;
}
