import { PasserelleError, type CountryCode } from '@passerelle/kernel';
import { fhirResource } from './fhir-resource.js';

/**
 * The error that a peer's refusal means for us. A peer that is overloaded or failing is asked again (PSR-4005); a 404
 * of a document is our "no document"; everything else is its decision (PSR-4006), with its code for the operators.
 */
export function readRefusal(country: CountryCode, status: number, body: Buffer): PasserelleError {
  if (status === 429 || status >= 500) return new PasserelleError('PSR-4005', { country });
  if (status === 404) return new PasserelleError('PSR-2202');
  return new PasserelleError('PSR-4006', { country, status, peerCode: codeOf(body) ?? 'none' });
}

/** The registry code in an OperationOutcome; only the form of a code is let through, since the peer could write anything. */
function codeOf(body: Buffer): string | undefined {
  const match = /"code":"(PSR-\d{4})"/.exec(JSON.stringify(fhirResource(body) ?? {}));
  return match?.[1];
}
