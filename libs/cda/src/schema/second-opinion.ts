import type { Finding } from '@passerelle/kernel';
import type { SchemaFault, SchemaFaultKind, XmlSchema } from '@passerelle/xml/schema';
import type { CdaUse } from '../syntax/check-syntax.js';

/** The rule that a document breaks which the official schema refuses. */
export const schemaRule = {
  id: 'cda-schema',
  text: 'The document is valid against the official schema, where one was imported.',
} as const;

/** More faults than these help nobody. */
const most = 100;

const sentences: Readonly<Record<SchemaFaultKind, (fault: SchemaFault) => string>> = {
  element: ({ element }) => `The schema refuses the element ${element} or misses one in it.`,
  attribute: ({ element, attribute }) => `The schema refuses the attribute ${attribute} of ${element}, or misses it.`,
  value: ({ element, attribute }) =>
    attribute === undefined
      ? `The schema refuses the text of ${element}.`
      : `The schema refuses the value of ${attribute} of ${element}.`,
  text: ({ element }) => `The schema refuses text in ${element}.`,
  type: ({ element }) => `The schema refuses the data type that ${element} states.`,
  other: ({ element }) => `The schema refuses ${element === '' ? 'the document' : element}.`,
};

/**
 * What the official schema says of a document, beside our grammar. It is told without the words of libxml2, which quote
 * the values of the document.
 * @param source - octets of the document
 */
export async function secondOpinion(
  schema: XmlSchema,
  source: Uint8Array,
  use: CdaUse = 'writing',
): Promise<Finding[]> {
  const faults = await schema.validate(source);
  return faults.slice(0, most).map((fault) => ({
    severity: use === 'writing' ? 'error' : 'warning',
    rule: schemaRule.id,
    expression: fault.place === '' ? '/' : fault.place,
    text: sentences[fault.kind](fault),
  }));
}
