import type { JsonObject } from '../fhirpath/nodes.js';
import type { Validation } from './validation.js';

/** A code system or a namespace of identifiers is named by an absolute URI (FHIR R4 sections 2.24.0.5 and 2.24.0.10). */
export function checkSystem({ system }: JsonObject, { findings }: Validation): void {
  if (typeof system !== 'string' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(system)) return;
  findings.error(
    'system-absolute',
    'A system must be named by an absolute URI: urn:oid: goes before an OID.',
    'system',
  );
}
