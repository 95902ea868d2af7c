/**
 * What eHDSI asks of a coded element (usage in OpenNCP's coded element list): `R` a European code is required; `RNFA` a
 * European code, or a null flavour in its place; `O` as it comes; `NA` nobody expects a European code.
 */
export type CodeUsage = 'R' | 'RNFA' | 'O' | 'NA';

/** What is asked of one element. */
export interface CodedElement {
  readonly usage: CodeUsage;
  /** Value sets of the European catalogue, by OID; a code of any of them will do. */
  readonly valueSets: readonly string[];
  /** Code systems whose codes our model keeps in the element although they are written elsewhere. */
  readonly besides?: readonly string[];
}

/** The policy: what is asked of which element. Elements it does not name are as they come. */
export type CodingPolicy = ReadonlyMap<string, CodedElement>;

const catalogue = '1.3.6.1.4.1.12559.11.10.1.3.1.42.';

function element(usage: CodeUsage, ...arcs: readonly number[]): CodedElement {
  return { usage, valueSets: arcs.map((arc) => `${catalogue}${arc}`) };
}

// The status of the concern act, and that of a FHIR resource.
const statuses = ['v3-ActStatus', 'condition-clinical'].map((name) => `http://terminology.hl7.org/CodeSystem/${name}`);

/**
 * What eHDSI asks of the coded elements of a patient summary of level 3, by our names: the concept and the path in its
 * model, lists and `coding` left out. Made after OpenNCP's coded element list (myhealtheu-wire.md section 13.8), with
 * what differs told beside it.
 *
 * The one `R` of that list is the document code, which is no element of the model: the readers refuse a document that is
 * no patient summary (PSR-1102), and the writers write the code, as they do that of the observation of a reaction. Units,
 * the events of timings and the values of single observations (blood group) are no codings here, or depend on another
 * element, and are not judged.
 */
export const ehdsiPatientSummary: CodingPolicy = new Map([
  ['header.patient.genderCode', element('RNFA', 34)],
  ['header.confidentiality', element('RNFA', 31)],
  ['header.patient.contacts.relationship', element('O', 38)],
  ['header.authors.role', element('O', 1)],
  ['section.code', element('O', 26)],
  // Products and models of devices have codes of their own country only; what they are made of is transcoded.
  ['medications.product.code', element('NA')],
  ['devices.modelCode', element('NA')],
  ['medications.product.ingredients.code', element('RNFA', 24)],
  ['medications.product.classes', element('RNFA', 24)],
  ['medications.product.form', element('O', 2)],
  ['medications.product.packageForm', element('O', 3)],
  ['medications.route', element('O', 12)],
  ['allergies.type', element('RNFA', 18)],
  // The list has medicines only; other allergens have a value set of their own since.
  ['allergies.agent', element('RNFA', 24, 19)],
  // The list has diseases; reactions have a value set of their own since.
  ['allergies.reactions.manifestation', element('RNFA', 5, 11)],
  ['allergies.reactions.severity', element('O', 13)],
  ['allergies.severity', element('O', 13)],
  ['allergies.criticality', element('O', 57)],
  ['allergies.verificationStatus', element('O', 58)],
  ['allergies.clinicalStatus', { ...element('O', 59), besides: statuses }],
  // The list has ICD-10 only; rare diseases have a value set of their own since.
  ['problems.code', element('RNFA', 5, 63)],
  ['problems.category', element('O', 23)],
  ['problems.severity', element('O', 13)],
  ['problems.clinicalStatus', { ...element('O', 15), besides: statuses }],
  ['problems.outcome', element('O', 30)],
  ['immunizations.vaccine', element('O', 28)],
  ['procedures.code', element('O', 10)],
  ['devices.code', element('O', 8)],
  ['allergies.absence.code', element('O', 47)],
  ['problems.absence.code', element('O', 50)],
  ['medications.absence.code', element('O', 49)],
  ['devices.absence.code', element('O', 48)],
  ['procedures.absence.code', element('O', 51)],
]);
