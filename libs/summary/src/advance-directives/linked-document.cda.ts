import { child, children, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readCoded, readIdentifiers, referenceOf, writeCoded, writeIdentifier } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { omitUnread, saysSomething } from '../cda/unread-parts.js';
import type { LinkedDocument } from '../model/entry.js';

const parts = new Set(['id', 'code', 'text']);

/** Reads the documents that a statement refers to (`reference` with an `externalDocument`); other references are reported. */
export function readLinkedDocuments(statement: XmlElement, reading: CdaReading): LinkedDocument[] {
  return children(statement, 'reference').flatMap((reference) => {
    const document = child(reference, 'externalDocument');
    if (document === undefined) {
      if (saysSomething(reference)) reading.omit?.('reference to another act');
      return [];
    }
    omitUnread(document, parts, reading, 'document referred to');
    const text = child(document, 'text');
    const type = readCoded(child(document, 'code'), reading);
    const title = textOf(text);
    const url = text === undefined ? undefined : referenceOf(text);
    return [
      {
        identifiers: readIdentifiers(document),
        ...(type !== undefined && { type }),
        ...(title !== undefined && { title }),
        ...(url !== undefined && { url }),
      },
    ];
  });
}

/** Writes a reference to a document. Its title and address stand in `text`, which is all CDA has for both. */
export function writeLinkedDocument({ identifiers, type, title, url }: LinkedDocument): XmlOut {
  const text =
    title === undefined && url === undefined
      ? undefined
      : element('text', {}, title, url === undefined ? undefined : element('reference', { value: url }));
  return element(
    'reference',
    { typeCode: 'REFR' },
    element(
      'externalDocument',
      { classCode: 'DOC', moodCode: 'EVN' },
      identifiers.map((identifier) => writeIdentifier('id', identifier)),
      type === undefined ? undefined : writeCoded('code', type),
      text,
    ),
  );
}
