import type { DocumentReference, Reference } from 'fhir/r4.js';
import {
  absentElement,
  codeableConceptOf,
  identifiers,
  readCodeableConcept,
  readIdentifier,
  readIdentifiers,
} from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { objectOf, objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { LinkedDocument } from '../model/entry.js';

const known = new Set(['masterIdentifier', 'status', 'type', 'description', 'content', 'identifier']);
const knownOfAttachment = new Set(['url', 'title', 'contentType', 'language', 'creation']);

/**
 * Reads the document that a Consent was made from: `sourceAttachment`, or `sourceReference` to a DocumentReference. What
 * is attached itself is not taken along.
 * @param omitted - gets the parts that are not read
 */
export function readLinkedDocument(
  consent: FhirResource,
  reading: FhirReading,
  omitted: string[],
): LinkedDocument | undefined {
  const attachment = objectOf(consent['sourceAttachment']);
  if (attachment !== undefined) return { identifiers: [], ...readAttachment(attachment, omitted) };
  const reference = objectOf(consent['sourceReference']);
  if (reference === undefined) return undefined;
  const document = reading.resolve(reference, consent);
  if (document === undefined) return readUnresolved(reference);
  if (document.resourceType !== 'DocumentReference') {
    omitted.push(`source of type ${document.resourceType}`);
    return undefined;
  }
  omitted.push(...omittedParts(document, known, 'document'));
  const [content, ...others] = objectsOf(document['content']);
  if (others.length > 0) omitted.push('further content of the document');
  const master = readIdentifier(document['masterIdentifier']);
  const found = readAttachment(objectOf(content?.['attachment']) ?? {}, omitted);
  return {
    identifiers: [...(master === undefined ? [] : [master]), ...readIdentifiers(document['identifier'])],
    ...stated({
      type: readCodeableConcept(document['type']),
      title: found.title ?? stringOf(document['description']),
      url: found.url,
    }),
  };
}

/** A reference to a document that the Bundle does not hold still says where it is, or how it is called. */
function readUnresolved(reference: JsonObject): LinkedDocument {
  const identifier = readIdentifier(reference['identifier']);
  return {
    identifiers: identifier === undefined ? [] : [identifier],
    ...stated({ title: stringOf(reference['display']), url: stringOf(reference['reference']) }),
  };
}

function readAttachment(attachment: JsonObject, omitted: string[]): Pick<LinkedDocument, 'title' | 'url'> {
  omitted.push(...omittedParts(attachment, knownOfAttachment, 'document'));
  return stated({ title: stringOf(attachment['title']), url: stringOf(attachment['url']) });
}

/** Adds a DocumentReference for a document that lies elsewhere. */
export function writeLinkedDocument(document: LinkedDocument, place: string, writing: FhirWriting): Reference {
  const { title, url } = document;
  const resource: DocumentReference = {
    resourceType: 'DocumentReference',
    identifier: identifiers(document.identifiers),
    status: 'current',
    type: codeableConceptOf(document.type, writing.language),
    subject: writing.patient,
    content: [{ attachment: title === undefined && url === undefined ? absentElement('UNK') : { url, title } }],
  };
  return { reference: writing.add(resource, place) };
}
