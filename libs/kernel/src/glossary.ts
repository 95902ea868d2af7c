/**
 * The words of the house, after docs/how-a-document-travels.md.
 *
 * Country A is the country of affiliation: it holds the record. Country B is the country of treatment: it asks for it.
 * A node is one country's gateway. An exchange is one crossing of the border, with its state, documents and evidence.
 */

/** ISO 3166-1 alpha-2, upper case: `LU`. */
export type CountryCode = string;

/** `A` holds the record, `B` treats the patient. */
export type Role = 'A' | 'B';

/** `push`: A sends ahead of care. `pull`: B asks while a professional waits. */
export type Direction = 'push' | 'pull';

/** Which side of the crossing this node is: the one that began it or the one that answered. */
export type Side = 'initiator' | 'responder';

/** An identifier is always the pair: the system that issued it, as a URI (`urn:oid:1.3.182.4.4`), and the value. */
export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** Kinds of document that cross: the formats of the national record and of the European documents. */
export type DocumentFormat =
  'cda-level-3' | 'cda-level-1' | 'fhir-document' | 'eps-bundle' | 'pivot-cda' | 'xades-seal';

/** Priority categories of personal electronic health data, Regulation (EU) 2025/327 article 14(1). */
export type DataCategory = 'patient-summary';
