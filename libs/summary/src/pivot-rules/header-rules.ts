import { attribute, child, children, path, textOf, type XmlElement } from '@passerelle/xml';
import type { PivotRule } from './rule.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1';
/** Document templates of the pivot (myhealtheu-wire.md section 13.2). */
export const documentTemplates = { levelThree: `${ehdsi}.1.3`, levelOne: `${ehdsi}.1.7` };
const loinc = '2.16.840.1.113883.6.1';
// A point in time to the second with its offset, as HL7 TS writes it.
const timeWithOffset = /^\d{14}(?:\.\d+)?[+-]\d{4}$/;

function demand(rule: string, place: string, text: string, holds: (document: XmlElement) => boolean): PivotRule {
  return { rule, severity: 'error', place, text, holds };
}

/** Rules of the head of a pivot document (myhealtheu-wire.md section 13.1), asked of ClinicalDocument. */
export const headerRules: readonly PivotRule[] = [
  demand('pivot-type-id', 'typeId', 'typeId must be POCD_HD000040 of 2.16.840.1.113883.1.3.', (document) => {
    const typeId = child(document, 'typeId');
    return attribute(typeId, 'root') === '2.16.840.1.113883.1.3' && attribute(typeId, 'extension') === 'POCD_HD000040';
  }),
  demand(
    'pivot-template',
    'templateId',
    'The template must be that of level 3, or of level 1 where the body is a PDF.',
    (document) => {
      const level = path(document, 'component', 'nonXMLBody') === undefined ? 'levelThree' : 'levelOne';
      return hasTemplate(document, documentTemplates[level]);
    },
  ),
  demand('pivot-id', 'id', 'The document must have one id with a root.', (document) => {
    const ids = children(document, 'id');
    return ids.length === 1 && attribute(ids[0], 'root') !== undefined;
  }),
  demand('pivot-code', 'code', 'The code must be LOINC 60591-5, patient summary.', (document) => {
    const code = child(document, 'code');
    return attribute(code, 'code') === '60591-5' && attribute(code, 'codeSystem') === loinc;
  }),
  demand(
    'pivot-title',
    'title',
    'The document must have a title.',
    (document) => textOf(child(document, 'title')) !== undefined,
  ),
  demand(
    'pivot-effective-time',
    'effectiveTime',
    'The time of the document must go to the second and have an offset.',
    (document) => timeWithOffset.test(attribute(child(document, 'effectiveTime'), 'value') ?? ''),
  ),
  demand(
    'pivot-confidentiality',
    'confidentialityCode',
    'The confidentiality must be coded in 2.16.840.1.113883.5.25.',
    (document) => {
      const code = child(document, 'confidentialityCode');
      return attribute(code, 'code') !== undefined && attribute(code, 'codeSystem') === '2.16.840.1.113883.5.25';
    },
  ),
  demand('pivot-language', 'languageCode', 'The language must be written as language and country: fr-LU.', (document) =>
    /^[a-z]{2,3}-[A-Z]{2}$/.test(attribute(child(document, 'languageCode'), 'code') ?? ''),
  ),
  demand(
    'pivot-record-target',
    'recordTarget',
    'The document must be about exactly one patient.',
    (document) => children(document, 'recordTarget').length === 1,
  ),
  demand(
    'pivot-author',
    'author',
    'Every author must have a time, an id and a name, and there must be one.',
    (document) => {
      const authors = children(document, 'author');
      return authors.length > 0 && authors.every(isAuthor);
    },
  ),
  demand('pivot-custodian', 'custodian', 'The custodian must have an id and a name.', (document) => {
    const organization = path(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization');
    return child(organization, 'id') !== undefined && child(organization, 'name') !== undefined;
  }),
  {
    rule: 'pivot-legal-authenticator',
    severity: 'warning',
    place: 'legalAuthenticator',
    text: 'A person or organisation should answer for the document.',
    holds: (document) => child(document, 'legalAuthenticator') !== undefined,
  },
  demand(
    'pivot-legal-organization',
    'legalAuthenticator',
    'Who answers for the document must have an id and an organisation.',
    (document) => {
      const entity = path(document, 'legalAuthenticator', 'assignedEntity');
      return (
        entity === undefined ||
        (child(entity, 'id') !== undefined && child(entity, 'representedOrganization') !== undefined)
      );
    },
  ),
  demand(
    'pivot-participant',
    'participant',
    'A contact or preferred professional must have the template and a name.',
    (document) => children(document, 'participant').every(isParticipant),
  ),
  demand('pivot-service-event', 'documentationOf', 'The care documented must say its last update.', (document) =>
    children(document, 'documentationOf').some((documentation) => {
      const event = child(documentation, 'serviceEvent');
      return (
        attribute(event, 'classCode') === 'PCPR' &&
        attribute(path(event, 'effectiveTime', 'high'), 'value') !== undefined
      );
    }),
  ),
  demand(
    'pivot-related-document',
    'relatedDocument',
    'The pivot must name the document it was transformed from.',
    (document) =>
      children(document, 'relatedDocument').some(
        (related) =>
          attribute(related, 'typeCode') === 'XFRM' &&
          attribute(path(related, 'parentDocument', 'id'), 'root') !== undefined,
      ),
  ),
];

/** Whether an element carries a template. */
export function hasTemplate(element: XmlElement, root: string): boolean {
  return children(element, 'templateId').some((template) => attribute(template, 'root') === root);
}

function isAuthor(author: XmlElement): boolean {
  const assigned = child(author, 'assignedAuthor');
  const time = child(author, 'time');
  return (
    (attribute(time, 'value') ?? attribute(time, 'nullFlavor')) !== undefined &&
    child(assigned, 'id') !== undefined &&
    (child(assigned, 'assignedPerson') ??
      child(assigned, 'assignedAuthoringDevice') ??
      child(assigned, 'representedOrganization')) !== undefined
  );
}

function isParticipant(participant: XmlElement): boolean {
  if (attribute(participant, 'typeCode') !== 'IND') return true;
  const entity = child(participant, 'associatedEntity');
  const named = child(entity, 'associatedPerson') ?? child(entity, 'scopingOrganization');
  return hasTemplate(participant, '1.3.6.1.4.1.19376.1.5.3.1.2.4') && named !== undefined;
}
