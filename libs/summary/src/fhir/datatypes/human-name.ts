import type { HumanName as FhirHumanName } from 'fhir/r4.js';
import type { HumanName } from '../../model/party.js';
import { objectsOf, stated, stringOf, stringsOf } from '../narrowing.js';

// HL7 EntityNameUse and FHIR name-use, as far as both have the use.
const toFhir: Readonly<Record<string, FhirHumanName['use']>> = {
  L: 'official',
  OR: 'official',
  C: 'usual',
  P: 'nickname',
  A: 'nickname',
  ANON: 'anonymous',
  OLD: 'old',
  MAID: 'maiden',
};
const fromFhir: Readonly<Record<string, string>> = { official: 'L', usual: 'C', nickname: 'P' };

/** A person's name. FHIR has one text for the family name, so several parts stand in it in their order. */
export function humanName(name: HumanName): FhirHumanName {
  return {
    use: name.use === undefined ? undefined : toFhir[name.use],
    text: name.text,
    family: name.family.length === 0 ? undefined : name.family.join(' '),
    given: [...name.given],
    prefix: name.prefix && [...name.prefix],
    suffix: name.suffix && [...name.suffix],
  };
}

/** Reads every name that holds something. */
export function readHumanNames(value: unknown): HumanName[] {
  const names: HumanName[] = [];
  for (const source of objectsOf(value)) {
    const family = stringsOf(source['family']);
    const given = stringsOf(source['given']);
    const prefix = stringsOf(source['prefix']);
    const suffix = stringsOf(source['suffix']);
    const text = family.length + given.length === 0 ? stringOf(source['text']) : undefined;
    if (family.length + given.length === 0 && text === undefined) continue;
    names.push(
      stated({
        family,
        given,
        prefix: prefix.length === 0 ? undefined : prefix,
        suffix: suffix.length === 0 ? undefined : suffix,
        text,
        use: fromFhir[stringOf(source['use']) ?? ''],
      }),
    );
  }
  return names;
}
