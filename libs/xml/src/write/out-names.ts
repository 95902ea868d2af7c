import { compareByCodePoint } from './code-point-order.js';
import { escapeAttribute } from './escape.js';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** A name as it is written, with what Canonical XML orders it by. */
export interface OutName {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** Namespace; empty for an attribute without prefix, which comes before all others. */
  readonly uri: string;
  /** What stands before what it names: `<pharm:code`, ` displayName="`. */
  readonly lead: string;
  /** End tag of an element. */
  readonly end: string;
  /** The declaration of its prefix; empty where it needs none. */
  readonly declaration: string;
}

/**
 * The names of one document, each worked out once: a document has thousands of tags and a hundred names.
 * @throws Error for a prefix without namespace, and for a namespace declaration given as attribute
 */
export class OutNames {
  private readonly elements = new Map<string, OutName>();
  private readonly attributes = new Map<string, OutName>();

  constructor(private readonly namespaces: Readonly<Record<string, string>>) {}

  element(name: string): OutName {
    let known = this.elements.get(name);
    if (known === undefined) this.elements.set(name, (known = this.make(name, true)));
    return known;
  }

  attribute(name: string): OutName {
    let known = this.attributes.get(name);
    if (known === undefined) {
      if (name === 'xmlns' || name.startsWith('xmlns:'))
        throw new Error(`${name}: namespaces are declared by the writer`);
      this.attributes.set(name, (known = this.make(name, false)));
    }
    return known;
  }

  private make(name: string, isElement: boolean): OutName {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const uri = isElement || prefix !== '' ? this.uriOf(prefix) : '';
    const declared =
      uri === '' || prefix === 'xml' ? '' : ` xmlns${prefix === '' ? '' : ':'}${prefix}="${escapeAttribute(uri)}"`;
    return {
      name,
      prefix,
      local: name.slice(colon + 1),
      uri,
      lead: isElement ? `<${name}` : ` ${name}="`,
      end: isElement ? `</${name}>` : '',
      declaration: declared,
    };
  }

  private uriOf(prefix: string): string {
    if (prefix === 'xml') return xmlNamespace;
    const uri = Object.hasOwn(this.namespaces, prefix) ? this.namespaces[prefix] : undefined;
    if (prefix !== '' && (uri === undefined || uri === ''))
      throw new Error(`no namespace is given for the prefix ${prefix}`);
    return uri ?? '';
  }
}

/** Canonical XML orders attributes by namespace URI first, then by local name (section 2.2). */
export function isBefore(a: OutName, b: OutName): boolean {
  return (a.uri === b.uri ? compareByCodePoint(a.local, b.local) : compareByCodePoint(a.uri, b.uri)) < 0;
}
