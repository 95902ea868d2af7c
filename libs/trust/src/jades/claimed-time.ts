import { isJsonObject, type JsonObject } from '../jws/json-object.js';
import { requireForm } from '../seals/refusal.js';

/** What the signer says of the time. */
export interface ClaimedTime {
  readonly signedAt?: Date;
  /** Whether it is said as baseline level B asks for. */
  readonly baseline: boolean;
}

/** From here on `iat` alone states the signing time (ETSI TS 119 182-1 section 5.2.1, requirement a of table 1). */
const sigTEnds = Date.UTC(2025, 6, 15);
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * Reads the claimed signing time: `iat` (seconds, RFC 7519 section 4.1.6), or `sigT` in signatures older than 15 July
 * 2025. A header with both says two things.
 * @throws PasserelleError PSR-3004
 */
export function readClaimedTime({ iat, sigT }: JsonObject): ClaimedTime {
  requireForm(iat === undefined || sigT === undefined, 'iat and sigT state the time twice');
  if (iat !== undefined) {
    requireForm(typeof iat === 'number' && iat > 0 && iat < 1e11, 'iat is no time');
    return { signedAt: new Date(Math.floor(iat) * 1000), baseline: Number.isInteger(iat) };
  }
  if (sigT === undefined) return { baseline: false };
  const time = typeof sigT === 'string' && dateTime.test(sigT) ? Date.parse(sigT) : Number.NaN;
  // Date.parse takes 30 February for 2 March.
  const exists = Number.isFinite(time) && new Date(time).toISOString().slice(0, 19) === String(sigT).slice(0, 19);
  requireForm(exists, 'sigT is no time');
  return { signedAt: new Date(time), baseline: time < sigTEnds };
}

/** Headers of ETSI TS 119 182-1; a JWS with one of them claims to be a JAdES signature. */
const etsiHeaders = ['sigT', 'x5t#o', 'sigX5ts', 'srCms', 'sigPl', 'srAts', 'adoTst', 'sigPId', 'sigD'];

/** Whether a JWS is meant as a JAdES signature at all. */
export function claimsToBeJades(header: JsonObject, unprotected: JsonObject): boolean {
  if (etsiHeaders.some((name) => name in header) || 'etsiU' in unprotected) return true;
  return 'iat' in header && ('x5t#S256' in header || isJsonObject(header['x5t#o']));
}
