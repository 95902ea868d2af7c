import type { Bundle, FhirResource } from 'fhir/r4.js';

/** The answer to a search: the matches, and their number (FHIR R4 http.html#search). */
export function searchset(self: string, matches: readonly { fullUrl: string; resource: FhirResource }[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: matches.length,
    link: [{ relation: 'self', url: self }],
    entry: matches.map((match) => ({ ...match, search: { mode: 'match' } })),
  };
}
