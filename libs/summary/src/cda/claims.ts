import { attribute, child, children, type XmlElement } from '@passerelle/xml';

/** Whether a statement tells of what is or was (CDA moodCode EVN, which is also the default), and not of what is planned. */
export function isEvent(statement: XmlElement): boolean {
  return (attribute(statement, 'moodCode') ?? 'EVN') === 'EVN';
}

/** Whether a statement says that it is built by one of the templates. */
export function hasTemplate(statement: XmlElement, roots: readonly string[]): boolean {
  return children(statement, 'templateId').some((each) => roots.includes(attribute(each, 'root') ?? ''));
}

/** The observation a concern act is about, or the statement itself where it is an observation. */
export function observationOf(statement: XmlElement): XmlElement | undefined {
  if (statement.local === 'observation') return statement;
  if (statement.local !== 'act') return undefined;
  for (const relationship of children(statement, 'entryRelationship')) {
    const observation = child(relationship, 'observation');
    if (observation !== undefined) return observation;
  }
  return undefined;
}

/** Whether the code of a statement, or a translation of it, is one of these; the code system is not looked at. */
export function isCoded(statement: XmlElement, codes: ReadonlySet<string>): boolean {
  return anyCode(child(statement, 'code'), codes);
}

function anyCode(code: XmlElement | undefined, codes: ReadonlySet<string>): boolean {
  if (code === undefined) return false;
  if (codes.has(attribute(code, 'code') ?? '')) return true;
  return children(code, 'translation').some((translation) => anyCode(translation, codes));
}
