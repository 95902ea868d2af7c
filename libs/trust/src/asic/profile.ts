/** Media types of the two kinds of container (ETSI EN 319 162-1 sections 4.3.3.1 and 4.4.3.1). */
export const asicE = 'application/vnd.etsi.asic-e+zip';
export const asicS = 'application/vnd.etsi.asic-s+zip';

/** `asic:XAdESSignatures`, the root of a file of signatures (annex A.4). */
export const asicNamespace = 'http://uri.etsi.org/02918/v1.2.1#';

/** The entry that names the media type: the first, stored, so that its content stands at a fixed place. */
export const mimetypeName = 'mimetype';
/** What stands in this folder is about the container; everything else is what it carries. */
export const metaFolder = 'META-INF/';

/** Files with XAdES signatures: `META-INF/*signatures*.xml` (section 4.4.3.2). */
export function isXadesFile(name: string): boolean {
  return /^META-INF\/[^/]*signatures[^/]*\.xml$/i.test(name);
}

/** Files with CAdES signatures, and time-stamps or evidence records in place of signatures, none of which is read here. */
export function isOtherProof(name: string): boolean {
  return /^META-INF\/[^/]*(?:\.p7[sm]|\.tst|\.ers|evidencerecord[^/]*\.xml)$/i.test(name);
}
