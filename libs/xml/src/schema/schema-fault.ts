import type { ErrorDetail } from 'libxml2-wasm';

/** What a schema says of one place of a document. */
export interface SchemaFault {
  /** XPath of the node, names replaced by positions where they have a namespace, as libxml2 writes it; empty where it names none. */
  readonly place: string;
  /** Local name of the element, and of the attribute where it is about one. */
  readonly element: string;
  readonly attribute?: string;
  readonly kind: SchemaFaultKind;
}

/** `element`: one that may not stand there, or one that is missing. `value`: text or attribute of the wrong form. */
export type SchemaFaultKind = 'element' | 'attribute' | 'value' | 'text' | 'type' | 'other';

// What libxml2 says, told apart by the words that do not come from the document. The others quote its values, so the
// message itself is never handed on.
const kinds: readonly (readonly [RegExp, SchemaFaultKind])[] = [
  [/This element is not expected|Missing child element|No matching global declaration|is not 'nillable'/, 'element'],
  [/The attribute '[^']*' is (?:not allowed|required but missing)/, 'attribute'],
  [/xsi:type|The type definition is abstract/, 'type'],
  [/is not a valid value|\[facet |does not match the fixed value/, 'value'],
  [/[Cc]haracter content|Element content is not allowed/, 'text'],
];

/** Reads an error of libxml2's schema validation and keeps of it what cannot be personal data. */
export function schemaFault({ message, xpath = '' }: ErrorDetail): SchemaFault {
  const [, element = '', attribute] =
    /^Element '(?:\{[^}]*\})?([^']*)'(?:, attribute '(?:\{[^}]*\})?([^']*)')?:/.exec(message) ?? [];
  const kind = kinds.find(([words]) => words.test(message))?.[1] ?? 'other';
  return { place: xpath, element, kind, ...(attribute !== undefined && { attribute }) };
}
