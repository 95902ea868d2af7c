import type { Finding } from '@passerelle/kernel';
import { children, writtenAttribute, type XmlElement } from '@passerelle/xml';

/** A reason for which our grammar refuses a document that libxml2 takes for valid. */
export interface KnownDifference {
  readonly name: string;
  /** Whether the finding is of this kind. @param value - the value of the attribute that the finding is about */
  explains(finding: Finding, value: string): boolean;
}

/**
 * Where the grammar is stricter than libxml2 with CDA_Pharma.xsd. All but the third are what XML
 * Schema says too, and what Xerces does with the same schema; the third is what HL7's vocabulary says.
 */
export const knownDifferences: readonly KnownDifference[] = [
  {
    // datatypes ts: `[0-9]{9,14}|[0-9]{14,14}\.[0-9]+`; the counters of libxml2's automaton add up across the branches.
    name: 'libxml2 takes 16 to 27 digits for a time',
    explains: ({ rule, text }, value) =>
      rule === 'cda-value' && text.includes('a time as') && /^\d{16,27}(?:[.+-]|$)/.test(value),
  },
  {
    // CE narrows CD by qualifier 0..0, CV narrows CE by translation 0..0, ST narrows ED by reference and thumbnail 0..0.
    name: 'libxml2 takes maxOccurs="0" for 1',
    explains: ({ rule, text }) =>
      rule === 'cda-element' &&
      /^(?:(?:qualifier|translation|thumbnail) may not stand here|No element may stand here: remove (?:reference|thumbnail|translation)\.)/.test(
        text,
      ),
  },
  {
    // Their unions have a member that restricts cs without an enumeration, so that the schema takes any code.
    name: 'the schema leaves RoleClassRoot, RoleClassAssociative and CalendarCycle open',
    explains: ({ rule, text }) =>
      rule === 'cda-value' &&
      /(?:domain (?:RoleClassRoot|RoleClassAssociative|CalendarCycle)|one of D, H, J)/.test(text),
  },
  {
    name: 'libxml2 does not resolve IDREF',
    explains: ({ rule }) => rule === 'cda-idref',
  },
  {
    name: 'libxml2 takes an empty list for NMTOKENS and IDREFS',
    explains: ({ rule, text }, value) =>
      rule === 'cda-value' && /name tokens|XML names/.test(text) && value.trim() === '',
  },
];

/** The names of the known differences that explain all findings; undefined where one of them is explained by none. */
export function explained(findings: readonly Finding[], root: XmlElement): string[] | undefined {
  const names = findings.map((finding) => {
    const value = valueAt(root, finding.expression);
    return knownDifferences.find((difference) => difference.explains(finding, value))?.name;
  });
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
}

/** The value of the attribute at the end of an expression of the checker; empty where it ends at an element. */
function valueAt(root: XmlElement, expression: string): string {
  const [path = '', attribute] = expression.split('/@');
  let at: XmlElement | undefined = root;
  for (const step of path.split('/').slice(2)) {
    const [, name = '', number = '1'] = /^(.*?)(?:\[(\d+)\])?$/.exec(step) ?? [];
    at = children(at, name)[Number(number) - 1];
  }
  return attribute === undefined ? '' : (writtenAttribute(at, attribute) ?? '');
}

/**
 * The one way in which the grammar is laxer: the plain tree has no prefixes, so that a type of `xsi:type` whose prefix is
 * bound to nothing is found by its local name.
 */
export function hasUnboundType(text: string): boolean {
  return [...text.matchAll(/\btype="(\w+):\w+"/g)].some(([, prefix]) => !text.includes(`xmlns:${prefix}=`));
}
