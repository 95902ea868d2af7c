import { PasserelleError } from '@passerelle/kernel';
import { isJsonList, type JsonObject } from '../jws/json-object.js';

/** Extensions that are understood, and so may be called critical: ETSI TS 119 182-1 section 5.2 and RFC 7797. */
const understood: ReadonlySet<string> = new Set([
  ...['sigT', 'iat', 'x5t#o', 'sigX5ts', 'srCms', 'sigPl', 'srAts', 'adoTst', 'sigPId', 'sigD', 'b64', 'etsiU'],
]);

/** Names that RFC 7515 and RFC 7518 define, which must not stand in `crit`. */
const registered: ReadonlySet<string> = new Set([
  ...['alg', 'jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'cty', 'crit'],
  ...['epk', 'apu', 'apv', 'iv', 'tag', 'p2s', 'p2c', 'enc', 'zip'],
]);

/** Headers that change what is signed: whoever does not know them must not verify without them. */
const mustBeCritical = ['sigD', 'b64'];

/**
 * Judges `crit` by RFC 7515 section 4.1.11 and ETSI TS 119 182-1 section 5.1.9: a list, not empty, of texts that differ,
 * each the name of a header in use, none of RFC 7515 itself, all of them understood; and what must be critical is.
 * EU DSS takes most breaches for a fault of the level only; RFC 7515 says that such a JWS is invalid.
 * @throws PasserelleError PSR-3091
 */
export function checkCriticalHeaders(header: JsonObject, unprotected: JsonObject): void {
  const { crit } = header;
  if ('crit' in unprotected) throw refused('it is not protected');
  if (crit === undefined) {
    const lacking = mustBeCritical.find((name) => name in header);
    if (lacking !== undefined) throw refused(`${lacking} is in use and not listed`);
    return;
  }
  if (!isJsonList(crit) || crit.length === 0) throw refused('it is not a list with entries');
  const seen = new Set<string>();
  for (const name of crit) {
    if (typeof name !== 'string') throw refused('an entry is not a text');
    if (seen.has(name)) throw refused('an entry is repeated');
    seen.add(name);
    if (registered.has(name)) throw refused('it lists a header of RFC 7515 or RFC 7518');
    if (!understood.has(name)) throw refused('it lists an extension that is not understood');
    if (!Object.hasOwn(header, name) && !Object.hasOwn(unprotected, name))
      throw refused('it lists a header not in use');
  }
  const lacking = mustBeCritical.find((name) => name in header && !seen.has(name));
  if (lacking !== undefined) throw refused(`${lacking} is in use and not listed`);
}

function refused(reason: string): PasserelleError {
  return new PasserelleError('PSR-3091', { reason });
}
