import { isObject, listOf, type Findings, type JsonObject } from '../findings.js';

/** Rules of the Bundle itself: FHIR R4 document Bundles, IPS Bundle-uv-ips, EPS bundle-eu-eps (fhir.md section 1.1). */
export function checkBundle(bundle: JsonObject, findings: Findings): void {
  if (bundle['type'] !== 'document') findings.error('ips-bundle-type', 'The Bundle must be of type document.', 'type');
  const identifier = bundle['identifier'];
  if (!isObject(identifier) || identifier['system'] === undefined || identifier['value'] === undefined) {
    findings.error('bdl-9', 'A document must have an identifier with a system and a value.', 'identifier');
  }
  if (bundle['timestamp'] === undefined) findings.error('bdl-10', 'A document must have a timestamp.', 'timestamp');
  const entries = listOf(bundle['entry']);
  if (entries.length < 2) findings.error('ips-bundle-entries', 'A document must have at least two entries.', 'entry');
  checkKinds(entries, findings);
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    findings.enter('entry');
    findings.enter(index);
    if (isObject(entry)) checkEntry(entry, seen, findings);
    findings.leave();
    findings.leave();
  });
}

function checkKinds(entries: readonly unknown[], findings: Findings): void {
  const types = entries.map(typeOfEntry);
  if (types[0] !== 'Composition')
    findings.error('bdl-11', 'The first entry of a document must be the Composition.', 'entry[0]');
  if (types.filter((type) => type === 'Composition').length > 1) {
    findings.error('bdl-ips-1', 'A document must not have a second Composition.', 'entry');
  }
  // Neither profile forbids a second Patient resource outright, but the slice of the subject is 1..1, and a second
  // one invites the worst of mistakes.
  if (types.filter((type) => type === 'Patient').length !== 1) {
    findings.error('ips-bundle-patient', 'A document must have exactly one Patient.', 'entry');
  }
}

function typeOfEntry(entry: unknown): unknown {
  return isObject(entry) && isObject(entry['resource']) ? entry['resource']['resourceType'] : undefined;
}

function checkEntry(entry: JsonObject, seen: Set<string>, findings: Findings): void {
  for (const foreign of ['search', 'request', 'response']) {
    if (entry[foreign] !== undefined)
      findings.error('ips-bundle-entry', `An entry of a document must not have ${foreign}.`, foreign);
  }
  const resource = entry['resource'];
  if (resource === undefined) findings.error('eps-bundle-resource', 'An entry must have a resource.', 'resource');
  const fullUrl = entry['fullUrl'];
  if (typeof fullUrl !== 'string') {
    findings.error('ips-bundle-fullurl', 'An entry must have a fullUrl.', 'fullUrl');
    return;
  }
  if (seen.has(fullUrl)) findings.error('bdl-7', 'A fullUrl must be unique in the Bundle.', 'fullUrl');
  seen.add(fullUrl);
  if (fullUrl.includes('/_history/')) findings.error('bdl-8', 'A fullUrl must not name a version.', 'fullUrl');
  if (!/^(?:https?:\/\/|urn:uuid:|urn:oid:)/.test(fullUrl)) {
    findings.error('fullurl-form', 'A fullUrl must be an absolute address or a UUID.', 'fullUrl');
  }
  if (/^urn:uuid:/.test(fullUrl) && fullUrl !== fullUrl.toLowerCase()) {
    findings.error('fullurl-form', 'A UUID is written in lower case.', 'fullUrl');
  }
  const id = isObject(resource) ? resource['id'] : undefined;
  if (fullUrl.startsWith('http') && typeof id === 'string' && !fullUrl.endsWith(`/${id}`)) {
    findings.error('fullurl-id', 'A RESTful fullUrl must end with the id of its resource.', 'fullUrl');
  }
}
