import { failed, ok, PasserelleError, type CountryCode, type Identifier, type Result } from '@passerelle/kernel';
import type { AssertionEvidence } from './expectation.js';
import { assertionKinds } from './names.js';
import { readProfessional, readTreatment, type AssertedProfessional, type AssertedTreatment } from './xspa.js';

/** What travelled together and has to be of one piece. */
export interface AssertionBundle {
  readonly hcp: AssertionEvidence;
  /** The treatment confirmation; calls that identify a patient have none. */
  readonly trc?: AssertionEvidence;
  /** Country of the certificate of the connection (`C` of its subject). */
  readonly tlsCountry: CountryCode;
  /** The patient the request names. */
  readonly patient?: Identifier;
  /** The country that a `homeCommunityId` belongs to, by the directory of peers. */
  readonly countryOfCommunity: (homeCommunityId: string) => CountryCode | undefined;
}

/** Who asks about whom, as the assertions and the connection say together. */
export interface BoundIdentity {
  readonly country: CountryCode;
  readonly professional: AssertedProfessional;
  readonly treatment?: AssertedTreatment;
}

/** Issuers of MyHealth@EU name their country: `urn:idp:DK:countryB`, `urn:initgw:DK:countryB`. */
const issuerCountry = /^urn:(?:idp|initgw):([A-Z]{2}):/;

/**
 * Binds the assertions to each other, to the connection and to the patient: an assertion that is good by itself proves
 * nothing in the hands of another country, or about another patient (threat 24).
 *
 * The country of the connection must be that of the signers, of the issuers where their names say one, and of the
 * `homeCommunityId`. The treatment confirmation must be issued upon the identity assertion (`Advice/AssertionIDRef`), for
 * the same subject and purpose, while that was valid, and for the patient of the request.
 * @returns PSR-2312 for an attribute that is missing, PSR-2313 for what does not belong together
 */
export function bindAssertions(bundle: AssertionBundle): Result<BoundIdentity> {
  try {
    return ok(bind(bundle));
  } catch (error) {
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}

function bind({ hcp, trc, tlsCountry, patient, countryOfCommunity }: AssertionBundle): BoundIdentity {
  require(hcp.issuer.nameQualifier === assertionKinds.hcp, 'the identity assertion is of another kind');
  const professional = valueOf(readProfessional(hcp));
  for (const each of trc ? [hcp, trc] : [hcp]) requireCountry(each, tlsCountry);
  const { homeCommunityId } = professional;
  const community = homeCommunityId === undefined ? undefined : countryOfCommunity(homeCommunityId);
  require(community === tlsCountry, 'the homeCommunityId is missing or of another country');
  if (trc === undefined) {
    require(patient === undefined, 'nothing confirms the treatment of the patient');
    return { country: tlsCountry, professional };
  }
  const treatment = valueOf(readTreatment(trc));
  requireIssuedUpon(trc, hcp);
  require(trc.subject.value === hcp.subject.value, 'the subjects differ');
  const { purposeOfUse } = treatment;
  require(purposeOfUse === undefined ||
    purposeOfUse.code === professional.purposeOfUse.code, 'the purposes of use differ');
  const samePatient =
    patient !== undefined && patient.system === treatment.patient.system && patient.value === treatment.patient.value;
  require(samePatient, 'the patient of the request is missing or another');
  return { country: tlsCountry, professional, treatment };
}

function requireCountry({ signer, issuer }: AssertionEvidence, country: CountryCode): void {
  require(signer.subject.country === country, 'the certificate of an issuer is of another country than the connection');
  const stated = issuerCountry.exec(issuer.value)?.[1] ?? country;
  require(stated === country, 'the name of an issuer is of another country than the connection');
}

function requireIssuedUpon(trc: AssertionEvidence, hcp: AssertionEvidence): void {
  require(trc.issuer.nameQualifier === assertionKinds.trc, 'the treatment confirmation is of another kind');
  require(trc.references.length === 1 &&
    trc.references[0] === hcp.id, 'the treatment confirmation was issued upon another identity assertion');
  const { notBefore, notOnOrAfter } = hcp.conditions;
  require(trc.issuedAt >= notBefore &&
    trc.issuedAt < notOnOrAfter, 'the treatment confirmation was issued while the identity assertion was not valid');
}

function require(holds: boolean, reason: string): void {
  if (!holds) throw new PasserelleError('PSR-2313', { reason });
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw result.error;
  return result.value;
}
