import { exchangeStates, isFinal } from '@passerelle/exchange';
import { PasserelleError, type CountryCode } from '@passerelle/kernel';
import type { NodeRuntime } from '../node/runtime.js';
import { typedPatient } from './typed-patient.js';

/**
 * Why a person's data are erased, as the log names it: the person's request (Regulation (EU) 2016/679 article 17), the
 * end of the time they may be kept (article 5(1)(e)), or the order of a court or an authority.
 */
export const legalBases = ['GDPR-17', 'GDPR-5-1-e', 'ORDER'] as const;

const finalStates = exchangeStates.filter(isFinal);

/**
 * Erases a person by deleting the one key that everything about the person is encrypted under. The exchange log keeps its
 * entries, whose pseudonyms nobody can link any more, and gets one for the erasure, in the same transaction. It names
 * the legal basis and nobody: beside a pseudonym, who asked and when would say whose it was.
 * @param body - `patient`, an identifier; `country`, which issued it, our own unless told; `legalBasis`
 * @returns whether anything was erased; false where nobody of that identifier is known, also because of an earlier erasure
 * @throws PasserelleError PSR-4008 or PSR-1112 for a malformed order, PSR-4004 an unknown country, PSR-1030 where
 * exchanges of the person have not ended
 */
export async function erasePerson(
  { configuration, peers, database, persons, doorLog }: NodeRuntime,
  body: Readonly<Record<string, unknown>>,
): Promise<{ erased: boolean }> {
  const legalBasis = legalBases.find((each) => each === body['legalBasis']);
  if (legalBasis === undefined) throw new PasserelleError('PSR-4008', { field: 'legalBasis' });
  const country = issuerOf(body['country'], configuration.country);
  const rules = country === configuration.country ? [] : peers.get(country).peer.patientIdentifiers;
  const identifier = typedPatient(configuration, body['patient'], country, rules);
  return database.transaction(async (session) => {
    const person = await persons.find(session, identifier);
    if (person === undefined) return { erased: false };
    const count = await persons.erase(session, person.personId, finalStates);
    if (count > 0) throw new PasserelleError('PSR-1030', { count });
    await doorLog.writeIn(session, {
      event: 'person-erased',
      role: country === configuration.country ? 'A' : 'B',
      result: 'success',
      purpose: legalBasis,
    });
    return { erased: true };
  });
}

function issuerOf(value: unknown, own: CountryCode): CountryCode {
  if (value === undefined) return own;
  if (typeof value !== 'string' || !/^[A-Z]{2}$/.test(value))
    throw new PasserelleError('PSR-4008', { field: 'country' });
  return value;
}
