import { sha256, type Identifier, type Sha256 } from '@passerelle/kernel';

/**
 * A UUID that is the same at every writing of the same document: version 8 (RFC 9562 section 5.8), its bits taken from
 * the SHA-256 of the document's identifier and the place the UUID is for.
 * @param document - identifier of the source document
 * @param place - what it names: `pivot`, `/component[2]/entry[1]/concern`
 * @returns lower case, without `urn:uuid:`
 */
export function stableUuid(document: Identifier, place: string): string {
  return uuidOfDigest(sha256(`${document.system}\n${document.value}\n${place}`));
}

/** The UUID of version 8 that the first bits of a digest make. */
export function uuidOfDigest(digest: Sha256): string {
  const variant = ((parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
