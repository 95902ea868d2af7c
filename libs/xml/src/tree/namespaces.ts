import { PasserelleError } from '@passerelle/kernel';
import { fixedLimits } from '../guard/limits.js';
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

// RFC 3986 appendix A: section 3 of the namespaces wants a reference to a URI, and libxml2 refuses what is none. In a
// reference without scheme the first segment of the path has no colon.
const plain = "[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}";
const authority = `//(?:(?:${plain}|:)*@)?(?:\\[[0-9A-Fa-f:.]+\\]|(?:${plain})*)(?::[0-9]{1,5})?(?=[/?#]|$)`;
const uriReference = new RegExp(
  `^(?:(?:[A-Za-z][A-Za-z0-9+.-]*:|(?=//))(?:${authority}|(?!//))|(?!//)(?=(?:${plain}|@)*(?:[/?#]|$)))` +
    `(?:${plain}|[:@/])*(?:\\?(?:${plain}|[:@/?])*)?(?:#(?:${plain}|[:@/?])*)?$`,
);

/** Namespace declarations of one tag, by prefix; the empty prefix is the default namespace. */
export type Declarations = Readonly<Record<string, string>>;

/** What a prefix stood for before a tag declared it anew; undefined where it stood for nothing. */
type Shadowed = readonly [prefix: string, uri: string | undefined];

/**
 * The namespaces in force at a place of the document (Namespaces in XML 1.0). Names are resolved once for each scope:
 * a CDA has thousands of tags, a hundred different names and a handful of scopes, and resolving every tag anew cost a
 * quarter of the parsing.
 *
 * All scopes of a document share one table of prefixes, which holds what the innermost one sees: a tag with
 * declarations writes over it, and its end restores what stood there. To enter a scope costs as much as it declares,
 * however much is declared around it: a copy for each scope let 800 kB of nested declarations take half a minute. So
 * only the innermost scope may be asked.
 */
export class NamespaceScope {
  private readonly elements = new Map<string, ResolvedName>();
  private readonly attributes = new Map<string, string>();

  private constructor(
    /** Prefixes keep their place when they stand for nothing any more: to delete them from a large map is slow. */
    private readonly prefixes: Map<string, string | undefined>,
    private readonly shadowed: readonly Shadowed[],
    /** All namespaces that the document has declared so far. */
    private readonly uris: Set<string>,
  ) {}

  /** The scope around the document element: only `xml` is bound. */
  static outermost(): NamespaceScope {
    return new NamespaceScope(new Map([['xml', xmlNamespace]]), [], new Set());
  }

  /**
   * Enters the scope inside a tag with declarations.
   * @throws NamespaceFault for a declaration that is not allowed, PasserelleError PSR-1005 for a namespace that is too
   * long, or one too many
   */
  enter(declarations: Declarations): NamespaceScope {
    const { prefixes, uris } = this;
    const shadowed: Shadowed[] = [];
    for (const prefix of Object.keys(declarations)) {
      const uri = declarations[prefix] ?? '';
      // Section 3 reserves both names, and section 5 lets only the default namespace be taken back.
      const reserved = prefix === 'xmlns' || uri === xmlnsNamespace || (prefix === 'xml') !== (uri === xmlNamespace);
      if (reserved || (uri === '' && prefix !== '')) throw new NamespaceFault();
      if (uri.length > fixedLimits.nameLength) throw new PasserelleError('PSR-1005', { limit: 'name length' });
      if (!uris.has(uri)) {
        if (!uriReference.test(uri)) throw new NamespaceFault();
        if (uris.add(uri).size > fixedLimits.names) throw new PasserelleError('PSR-1005', { limit: 'names' });
      }
      shadowed.push([prefix, prefixes.get(prefix)]);
      prefixes.set(prefix, uri);
    }
    return new NamespaceScope(prefixes, shadowed, uris);
  }

  /** Leaves the scope, which is the innermost one: what stood around its tag stands again. */
  leave(): void {
    for (const [prefix, uri] of this.shadowed) this.prefixes.set(prefix, uri);
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
    const uri = this.prefixes.get(prefix);
    if (uri === undefined && prefix !== '') throw new NamespaceFault();
    return uri ?? '';
  }
}

/**
 * Prefix and local part of a qualified name (Namespaces in XML 1.0 production 7): one colon at most, and on both its
 * sides what could be a name by itself.
 * @param name - a Name of XML
 * @throws NamespaceFault
 */
export function split(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  if (colon < 0) return ['', name];
  const [prefix, local] = [name.slice(0, colon), name.slice(colon + 1)];
  if (prefix === '' || local === '' || local.includes(':') || noStart.test(local)) throw new NamespaceFault();
  return [prefix, local];
}

/** Characters that may stand in a name and not at its start (XML 1.0 production 4a). */
// eslint-disable-next-line no-misleading-character-class -- combining characters are among them
const noStart = /^[-.0-9\u00b7\u0300-\u036f\u203f-\u2040]/;
