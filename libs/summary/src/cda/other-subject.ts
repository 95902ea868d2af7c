import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';

/** HL7 RoleCode of a relationship to oneself. */
const self: ReadonlySet<string> = new Set(['ONESELF', 'SELF']);
/** What holds statements inside a statement. */
const holders: ReadonlySet<string> = new Set(['component', 'entryRelationship']);

/**
 * Whether a section or a statement, or a statement inside it, says that it is about somebody else than the patient of the
 * document (CDA R2 section 4.3.3.1: a subject takes the place of the record target): a mother, a donor, an unborn child.
 */
export function hasOtherSubject(part: XmlElement): boolean {
  return isAboutOther(part) || hasOtherInside(part);
}

/** Whether the part itself names another subject. */
export function isAboutOther(part: XmlElement): boolean {
  const related = path(part, 'subject', 'relatedSubject');
  if (related === undefined || attribute(related, 'classCode') === 'PAT') return false;
  return !self.has(attribute(child(related, 'code'), 'code') ?? '');
}

function hasOtherInside(statement: XmlElement): boolean {
  return statement.children.some(
    (part) => typeof part !== 'string' && holders.has(part.local) && children(part).some(hasOtherSubject),
  );
}
