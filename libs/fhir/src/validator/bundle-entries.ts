import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import { listOf } from './lists.js';
import type { Validation } from './validation.js';

/**
 * What FHIR says of the addresses of entries in words only (R4 sections 2.36.4 and 3.3.1.3): a fullUrl is absolute, and
 * one that is an address of a REST server ends with the id of its resource.
 */
export function checkBundleEntries(bundle: JsonObject, { findings }: Validation): void {
  findings.enter('entry');
  for (const [index, entry] of listOf(bundle['entry']).entries()) {
    if (!isObject(entry)) continue;
    const { fullUrl, resource } = entry;
    if (typeof fullUrl !== 'string') continue;
    findings.enter(index);
    if (!/^(?:https?:\/\/|urn:uuid:|urn:oid:)/.test(fullUrl)) {
      findings.error('fullurl-form', 'A fullUrl must be an absolute address, or a UUID or OID as URN.', 'fullUrl');
    }
    const id = isObject(resource) ? resource['id'] : undefined;
    if (fullUrl.startsWith('http') && typeof id === 'string' && !fullUrl.endsWith(`/${id}`)) {
      findings.error('fullurl-id', 'A fullUrl that is an address must end with the id of its resource.', 'fullUrl');
    }
    findings.leave();
  }
  findings.leave();
}
