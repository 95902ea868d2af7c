import type { Vocabulary } from '../grammar/notation.js';
import { collapsed, listOf, simpleTypes, type Lexical } from './lexical.js';
import { readAttributes, type AttributeStatement } from './read-attributes.js';

/** An attribute that an element of a type may have. */
export interface CompiledAttribute {
  readonly name: string;
  readonly required: boolean;
  readonly accepts: Lexical;
  /** What the value must be, as the end of the sentence "... must be". */
  readonly demand: string;
  /** How the value takes part in the identifiers of the document (XML Schema part 1, cvc-id). */
  readonly identifies: 'ID' | 'IDREF' | undefined;
}

// In words, what the simple types want; an enumeration lists its codes instead.
const demands: Readonly<Record<string, string>> = {
  bl: 'true or false',
  boolean: 'true or false',
  bin: 'base64',
  cs: 'a code without white space',
  int: 'a whole number',
  list_int: 'whole numbers',
  probability: 'a number from 0 to 1',
  real: 'a number with a decimal point',
  st: 'a text that is not empty',
  ts: 'a time as YYYYMMDDhhmmss.ffff+ZZzz, or a beginning of it',
  uid: 'an OID, a UUID or a name reserved by HL7',
  url: 'a URI',
  ID: 'an XML name without colon',
  IDREF: 'an XML name without colon',
  IDREFS: 'XML names without colon',
  NMTOKEN: 'a name token',
  NMTOKENS: 'name tokens',
  string: 'a text',
};

// More codes than these are not listed; the standard has them under the name of their domain.
const mostCodes = 16;

/** The simple types of a grammar, each made once. */
export class SimpleTypes {
  private readonly vocabularies = new Map<string, ReadonlySet<string>>();

  constructor(private readonly vocabulary: Vocabulary) {}

  /** @throws Error for a name that is none, which is a defect of the tables */
  lexical(type: string): Lexical {
    const known = simpleTypes[type];
    if (known !== undefined) return known;
    if (type.startsWith('set_')) return listOf(this.lexical(type.slice('set_'.length)), 0);
    const codes = this.codes(type);
    return (value) => codes.has(value) || codes.has(collapsed(value));
  }

  /** The end of the sentence "the value must be". */
  demand(type: string): string {
    const words = demands[type];
    if (words !== undefined) return words;
    if (type.startsWith('set_')) return `a list; each item must be ${this.demand(type.slice('set_'.length))}`;
    const codes = [...this.codes(type)];
    return codes.length > mostCodes ? `a code of HL7's domain ${type}` : `one of ${codes.join(', ')}`;
  }

  private codes(name: string): ReadonlySet<string> {
    let codes = this.vocabularies.get(name);
    if (codes === undefined) {
      const words = this.vocabulary[name]?.trim().split(/\s+/);
      if (words === undefined) throw new Error(`there is no simple type ${name}`);
      codes = new Set(words.flatMap((word) => (word.startsWith('+') ? [...this.codes(word.slice(1))] : word)));
      this.vocabularies.set(name, codes);
    }
    return codes;
  }
}

/** The attributes of a type: those of the type it is derived from, with its own in their place. */
export function compileAttributes(
  inherited: ReadonlyMap<string, CompiledAttribute>,
  text: string | undefined,
  types: SimpleTypes,
): ReadonlyMap<string, CompiledAttribute> {
  const attributes = new Map(inherited);
  for (const statement of text === undefined ? [] : readAttributes(text)) {
    if (!statement.prohibited) attributes.set(statement.name, compileAttribute(statement, types));
    else if (!attributes.delete(statement.name)) throw new Error(`${statement.name} is not inherited`);
  }
  return attributes;
}

function compileAttribute(
  { name, required, type, fixed, folded }: AttributeStatement,
  types: SimpleTypes,
): CompiledAttribute {
  if (fixed !== undefined) {
    const accepts: Lexical = folded
      ? (value) => value === fixed || collapsed(value) === fixed
      : (value) => value === fixed;
    return { name, required, accepts, demand: fixed, identifies: undefined };
  }
  if (type === undefined) throw new Error(`${name} has no type`);
  const identifies = type === 'ID' ? 'ID' : type === 'IDREF' || type === 'IDREFS' ? 'IDREF' : undefined;
  return { name, required, accepts: types.lexical(type), demand: types.demand(type), identifies };
}
