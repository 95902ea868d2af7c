import { internalized } from './internalized.js';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** A name or a declaration breaks the rules of namespaces; the parser says where. */
export class NamespaceFault extends Error {}

/** An element's name, resolved. */
export interface ResolvedName {
  readonly uri: string;
  readonly local: string;
}

/** Namespace declarations of one tag, by prefix; the empty prefix is the default namespace. */
export type Declarations = Readonly<Record<string, string>>;

/**
 * The namespaces in force at a place of the document (Namespaces in XML 1.0). Names are resolved once for each scope:
 * a CDA has thousands of tags, a hundred different names and a handful of scopes, and resolving every tag anew cost a
 * quarter of the parsing.
 */
export class NamespaceScope {
  private readonly elements = new Map<string, ResolvedName>();
  private readonly attributes = new Map<string, string>();

  /** @param around - the scope outside of the tag: asked and not copied, or many declarations cost as much again at every tag */
  private constructor(
    private readonly prefixes: ReadonlyMap<string, string>,
    private readonly around?: NamespaceScope,
  ) {}

  /** The scope around the document element: only `xml` is bound. */
  static outermost(): NamespaceScope {
    return new NamespaceScope(new Map([['xml', xmlNamespace]]));
  }

  /** The scope inside a tag with declarations. @throws NamespaceFault for a declaration that is not allowed */
  with(declarations: Declarations): NamespaceScope {
    const prefixes = new Map<string, string>();
    for (const prefix of Object.keys(declarations)) {
      const uri = (declarations[prefix] ?? '').trim();
      // Section 3 reserves both names, and section 5 lets only the default namespace be taken back.
      const reserved = prefix === 'xmlns' || uri === xmlnsNamespace || (prefix === 'xml') !== (uri === xmlNamespace);
      if (reserved || (uri === '' && prefix !== '')) throw new NamespaceFault();
      prefixes.set(prefix, uri);
    }
    return new NamespaceScope(prefixes, this);
  }

  /** Resolves an element's name. @throws NamespaceFault for a prefix that is not bound */
  element(name: string): ResolvedName {
    let resolved = this.elements.get(name);
    if (resolved === undefined) {
      const [prefix, local] = split(name);
      if (prefix === 'xmlns') throw new NamespaceFault();
      resolved = { uri: this.uriOf(prefix), local: internalized(local) };
      this.elements.set(name, resolved);
    }
    return resolved;
  }

  /**
   * The key of an attribute: its local name, or `{uri}local` where it has a prefix; an attribute without prefix is in no
   * namespace. @throws NamespaceFault for a prefix that is not bound
   */
  attribute(name: string): string {
    let key = this.attributes.get(name);
    if (key === undefined) {
      const [prefix, local] = split(name);
      key = internalized(prefix === '' ? local : `{${this.uriOf(prefix)}}${local}`);
      this.attributes.set(name, key);
    }
    return key;
  }

  private uriOf(prefix: string): string {
    const uri = this.find(prefix);
    if (uri === undefined && prefix !== '') throw new NamespaceFault();
    return uri ?? '';
  }

  private find(prefix: string): string | undefined {
    return this.prefixes.get(prefix) ?? this.around?.find(prefix);
  }
}

/** Prefix and local part of a qualified name (production 7); one colon at most, and something on both its sides. */
function split(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  if (colon < 0) return ['', name];
  if (colon === 0 || colon === name.length - 1 || name.includes(':', colon + 1)) throw new NamespaceFault();
  return [name.slice(0, colon), name.slice(colon + 1)];
}
