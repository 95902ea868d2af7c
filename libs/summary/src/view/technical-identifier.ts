import type { Identifier } from '@passerelle/kernel';

/** Whether an identifier names a record among machines, and nobody by it: a UUID. It is not shown. */
export function isTechnical({ system, value }: Identifier): boolean {
  return (system === 'urn:ietf:rfc:3986' && value.startsWith('urn:uuid:')) || system.startsWith('urn:uuid:');
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The identifiers of a person that people know them by: those that are not mere UUIDs, or all where there are no others.
 */
export function spokenIdentifiers(identifiers: readonly Identifier[]): readonly Identifier[] {
  const spoken = identifiers.filter((each) => !isTechnical(each) && !uuid.test(each.value));
  return spoken.length === 0 ? identifiers : spoken;
}
