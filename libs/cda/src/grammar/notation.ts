/**
 * The notation of the grammar. It is read by `syntax/` and says what HL7's hierarchical descriptions say, a class a line:
 *
 * * **parts**: `id 1..* II, code 0..1 CE, (assignedPerson 0..1 Person | assignedAuthoringDevice 0..1 AuthoringDevice)`.
 *   A part is a name, how often it may stand there (once where nothing is said) and its type; parts follow each other
 *   in this order. `|` separates alternatives, parentheses group, and a group may have a cardinality too. The prefix
 *   `hl7:` or `pharm:` names a part of another namespace than that of the table. `nillable` after the type: the element
 *   may carry `xsi:nil`.
 * * **attributes**: `classCode! ActClassObservation, negationInd bl, typeCode = AUT`. A name and a simple type; `!`: it
 *   must be there; `= X`: the only value it may have, `== X`: the same without folding white space; `-name`: it may not
 *   be there, although the type this one is derived from has it.
 */
export interface TypeStatement {
  /** The type whose parts come before these, and whose attributes this one has too. */
  readonly extends?: string;
  /** The type that this one narrows: its attributes are inherited, its parts are not. */
  readonly restricts?: string;
  /** No element may be of this type itself; it states by `xsi:type` which of the derived types it is of. */
  readonly abstract?: true;
  /** Text may stand between the parts. */
  readonly mixed?: true;
  readonly parts?: string;
  readonly attributes?: string;
  /** The content is text of this simple type and nothing else. */
  readonly text?: string;
}

/** Types by name. */
export type TypeStatements = Readonly<Record<string, TypeStatement>>;

/** Types that share a namespace and the beginning of their names. */
export interface TypeTable {
  /** Sets the table apart where another one has types of the same names; the grammar's own types have an empty one. */
  readonly scope: string;
  /** What the names in `xsi:type` begin with. */
  readonly prefix: string;
  /** Namespace of the parts. */
  readonly namespace: string;
  readonly types: TypeStatements;
  /** What a type may begin with, scope and prefix, that this table does not have itself; the first that fits is meant. */
  readonly uses: readonly string[];
}

/** Values of an enumeration, separated by white space; `+Name` includes another enumeration. */
export type Vocabulary = Readonly<Record<string, string>>;

/** A type that takes the place of another where an element has a child in a namespace. Both by scope, prefix and name. */
export interface Variant {
  readonly of: string;
  readonly whereChildIn: string;
  readonly is: string;
}

/** A whole grammar: the type of the document element and every type below it. */
export interface Grammar {
  readonly root: { readonly element: string; readonly namespace: string; readonly type: string };
  readonly tables: readonly TypeTable[];
  readonly vocabulary: Vocabulary;
  readonly variants: readonly Variant[];
}

/** A class of the RIM: null flavour and infrastructure (realm, type, templates) come with it. */
export function rim(attributes: string, parts: string): TypeStatement {
  return {
    attributes: `nullFlavor NullFlavor, ${attributes}`,
    parts: `realmCode 0..* CS, typeId 0..1 InfrastructureRoot.typeId, templateId 0..* II, ${parts}`,
  };
}
