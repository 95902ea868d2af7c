import { attribute, children, type XmlElement } from '@passerelle/xml';
import { identifierPattern, longestIdentifier } from '../identifier-pattern.js';
import type { DraftPeer } from '../trust-bundle/draft.js';
import { countryOf } from './reading.js';

/** What an international search mask says about the identifiers of patients. */
export interface SearchMask {
  readonly identifiers: DraftPeer['patientIdentifiers'];
  readonly notes: readonly string[];
}

/**
 * Reads an international search mask of eHDSI (ISM, document type `ehealth-107`): the identifiers by which a country
 * finds its patients. Both forms are read: `searchFields/country/patientSearch/identifier/id` of 2023, and the older
 * `patientSearch/country/searchFields/id`. Other fields of a mask (name, birth date) are no identifiers.
 * @param mask - the root element of the mask
 * @param country - whose mask it has to be
 */
export function readSearchMask(mask: XmlElement, country: string): SearchMask {
  const identifiers: DraftPeer['patientIdentifiers'] = [];
  const notes: string[] = [];
  const own = children(mask, 'country').filter((each) => countryOf(attribute(each, 'code')) === country);
  if (own.length === 0) notes.push(`the search mask names another country than ${country}`);
  for (const id of own.flatMap(idsIn)) {
    const domain = attribute(id, 'domain') ?? '';
    const label = labelOf(id);
    if (!/^[0-2](?:\.\d+)+$/.test(domain)) notes.push(`an identifier without domain was left out: ${label}`);
    else if (/birth/i.test(attribute(id, 'label') ?? '')) notes.push(`a date of birth is no identifier: ${label}`);
    else {
      const pattern = patternOf(id);
      if (pattern === undefined)
        notes.push(`identifier ${domain}: its format is none that can be checked; give a pattern`);
      if (pattern === anyValue) notes.push(`identifier ${domain}: the mask gives no format, so any value is taken`);
      identifiers.push({ system: `urn:oid:${domain}`, label, pattern: pattern ?? anyValue });
    }
  }
  return { identifiers, notes };
}

const anyValue = `.{1,${longestIdentifier}}`;

/** The `id` elements of a country: below `patientSearch/identifier`, or below `searchFields`. */
function idsIn(country: XmlElement): readonly XmlElement[] {
  const identifiers = children(country, 'patientSearch').flatMap((search) => children(search, 'identifier'));
  return [...identifiers, ...children(country, 'searchFields')].flatMap((holder) => children(holder, 'id'));
}

/** What a person reads beside the field: its description, else the key under which the label stands. */
function labelOf(id: XmlElement): string {
  const words = attribute(id, 'contextualDescription') ?? attribute(id, 'friendlyName') ?? attribute(id, 'label');
  return (words ?? 'Identifier').replace(/\p{Cc}/gu, ' ').slice(0, 200);
}

/** The pattern of a value: from an expression, from a picture of digits (`N`) and letters (`L`), or from its length. */
function patternOf(id: XmlElement): string | undefined {
  const format = attribute(id, 'format');
  if (format === undefined) return lengthPattern(attribute(id, 'min'), attribute(id, 'max'));
  if (/^[NL][NL./ -]*$/.test(format)) return picturePattern(format);
  const inner = format.replace(/^\^/, '').replace(/\$$/, '');
  return identifierPattern(inner) === undefined ? undefined : inner;
}

function picturePattern(picture: string): string {
  return picture.replace(/N+|L+|[./ -]/g, (run) => {
    if (run.startsWith('N')) return `\\d{${run.length}}`;
    if (run.startsWith('L')) return `[A-Za-z]{${run.length}}`;
    return run === ' ' ? ' ' : `[${run}]`;
  });
}

/** `-1` stands for no bound. */
function lengthPattern(min: string | undefined, max: string | undefined): string {
  const bound = (text: string | undefined, none: number): number =>
    /^[1-9]\d{0,2}$/.test(text ?? '') ? Math.min(Number(text), longestIdentifier) : none;
  const [least, most] = [bound(min, 1), bound(max, longestIdentifier)];
  return least <= most ? `.{${least},${most}}` : anyValue;
}
