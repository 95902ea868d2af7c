import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';
import { demand, type Demand } from '../rule.js';

/** What the document documents and what it was made from (13.1), asked of ClinicalDocument. */
export const relationRules: readonly Demand[] = [
  demand(
    {
      id: 'pivot-service-event',
      place: 'documentationOf',
      text: 'The care documented must be a PCPR and say its last update, effectiveTime/high.',
    },
    (document) =>
      children(document, 'documentationOf').some((documentation) => {
        const event = child(documentation, 'serviceEvent');
        return (
          attribute(event, 'classCode') === 'PCPR' &&
          attribute(path(event, 'effectiveTime', 'high'), 'value') !== undefined
        );
      }),
  ),
  demand(
    {
      id: 'pivot-related-document',
      place: 'relatedDocument',
      text: 'The pivot must name one document it was transformed from, by relatedDocument XFRM with the id of the parent.',
    },
    (document) => {
      const [parent, ...more] = parentsOf(document);
      return more.length === 0 && attribute(child(parent, 'id'), 'root') !== undefined;
    },
  ),
];

/** The documents that a document was transformed from. CDA allows one such relation (section 4.2.3.1). */
export function parentsOf(document: XmlElement): XmlElement[] {
  return children(document, 'relatedDocument')
    .filter((related) => attribute(related, 'typeCode') === 'XFRM')
    .flatMap((related) => children(related, 'parentDocument'));
}
