import { sha256, type DocumentFormat, type Sha256 } from '@passerelle/kernel';
import { parseFhirJson } from '@passerelle/fhir/json';
import { parseXml } from '@passerelle/xml';
import { readCda } from './cda/read-document.js';
import { uriSystem } from './cda/datatypes/index.js';
import { withoutForbidden } from './fhir/read/forbidden-characters.js';
import { readBundle } from './fhir/read-bundle.js';
import type { PatientSummary } from './model/summary.js';
import { uuidOfDigest } from './stable-id.js';

/** A document that was read. */
export interface SummaryDocument {
  readonly summary: PatientSummary;
  /** What a reader should know of the document as a whole, as sentences without personal data. */
  readonly warnings: readonly string[];
  readonly format: Extract<DocumentFormat, 'cda-level-3' | 'cda-level-1' | 'fhir-document'>;
  /** Digest of the octets given. */
  readonly sha256: Sha256;
}

const replacedCharacters = 'Control characters, which no document may hold, have been replaced by U+FFFD.';
const openBrace = 0x7b;
const openBracket = 0x5b;

/**
 * Reads a patient summary of any format this node knows: CDA R2 of level 3 or 1, or a FHIR R4 document Bundle in JSON.
 * Which one it is shows in the first octet that is not white space; what is not JSON is read as XML.
 * @param octets - the document as received
 * @throws PasserelleError PSR-1001 to PSR-1010 for octets that no parser takes, PSR-1101 to PSR-1113 for documents that
 *   are no patient summary
 */
export function readSummary(octets: Uint8Array): SummaryDocument {
  const digest = sha256(octets);
  if (isJson(octets)) {
    const document = parseFhirJson(octets);
    const clean = withoutForbidden(document, octets);
    const { summary, warnings } = readBundle(clean ?? document);
    const told = clean === undefined ? warnings : [...warnings, replacedCharacters];
    return { summary: named(summary, digest), warnings: told, format: 'fhir-document', sha256: digest };
  }
  const { summary, warnings } = readCda(parseXml(octets));
  const format = summary.attachment === undefined ? 'cda-level-3' : 'cda-level-1';
  return { summary: named(summary, digest), warnings, format, sha256: digest };
}

function isJson(octets: Uint8Array): boolean {
  const marked = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  let at = marked ? 3 : 0;
  while (at < octets.length && octets[at]! <= 0x20) at++;
  return octets[at] === openBrace || octets[at] === openBracket;
}

/** A document without an identifier is named by its octets, so that what is made from it can still refer to it. */
function named(summary: PatientSummary, digest: Sha256): PatientSummary {
  if (summary.header.identifier.value !== '') return summary;
  const identifier = { system: uriSystem, value: `urn:uuid:${uuidOfDigest(digest)}` };
  return { ...summary, header: { ...summary.header, identifier } };
}
