import { namespaceOfPrefix } from '../grammar/namespaces.js';
import type { Grammar, TypeStatement, TypeTable } from '../grammar/notation.js';
import { compileAttributes, SimpleTypes, type CompiledAttribute } from './attributes.js';
import { contentModel, type ModelPart } from './content-model.js';
import type { Lexical } from './lexical.js';
import { readParts, type Particle } from './read-parts.js';

/** What may stand in an element besides its parts. `empty`: not even white space; `simple`: text of a simple type. */
export type ContentKind = 'empty' | 'elements' | 'mixed' | 'simple';

/** A part of a compiled type. */
export interface CompiledPart {
  readonly name: string;
  readonly namespace: string;
  readonly type: CompiledType;
  readonly nillable: boolean;
}

/** A type ready to check elements with. Everything a check looks up is a map or a typed array. */
export interface CompiledType {
  readonly name: string;
  readonly abstract: boolean;
  readonly content: ContentKind;
  /** What the text of simple content must be. */
  readonly text: Lexical | undefined;
  readonly attributes: ReadonlyMap<string, CompiledAttribute>;
  readonly required: readonly string[];
  /** Namespace of most parts; the numbers of those parts by their names. */
  readonly namespace: string;
  readonly numbers: ReadonlyMap<string, number>;
  /** Numbers of the parts of other namespaces, by namespace and name. */
  readonly otherNumbers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly parts: readonly CompiledPart[];
  /** The automaton of the content, see {@link contentModel}. */
  readonly next: Int16Array;
  readonly accepting: Uint8Array;
  /** The types that `xsi:type` may state in place of this one, itself included, by their names. */
  readonly derived: ReadonlyMap<string, CompiledType>;
  /** Whether an element of this type can be of no other: nothing is derived from it, and it has no variant. */
  readonly settled: boolean;
  /** The type that applies instead where an element has a child in this namespace. */
  readonly variant: { readonly whereChildIn: string; readonly type: CompiledType } | undefined;
}

/** A grammar ready to check documents with. */
export interface CompiledGrammar {
  readonly root: { readonly element: string; readonly namespace: string; readonly type: CompiledType };
}

type Building = { -readonly [Key in keyof CompiledType]: CompiledType[Key] } & {
  base: Building | undefined;
  particle: Particle | undefined;
  derived: Map<string, CompiledType>;
};

/** Compiles a grammar. @throws Error where its tables contradict themselves, which a test of the grammar shows */
export function compileGrammar(grammar: Grammar): CompiledGrammar {
  const compiler = new GrammarCompiler(grammar);
  const { element, namespace, type } = grammar.root;
  return { root: { element, namespace, type: compiler.type(type) } };
}

class GrammarCompiler {
  private readonly simpleTypes: SimpleTypes;
  private readonly statements = new Map<string, { statement: TypeStatement; table: TypeTable; name: string }>();
  private readonly built = new Map<string, Building>();

  constructor(grammar: Grammar) {
    this.simpleTypes = new SimpleTypes(grammar.vocabulary);
    for (const table of grammar.tables) {
      for (const [name, statement] of Object.entries(table.types)) {
        this.statements.set(`${table.scope}${table.prefix}${name}`, { statement, table, name: table.prefix + name });
      }
    }
    for (const fullName of this.statements.keys()) this.type(fullName);
    for (const type of this.built.values()) {
      for (let base: Building | undefined = type; base !== undefined; base = base.base)
        base.derived.set(type.name, type);
    }
    for (const { of, whereChildIn, is } of grammar.variants) {
      this.type(of).variant = { whereChildIn, type: this.type(is) };
    }
    for (const type of this.built.values()) {
      type.settled = !type.abstract && type.derived.size === 1 && type.variant === undefined;
    }
  }

  /** The type of a full name, compiled with all it refers to. */
  type(fullName: string): Building {
    const known = this.built.get(fullName);
    if (known !== undefined) return known;
    const stated = this.statements.get(fullName);
    if (stated === undefined) throw new Error(`there is no type ${fullName}`);
    const { statement, table, name } = stated;
    const baseName = statement.extends ?? statement.restricts;
    const base = baseName === undefined ? undefined : this.type(this.resolve(baseName, table));
    const particle = particleOf(statement, base);
    const attributes = compileAttributes(base?.attributes ?? new Map(), statement.attributes, this.simpleTypes);
    const { parts, next, accepting } = contentModel(particle);
    const type: Building = {
      name,
      base,
      particle,
      abstract: statement.abstract === true,
      content: contentKind(statement, particle),
      text: statement.text === undefined ? undefined : this.simpleTypes.lexical(statement.text),
      attributes,
      required: [...attributes.values()].filter(({ required }) => required).map((attribute) => attribute.name),
      namespace: table.namespace,
      numbers: new Map(),
      otherNumbers: new Map(),
      parts: [],
      next,
      accepting,
      derived: new Map(),
      variant: undefined,
      settled: true,
    };
    // Known before its parts are compiled, because types contain each other.
    this.built.set(fullName, type);
    type.parts = parts.map((part) => this.part(part, table));
    const byNamespace = numbersOf(type.parts);
    type.numbers = byNamespace.get(table.namespace) ?? new Map();
    byNamespace.delete(table.namespace);
    type.otherNumbers = byNamespace;
    return type;
  }

  private part({ prefix, name, type, nillable }: ModelPart, table: TypeTable): CompiledPart {
    const namespace = prefix === undefined ? table.namespace : namespaceOfPrefix[prefix];
    if (namespace === undefined) throw new Error(`there is no namespace ${prefix}`);
    return { name, namespace, nillable, type: this.type(this.resolve(type, table)) };
  }

  private resolve(name: string, { scope, prefix, uses }: TypeTable): string {
    const found = [scope + prefix, ...uses].map((each) => each + name).find((each) => this.statements.has(each));
    if (found === undefined) throw new Error(`there is no type ${name}`);
    return found;
  }
}

function particleOf({ extends: extended, parts }: TypeStatement, base: Building | undefined): Particle | undefined {
  const own = parts === undefined ? undefined : readParts(parts);
  const inherited = extended === undefined ? undefined : base?.particle;
  if (own === undefined || inherited === undefined) return own ?? inherited;
  return { kind: 'sequence', of: [inherited, own], min: 1, max: 1 };
}

function contentKind({ text, mixed }: TypeStatement, particle: Particle | undefined): ContentKind {
  if (text !== undefined) return 'simple';
  if (mixed === true) return 'mixed';
  return particle === undefined ? 'empty' : 'elements';
}

function numbersOf(parts: readonly CompiledPart[]): Map<string, Map<string, number>> {
  const byNamespace = new Map<string, Map<string, number>>();
  parts.forEach(({ namespace, name }, number) => {
    const numbers = byNamespace.get(namespace) ?? new Map<string, number>();
    byNamespace.set(namespace, numbers.set(name, number));
  });
  return byNamespace;
}
