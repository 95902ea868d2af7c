import type { DocumentSource, ElementSource, Mark } from '../source/document-source.js';
import type { XmlElement } from '../tree/element.js';
import { escapeText } from '../write/escape.js';
import { ancestorsOf, apexAttributeAxis, attributeAxis } from './attribute-axis.js';
import type { CanonicalMethod } from './canonical-form.js';
import { NamespaceAxis } from './namespace-axis.js';

/** A part of a document: one element with everything in it, or the whole document, with some elements left out. */
export interface DocumentPart {
  readonly document: DocumentSource;
  /** The element; undefined for the whole document with what stands around its root. */
  readonly apex?: ElementSource | undefined;
  /** Elements that are left out with everything in them. They are never the apex nor around it. @default none */
  readonly without?: ReadonlySet<XmlElement> | undefined;
}

/**
 * The canonical octets (UTF-8) of a part of a document, as it stands there: Canonical XML 1.0 and 1.1, Exclusive XML
 * Canonicalization 1.0. It is written from the tree that everything else is read from.
 * @throws PasserelleError PSR-1002 for a namespace URI that is relative, which has no canonical form
 */
export function canonicalOctets(part: DocumentPart, method: CanonicalMethod): Buffer {
  return Buffer.from(new CanonicalWriter(part, method).write(), 'utf8');
}

class CanonicalWriter {
  private text = '';
  private readonly namespaces: NamespaceAxis;
  private readonly withComments: boolean;

  constructor(
    private readonly part: DocumentPart,
    private readonly method: CanonicalMethod,
  ) {
    const prefixes = (method.inclusivePrefixes ?? []).map((each) => (each === '#default' ? '' : each));
    this.namespaces = new NamespaceAxis(method.exclusive, prefixes);
    this.withComments = method.withComments === true;
  }

  write(): string {
    const { document, apex } = this.part;
    if (apex !== undefined) {
      this.writeApex(apex);
      return this.text;
    }
    // What stands around the root is on lines of its own (Canonical XML 1.0 section 2.3, Processing Instruction Nodes).
    for (const mark of document.before) if (this.isKept(mark)) this.text += `${markText(mark)}\n`;
    this.writeApex(document.root);
    for (const mark of document.after) if (this.isKept(mark)) this.text += `\n${markText(mark)}`;
    return this.text;
  }

  private writeApex(apex: ElementSource): void {
    const { exclusive, version11 = false } = this.method;
    const ancestors = ancestorsOf(apex);
    this.namespaces.startBelow(ancestors);
    const attributes = exclusive ? attributeAxis(apex) : apexAttributeAxis(apex, ancestors, version11);
    this.writeElement(apex, attributes, true);
  }

  private writeElement(source: ElementSource, attributes: string, isApex: boolean): void {
    const { name, element, marks } = source;
    this.text += `<${name}${this.namespaces.enter(source, isApex)}${attributes}>`;
    const { children } = element;
    let next = 0;
    for (let at = 0; at < children.length; at++) {
      while (next < marks.length && marks[next]!.before <= at) this.writeMark(marks[next++]!);
      const child = children[at]!;
      if (typeof child === 'string') this.text += escapeText(child);
      else this.writeChild(child);
    }
    while (next < marks.length) this.writeMark(marks[next++]!);
    this.text += `</${name}>`;
    this.namespaces.leave();
  }

  private writeChild(child: XmlElement): void {
    if (this.part.without?.has(child)) return;
    const source = this.part.document.of(child);
    this.writeElement(source, attributeAxis(source), false);
  }

  private writeMark(mark: Mark): void {
    if (this.isKept(mark)) this.text += markText(mark);
  }

  private isKept(mark: Mark): boolean {
    return this.withComments || mark.kind === 'instruction';
  }
}

/** A comment as it is; an instruction with one space between its target and its content, and none without content. */
function markText({ kind, text }: Mark): string {
  if (kind === 'comment') return text;
  const [, target, content] = /^<\?([^\t\n ]+)[\t\n ]*([^]*)\?>$/.exec(text)!;
  return content === '' ? `<?${target}?>` : `<?${target} ${content}?>`;
}
