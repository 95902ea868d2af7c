import { at, resourceOf, sectionOf, url, type Json } from './summary-bundle.js';

/** One fault: what is wrong, the rule that must find it, and the change that makes it. */
export type SeededFault = readonly [fault: string, rule: string, change: (bundle: Json) => void];

const dar = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};
const div = (inner: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
const named = (name: keyof typeof at, change: (resource: Json) => void): ((bundle: Json) => void) => {
  return (bundle) => {
    change(resourceOf(bundle, name));
  };
};

/** Faults of the Bundle, its entries and addresses. */
const ofBundle: readonly SeededFault[] = [
  ['an entry without a resource', 'min', (b) => delete b.entry[4].resource],
  ['an entry with a request', 'max', (b) => (b.entry[4].request = { method: 'PUT', url: 'Condition/1' })],
  ['an entry with a search mode', 'bdl-2', (b) => (b.entry[4].search = { mode: 'match' })],
  ['a total in a document', 'bdl-1', (b) => (b.total = 24)],
  ['a fullUrl that names a version', 'bdl-8', (b) => (b.entry[10].fullUrl = 'https://x.example/Device/1/_history/2')],
  ['a relative fullUrl', 'fullurl-form', (b) => (b.entry[10].fullUrl = 'Device/1')],
  ['a fullUrl with the id of another', 'fullurl-id', (b) => {
    b.entry[10].fullUrl = 'https://x.example/Device/1';
    b.entry[10].resource.id = '2';
  }],
  ['a second Patient', 'slice-max', (b) => b.entry.push({ fullUrl: url(99), resource: structuredClone(resourceOf(b, 'patient')) })],
  ['a type that FHIR does not have', 'resource-type', (b) => (b.entry[10].resource.resourceType = 'Gadget')],
  ['a resource that nothing refers to', 'document-content', (b) => {
    b.entry.push({ fullUrl: url(99), resource: { resourceType: 'Device', udiCarrier: [{ deviceIdentifier: 'D-1' }] } });
  }],
  ['an id of a hundred characters', 'id-form', (b) => (b.entry[10].resource.id = 'x'.repeat(100))],
  ['a timestamp that is a date', 'instant-form', (b) => (b.timestamp = '2026-03-01')],
  ['an identifier without a system', 'bdl-9', (b) => delete b.identifier.system],
  ['a profile that does not exist', 'profile-unknown', (b) => b.meta.profile.push('http://hl7.eu/fhir/eps/StructureDefinition/bundle')],
]; // prettier-ignore

/** Faults of the Composition and its sections. */
const ofComposition: readonly SeededFault[] = [
  ['fewer than five sections', 'min', named('composition', (c) => c.section.splice(4))],
  ['the problems section twice', 'slice-max', named('composition', (c) => c.section.push(structuredClone(c.section[0])))],
  ['no devices section', 'slice-min', named('composition', (c) => c.section.splice(4, 1))],
  ['a section within a section', 'max', named('composition', (c) => (c.section[0].section = [structuredClone(c.section[1])]))],
  ['a section with entries and an emptyReason', 'cmp-2', (b) => (sectionOf(b, '11450-4').emptyReason = sectionOf(b, '47420-5').emptyReason)],
  ['a section of another kind with neither', 'ips-comp-1', (b) => delete sectionOf(b, '47420-5').emptyReason],
  ['an observation in the devices section', 'reference-type', (b) => (sectionOf(b, '46264-8').entry = [{ reference: url(at.laboratory) }])],
  ['an attester without a mode', 'min', named('composition', (c) => delete c.attester[0].mode)],
  ['a custodian that is elsewhere', 'reference-resolves', named('composition', (c) => (c.custodian = { reference: 'https://x.example/Organization/1' }))],
  ['a text between the cells of a table', 'txt-1', (b) => (sectionOf(b, '11450-4').text.div = div('<table><tr><td>x</td>y</tr></table>'))],
  ['an author that is a device use', 'reference-type', named('composition', (c) => c.author.push({ reference: url(at.deviceUse) }))],
  ['a narrative that shows nothing', 'txt-2', (b) => (sectionOf(b, '11450-4').text.div = div(' '))],
  ['a narrative with an event handler', 'txt-1', (b) => (sectionOf(b, '11450-4').text.div = div('<p onclick="x()">x</p>'))],
  ['a confidentiality that is no code', 'required-binding', named('composition', (c) => (c.confidentiality = 'secret'))],
  ['a language that is none', 'required-binding', named('composition', (c) => (c.language = 'klingonese-language'))],
  ['a date without its zone', 'dateTime-form', named('composition', (c) => (c.date = '2026-03-01T10:00:00'))],
  ['a period that ends before it starts', 'per-1', named('composition', (c) => (c.event[0].period = { start: '2026', end: '2020' }))],
]; // prettier-ignore

/** Faults of persons and their data. */
const ofPersons: readonly SeededFault[] = [
  ['an identifier of a bare OID', 'system-absolute', named('patient', (p) => (p.identifier[0].system = '2.999.1'))],
  ['a name with nothing but a use', 'ips-pat-1', named('patient', (p) => (p.name = [{ use: 'official' }]))],
  ['two kinds of decease', 'choice', named('patient', (p) => (p.deceasedDateTime = '2026'))],
  ['one name where a list is due', 'json-type', named('patient', (p) => (p.name = p.name[0]))],
  ['an empty list', 'json-type', named('patient', (p) => (p.telecom = []))],
  ['an empty object', 'ele-1', named('patient', (p) => (p.maritalStatus = {}))],
  ['an empty text', 'string-form', named('patient', (p) => (p.name[0].family = ''))],
  ['a number as text', 'positiveInt-form', named('patient', (p) => (p.telecom[0].rank = '1'))],
  ['a telephone number of no kind', 'cpt-2', named('patient', (p) => delete p.telecom[0].system)],
  ['a place of birth twice', 'slice-max', named('patient', (p) => p.extension.push(structuredClone(p.extension[0])))],
  ['an extension with the wrong type of value', 'type', named('patient', (p) => {
    p.extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace', valueString: 'Esch' }];
  })],
  ['an extension without a value', 'ext-1', named('patient', (p) => delete p.extension[0].valueAddress)],
  ['an extension of another resource', 'extension-context', named('patient', (p) => {
    p.extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate', valueDateTime: '2020' }];
  })],
  ['a modifier where an extension is none', 'extension-modifier', named('patient', (p) => (p.modifierExtension = p.extension))],
  ['extensions of a primitive in the wrong shape', 'json-type', named('patient', (p) => (p._birthDate = [p._birthDate]))],
  ['a contact without anything to reach it by', 'pat-1', named('patient', (p) => delete p.contact[0].name)],
  ['a general practitioner that is a device', 'reference-type', named('patient', (p) => (p.generalPractitioner = [{ reference: url(at.device) }]))],
  ['an organisation without a name', 'min', named('organization', (o) => delete o.name)],
  ['an organisation with an address of use home', 'org-2', named('organization', (o) => (o.address = [{ use: 'home', city: 'Esch' }]))],
  ['a practitioner without a name', 'min', named('practitioner', (p) => delete p.name)],
  ['a time that is none', 'time-form', named('role', (r) => (r.availableTime[0].availableStartTime = '8 h'))],
]; // prettier-ignore

/** Faults of clinical statements. */
const ofStatements: readonly SeededFault[] = [
  ['an abated condition that is active', 'con-4', named('condition', (c) => (c.clinicalStatus.coding[0].code = 'active'))],
  ['a condition without a subject reference', 'min', named('condition', (c) => (c.subject = { display: 'the patient' }))],
  ['a condition entered in error that has a status', 'con-5', named('condition', (c) => (c.verificationStatus.coding[0].code = 'entered-in-error'))],
  ['a stage with nothing in it', 'con-1', named('condition', (c) => (c.stage = [{ type: c.code }]))],
  ['a body site twice over', 'eu-bodysite-1', named('condition', (c) => {
    c.bodySite = [{ text: 'arm', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/bodySite', valueReference: { display: 'x' } }] }];
  })],
  ['a recorder that is an organisation', 'reference-type', named('condition', (c) => (c.recorder = { reference: url(at.organization) }))],
  ['an allergy without a status', 'ait-1', named('allergy', (a) => delete a.clinicalStatus)],
  ['a criticality that is none', 'required-binding', named('allergy', (a) => (a.criticality = 'severe'))],
  ['an age without a unit system', 'age-1', named('allergy', (a) => (a.onsetAge.system = 'http://units.example'))],
  ['a reaction without its manifestation', 'min', named('allergy', (a) => delete a.reaction[0].manifestation)],
  ['a medication statement of no time', 'min', named('statement', (s) => delete s.effectivePeriod)],
  ['a period of no unit', 'tim-2', named('statement', (s) => delete s.dosage[0].timing.repeat.periodUnit)],
  ['a dose with a comparator', 'sqty-1', named('statement', (s) => (s.dosage[0].doseAndRate[0].doseQuantity.comparator = '<'))],
  ['a time of day that is none', 'required-binding', named('statement', (s) => (s.dosage[0].timing.repeat.when = ['LUNCH']))],
  ['a medication without a code', 'eps-bundle-resource-code', named('medication', (m) => delete m.code)],
  ['a ratio without a denominator', 'rat-1', named('medication', (m) => delete m.ingredient[0].strength.denominator)],
  ['a prescription that orders not to', 'pattern', named('request', (r) => (r.doNotPerform = true))],
  ['a procedure of no time', 'min', named('procedure', (p) => delete p._performedDateTime)],
  ['a device use of no device', 'min', named('deviceUse', (d) => delete d.device)],
  ['a device use of a medication', 'reference-type', named('deviceUse', (d) => (d.device = { reference: url(at.medication) }))],
  ['an alert that is not active', 'fixed-value', named('flag', (f) => (f.status = 'inactive'))],
  ['an advance directive of another scope', 'reference-profile', named('consent', (c) => (c.scope.coding[0].code = 'research'))],
  ['a dose number below one', 'positiveInt-form', named('immunization', (i) => (i.protocolApplied[0].doseNumberPositiveInt = 0))],
  ['an activity told twice', 'cpl-3', named('carePlan', (c) => (c.activity[0].reference = { reference: url(at.request) }))],
]; // prettier-ignore

/** Faults of results and other observations. */
const ofObservations: readonly SeededFault[] = [
  ['a laboratory result without a performer', 'min', named('laboratory', (o) => delete o.performer)],
  ['a laboratory result without a category', 'reference-profile', named('laboratory', (o) => delete o.category)],
  ['a result of a status that IPS excludes', 'required-binding', named('laboratory', (o) => (o.status = 'entered-in-error'))],
  ['a value and a reason for its absence', 'obs-6', named('laboratory', (o) => (o.dataAbsentReason = { text: 'x' }))],
  ['a unit without a system', 'qty-3', named('laboratory', (o) => delete o.valueQuantity.system)],
  ['a unit of another spelling', 'ucum', named('laboratory', (o) => (o.valueQuantity.code = 'UMOL/L'))],
  ['a reference range of nothing', 'obs-3', named('laboratory', (o) => (o.referenceRange = [{ type: { text: 'x' } }]))],
  ['an interpretation that does not exist', 'extensible-binding', named('laboratory', (o) => (o.interpretation[0].coding[0].code = 'ZZZ'))],
  ['a contained device that is not there', 'reference-resolves', named('laboratory', (o) => (o.device.reference = '#other'))],
  ['a contained device that nothing refers to', 'dom-3', named('laboratory', (o) => delete o.device)],
  ['a contained resource with a version', 'dom-4', named('laboratory', (o) => (o.contained[0].meta = { versionId: '1' }))],
  ['a report without a time', 'min', named('report', (r) => delete r.effectiveDateTime)],
  ['a report whose result is a specimen', 'reference-type', named('report', (r) => (r.result = [{ reference: url(at.specimen) }]))],
  ['a specimen without a type', 'min', named('specimen', (s) => delete s.type)],
  ['a blood pressure without its category', 'min', named('bloodPressure', (o) => delete o.category)],
  ['a blood pressure in another unit', 'fixed-value', named('bloodPressure', (o) => (o.component[0].valueQuantity.code = 'kPa'))],
  ['a blood pressure without a value or a reason', 'vs-3', named('bloodPressure', (o) => delete o.component[1].valueQuantity)],
  ['a smoking status with components', 'max', named('tobacco', (o) => (o.component = [{ code: o.code, valueString: 'x' }]))],
  ['a pregnancy status with a period', 'type', named('pregnancy', (o) => {
    delete o.effectiveDateTime;
    o.effectivePeriod = { start: '2026' };
  })],
  ['a journey to no country', 'reference-profile', named('travel', (o) => (o.valueCodeableConcept.coding[0].code = 'Portugal'))],
  ['a journey that says no country', 'reference-profile', named('travel', (o) => delete o.valueCodeableConcept)],
  ['an observation time known to the month only', 'vs-1', named('bloodPressure', (o) => (o.effectiveDateTime = '2026-02'))],
  ['an unknown element beside a primitive', 'unknown-property', named('tobacco', (o) => (o._status = { ...dar, note: 'x' }))],
]; // prettier-ignore

/** Every fault of the table alone makes the Bundle invalid. */
export const seededFaults: readonly SeededFault[] = [
  ...ofBundle,
  ...ofComposition,
  ...ofPersons,
  ...ofStatements,
  ...ofObservations,
];
