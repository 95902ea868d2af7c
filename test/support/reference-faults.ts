// What JSON.parse gives: the faults reach anywhere into the document.
type Json = ReturnType<typeof JSON.parse>;

const first = (bundle: Json, type: string): Json =>
  bundle.entry.find(({ resource }: Json) => resource.resourceType === type).resource;
const section = (bundle: Json, code: string): Json =>
  first(bundle, 'Composition').section.find((each: Json) => each.code.coding[0].code === code);
const quantity = (bundle: Json): Json =>
  bundle.entry.find(({ resource }: Json) => resource.valueQuantity !== undefined).resource.valueQuantity;
const allergies = '48765-2';

/**
 * The faults that validators on npm were measured with, each for the official IPS Bundle with all sections: those that
 * have an effect there.
 */
export const faultsOfReference: Readonly<Record<string, (bundle: Json) => unknown>> = {
  'no Composition.subject': (b) => delete first(b, 'Composition').subject,
  'no allergies section': (b) => {
    const composition = first(b, 'Composition');
    composition.section = composition.section.filter((each: Json) => each.code.coding[0].code !== allergies);
  },
  'a section without text': (b) => delete section(b, allergies).text,
  'a section without entry and emptyReason': (b) => {
    delete section(b, allergies).entry;
    delete section(b, allergies).emptyReason;
  },
  'no Patient.birthDate': (b) => delete first(b, 'Patient').birthDate,
  'a name that holds only its use': (b) => (first(b, 'Patient').name = [{ use: 'official' }]),
  'an entry without fullUrl': (b) => delete b.entry[3].fullUrl,
  'no Bundle.identifier': (b) => delete b.identifier,
  'no Bundle.timestamp': (b) => delete b.timestamp,
  'the Composition not first': (b) => b.entry.push(b.entry.shift()),
  'two Compositions': (b) => {
    const second = structuredClone(b.entry[0]);
    second.fullUrl = 'urn:uuid:11111111-1111-4111-8111-111111111111';
    second.resource.id = 'c2';
    b.entry.push(second);
  },
  'a reference to nothing': (b) =>
    (section(b, allergies).entry = [{ reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }]),
  'a status outside its value set': (b) => (first(b, 'Composition').status = 'finall'),
  'a clinical status outside its value set': (b) =>
    (first(b, 'AllergyIntolerance').clinicalStatus.coding[0].code = 'foo'),
  'a patient with a display only': (b) => (first(b, 'AllergyIntolerance').patient = { display: 'x' }),
  'an unknown property': (b) => (first(b, 'Patient').foo = 'bar'),
  'a date of no calendar': (b) => (first(b, 'Patient').birthDate = '1990-13-45'),
  'a script in the narrative': (b) =>
    (first(b, 'Composition').section[0].text.div =
      '<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div>'),
  'another type of document': (b) => (first(b, 'Composition').type.coding[0].code = '34133-9'),
  'a condition in the allergies section': (b) =>
    (section(b, allergies).entry = [
      { reference: b.entry.find(({ resource }: Json) => resource.resourceType === 'Condition').fullUrl },
    ]),
  'a Bundle of type collection': (b) => (b.type = 'collection'),
  'a value as text': (b) => (quantity(b).value = '7'),
  'an allergy without a code': (b) => delete first(b, 'AllergyIntolerance').code,
  'an immunisation of no time': (b) => {
    delete first(b, 'Immunization').occurrenceDateTime;
    delete first(b, 'Immunization').occurrenceString;
  },
  'a unit that UCUM does not have': (b) => (quantity(b).code = 'notaunit'),
};
