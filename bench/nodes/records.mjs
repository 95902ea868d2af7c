/**
 * The national records that cross, with their patients (test/fixtures/README.md). Sizes are those of real summaries: half
 * of them 84 kB, a tenth 158 kB, the others smaller; some 70 kB on average.
 */

const matricule = 'urn:oid:1.3.182.4.4';
const utente = 'urn:oid:2.16.17.710.813.1000.990.1';

export const records = [
  { country: 'lu', file: 'rich.xml', patient: { system: matricule, value: '1957031210104' } },
  { country: 'lu', file: 'sixty-entries.xml', patient: { system: matricule, value: '1939011710694' } },
  { country: 'lu', file: 'accents-and-markup.xml', patient: { system: matricule, value: '1984122410792' } },
  { country: 'lu', file: 'structured.fhir.json', patient: { system: matricule, value: '1972051611065' } },
  { country: 'lu', file: 'nothing-known.xml', patient: { system: matricule, value: '2001113010386' } },
  { country: 'pt', file: 'rich.xml', patient: { system: utente, value: '990000017' } },
];

const [rich, sixty, accents, structured, nothing] = records.map(({ patient }) => patient);
const turns = [rich, sixty, rich, accents, rich, structured, rich, nothing, rich, sixty];

/** A patient of Luxembourg, by turns. */
export function patientOfTurn(at) {
  return turns[at % turns.length];
}
