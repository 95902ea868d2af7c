import { attribute, child, children, path, textOf, type XmlElement } from '@passerelle/xml';
import { hasTemplate } from '../reading-elements.js';
import { demand, indispensable, rule, type Demand } from '../rule.js';
import { documentTemplates } from '../templates.js';

const loinc = '2.16.840.1.113883.6.1';
// A point in time to the second with its offset, as HL7 TS writes it.
const timeWithOffset = /^\d{14}(?:\.\d+)?[+-]\d{4}$/;

/** What is checked before anything else can be. */
export const rootRule = rule('pivot-root', 'The document must be a ClinicalDocument of urn:hl7-org:v3.', indispensable);

/** Rules of the document itself (myhealtheu-wire.md section 13.1), asked of ClinicalDocument. */
export const documentRules: readonly Demand[] = [
  demand(
    { id: 'pivot-type-id', place: 'typeId', text: 'typeId must be POCD_HD000040 of 2.16.840.1.113883.1.3.' },
    (document) => {
      const typeId = child(document, 'typeId');
      return (
        attribute(typeId, 'root') === '2.16.840.1.113883.1.3' && attribute(typeId, 'extension') === 'POCD_HD000040'
      );
    },
  ),
  demand(
    {
      id: 'pivot-template',
      place: 'templateId',
      text: 'The template must be that of level 3 where the body has sections, and that of level 1 where it is a PDF.',
    },
    (document) => {
      const [own, other] = isLevelOne(document)
        ? [documentTemplates.levelOne, documentTemplates.levelThree]
        : [documentTemplates.levelThree, documentTemplates.levelOne];
      return hasTemplate(document, [own]) && !hasTemplate(document, [other]);
    },
  ),
  demand({ id: 'pivot-id', place: 'id', text: 'The document must have one id with a root.' }, (document) => {
    const ids = children(document, 'id');
    return ids.length === 1 && attribute(ids[0], 'root') !== undefined;
  }),
  demand({ id: 'pivot-code', place: 'code', text: 'The code must be LOINC 60591-5, patient summary.' }, (document) => {
    const code = child(document, 'code');
    return attribute(code, 'code') === '60591-5' && attribute(code, 'codeSystem') === loinc;
  }),
  demand(
    { id: 'pivot-title', place: 'title', text: 'The document must have a title.' },
    (document) => textOf(child(document, 'title')) !== undefined,
  ),
  demand(
    {
      id: 'pivot-effective-time',
      place: 'effectiveTime',
      text: 'The time of the document must go to the second and have an offset.',
    },
    (document) => timeWithOffset.test(attribute(child(document, 'effectiveTime'), 'value') ?? ''),
  ),
  demand(
    {
      id: 'pivot-confidentiality',
      place: 'confidentialityCode',
      text: 'The confidentiality must be coded in 2.16.840.1.113883.5.25, or absent with a reason.',
    },
    (document) => {
      const code = child(document, 'confidentialityCode');
      return (
        attribute(code, 'nullFlavor') !== undefined ||
        (attribute(code, 'code') !== undefined && attribute(code, 'codeSystem') === '2.16.840.1.113883.5.25')
      );
    },
  ),
  demand(
    {
      id: 'pivot-language',
      place: 'languageCode',
      text: 'The language must be written as language and country: fr-LU.',
    },
    (document) => /^[a-z]{2,3}-[A-Z]{2}$/.test(attribute(child(document, 'languageCode'), 'code') ?? ''),
  ),
  demand(
    { id: 'pivot-body', place: 'component', text: 'The document must have a body.', severities: indispensable },
    (document) => isLevelOne(document) || path(document, 'component', 'structuredBody') !== undefined,
  ),
];

/** Whether the body of a document is one of another format. */
export function isLevelOne(document: XmlElement): boolean {
  return path(document, 'component', 'nonXMLBody') !== undefined;
}
