import { failed, ok, PasserelleError, type CountryCode, type Identifier, type Result } from '@passerelle/kernel';
import { patientSummaryType } from '@passerelle/fhir/exchange';
import { fhirResource, list, record, type ForeignResource } from './fhir-resource.js';
import type { Send } from './send.js';

/** First question of a pull, PDQm ITI-78: does the peer know the patient? Exactly one must answer to the identifier. */
export async function findPatient(
  send: Send,
  peer: CountryCode,
  patient: Identifier,
): Promise<Result<ForeignResource>> {
  const answer = await send({ method: 'GET', path: `/Patient?identifier=${token(patient)}` });
  // A peer that knows nobody may say so by 404 instead of an empty searchset, as the NCPeH API does.
  if (!answer.ok) return answer.error.code === 'PSR-2202' ? failed(new PasserelleError('PSR-2201')) : answer;
  const matches = matchesOf(answer.value, 'Patient');
  if (matches === undefined) return nonsense(peer, 'no searchset');
  if (matches.length > 1) return nonsense(peer, 'more than one patient');
  const [match] = matches;
  if (match === undefined) return failed(new PasserelleError('PSR-2201'));
  const carries = list(match['identifier']).some(
    (each) => record(each)['system'] === patient.system && record(each)['value'] === patient.value,
  );
  return carries ? ok(match) : nonsense(peer, 'another patient');
}

/** Second question, MHD ITI-67: where is the newest summary? Only an address on the peer's own door is followed. */
export async function findDocument(send: Send, peer: CountryCode, patient: Identifier): Promise<Result<string>> {
  const type = encodeURIComponent(`${patientSummaryType.system}|${patientSummaryType.code}`);
  const answer = await send({
    method: 'GET',
    path: `/DocumentReference?type=${type}&patient.identifier=${token(patient)}`,
  });
  if (!answer.ok) return answer;
  const matches = matchesOf(answer.value, 'DocumentReference');
  if (matches === undefined) return nonsense(peer, 'no searchset');
  if (matches.length === 0) return failed(new PasserelleError('PSR-2202'));
  const newest = [...matches].sort((a, b) => String(b['date']).localeCompare(String(a['date'])))[0];
  for (const content of list(newest?.['content'])) {
    const url = record(record(content)['attachment'])['url'];
    if (typeof url === 'string' && /^Bundle\/[A-Za-z0-9.-]{1,64}$/.test(url)) return ok(url);
  }
  return nonsense(peer, 'no address of a Bundle on its own door');
}

function matchesOf(octets: Buffer, type: string): readonly ForeignResource[] | undefined {
  const bundle = fhirResource(octets);
  if (bundle?.['resourceType'] !== 'Bundle' || bundle['type'] !== 'searchset') return undefined;
  return list(bundle['entry'])
    .map((entry) => record(record(entry)['resource']))
    .filter((resource) => resource['resourceType'] === type);
}

function token({ system, value }: Identifier): string {
  return encodeURIComponent(`${system}|${value}`);
}

function nonsense(country: CountryCode, reason: string): Result<never> {
  return failed(new PasserelleError('PSR-4007', { country, reason }));
}
