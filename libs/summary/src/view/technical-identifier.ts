import type { Identifier } from '@passerelle/kernel';

/** Whether an identifier names a record among machines, and nobody by it: a UUID. It is not shown. */
export function isTechnical({ system, value }: Identifier): boolean {
  return (system === 'urn:ietf:rfc:3986' && value.startsWith('urn:uuid:')) || system.startsWith('urn:uuid:');
}
