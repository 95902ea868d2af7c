import { isObject } from '../fhirpath/nodes.js';
import { holdAgainst } from './conformity.js';
import type { PlacedResource } from './document.js';
import { listOf } from './lists.js';
import type { Validation } from './validation.js';

/** Where the packages that are compiled in have their profiles: a name there that is not known does not exist. */
const knownDomains = [
  'http://hl7.org/fhir/uv/ips/StructureDefinition/',
  'http://hl7.eu/fhir/eps/StructureDefinition/',
  'http://hl7.eu/fhir/base/StructureDefinition/',
];

const loinc = 'http://loinc.org';

/**
 * Holds a resource against the profiles that it claims in `meta.profile`, and an observation of a vital sign against
 * the profile of FHIR R4 for it, which FHIR demands whether it is claimed or not.
 */
export function checkClaims(placed: PlacedResource, validation: Validation): void {
  const { meta } = placed.resource;
  const claimed = isObject(meta) ? listOf(meta['profile']) : [];
  for (const [index, canonical] of claimed.entries()) {
    if (typeof canonical !== 'string') continue;
    const bar = canonical.indexOf('|');
    const url = bar < 0 ? canonical : canonical.slice(0, bar);
    if (validation.model.profile(url) !== undefined) holdAgainst(placed, url, validation);
    else reportUnknown(url, `meta.profile[${index}]`, validation);
  }
  if (placed.resource['resourceType'] === 'Observation') checkVitalSign(placed, validation);
}

function reportUnknown(url: string, property: string, { findings }: Validation): void {
  if (knownDomains.some((domain) => url.startsWith(domain))) {
    findings.error('profile-unknown', 'There is no such profile: correct its URL.', property);
  } else {
    findings.add(
      'information',
      'profile-not-checked',
      'The profile is not known here, so the resource was not held against it. Import its package to have it checked.',
      property,
    );
  }
}

function checkVitalSign(placed: PlacedResource, validation: Validation): void {
  const { code } = placed.resource;
  for (const coding of isObject(code) ? listOf(code['coding']) : []) {
    if (!isObject(coding) || coding['system'] !== loinc || typeof coding['code'] !== 'string') continue;
    const url = validation.model.vitalSign(coding['code']);
    if (url !== undefined) holdAgainst(placed, url, validation);
  }
}
