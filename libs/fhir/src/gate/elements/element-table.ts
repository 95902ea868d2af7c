/**
 * Element tables: what FHIR says of the elements of a type, as text that can be read beside the standard.
 *
 * ```
 * Condition.stage                          a type, or a backbone element of one
 *   summary    0..1 CodeableConcept        name, cardinality, type
 *   onset[x]   0..1 dateTime, Age          a choice of types
 *   status     1..1 code(final|amended)    codes of a required binding
 *   clinical   0..1 CodeableConcept(condition-clinical active|resolved)   system and codes of a required binding
 *   assessment 0..* Reference(Observation) types a reference may point to
 *   stage      0..* @Condition.stage       the elements of another row
 * ```
 * `id`, `extension`, `modifierExtension` and what every resource has are not written: they are added here.
 */
export interface TypeRule {
  /** Name of the datatype; for `@Condition.stage` the name of that row. */
  readonly type: string;
  /** Resource types a Reference may point to; undefined means any. */
  readonly targets?: ReadonlySet<string>;
  /** Codes that a required binding allows, for the type `code`. */
  readonly codes?: ReadonlySet<string>;
  /** `system|code` that a required binding allows, for CodeableConcept and Coding. */
  readonly bound?: ReadonlySet<string>;
}

/** One element of a type. */
export interface ElementRule {
  /** Name without `[x]`. */
  readonly name: string;
  readonly min: number;
  readonly many: boolean;
  /** Whether FHIR writes the type into the property's name. */
  readonly choice: boolean;
  readonly types: readonly TypeRule[];
}

const resourceElements = `
  id            0..1 id
  meta          0..1 Meta
  implicitRules 0..1 uri
  language      0..1 code`;
const domainResourceElements = `${resourceElements}
  text              0..1 Narrative
  contained         0..* Resource
  extension         0..* Extension
  modifierExtension 0..* Extension`;
const datatypeElements = `
  id        0..1 string
  extension 0..* Extension`;
const backboneElements = `${datatypeElements}
  modifierExtension 0..* Extension`;
const systemBase = 'http://terminology.hl7.org/CodeSystem/';

/** Which inherited elements the rows of a table get. */
export type Inheritance = 'resource' | 'datatype';

/**
 * Reads a table.
 * @param text - rows in the notation above
 * @param inheritance - what the types of this table are; backbone elements are known by their dotted names
 */
export function readElementTable(text: string, inheritance: Inheritance): Map<string, ElementRule[]> {
  const rows = new Map<string, ElementRule[]>();
  let elements: ElementRule[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (line.startsWith(' ')) {
      elements.push(readElement(line));
    } else {
      const name = line.trim();
      elements = inherited(name, inheritance).split('\n').filter(Boolean).map(readElement);
      rows.set(name, elements);
    }
  }
  return rows;
}

function inherited(name: string, inheritance: Inheritance): string {
  if (name.includes('.') || name === 'Timing' || name === 'Dosage') return backboneElements;
  if (inheritance === 'datatype') return datatypeElements;
  return name === 'Bundle' || name === 'Binary' ? resourceElements : domainResourceElements;
}

function readElement(line: string): ElementRule {
  const [, name, min, max, types] = /^\s*(\S+)\s+(\d)\.\.(\S+)\s+(.+)$/.exec(line) ?? [];
  if (name === undefined || types === undefined) throw new Error(`element table: cannot read "${line}"`);
  const choice = name.endsWith('[x]');
  return {
    name: choice ? name.slice(0, -3) : name,
    min: Number(min),
    many: max === '*',
    choice,
    types: types.split(', ').map(readType),
  };
}

function readType(text: string): TypeRule {
  const open = text.indexOf('(');
  if (open < 0) return { type: text.startsWith('@') ? text.slice(1) : text };
  const type = text.slice(0, open);
  const inside = text.slice(open + 1, -1);
  if (type === 'Reference') return { type, targets: new Set(inside.split('|')) };
  if (type === 'code') return { type, codes: new Set(inside.split('|')) };
  return { type, bound: new Set(inside.split('; ').flatMap(boundCodes)) };
}

function boundCodes(binding: string): string[] {
  const [system = '', codes = ''] = binding.split(' ');
  const uri = system.includes(':') ? system : systemBase + system;
  return codes.split('|').map((code) => `${uri}|${code}`);
}
