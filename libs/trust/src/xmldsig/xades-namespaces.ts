import type { XmlElement } from '@passerelle/xml';
import { xades } from '../xades/profile.js';

/** Namespaces of XAdES before 1.3.2 (TS 101 903 versions 1.1.1 and 1.2.2). They are read, and reach no baseline level. */
const older = ['http://uri.etsi.org/01903/v1.1.1#', 'http://uri.etsi.org/01903/v1.2.2#'];

/** The namespace of an element of XAdES, undefined for another element. */
export function qualifyingNamespaceOf({ uri }: XmlElement): string | undefined {
  return uri === xades || older.includes(uri) ? uri : undefined;
}

/** `Reference/@Type` of signed properties, in the spellings of all versions. */
export function isSignedPropertiesType(type: string | undefined): boolean {
  return type !== undefined && /^http:\/\/uri\.etsi\.org\/01903(?:\/v1\.[1-4]\.\d)?#SignedProperties$/.test(type);
}
