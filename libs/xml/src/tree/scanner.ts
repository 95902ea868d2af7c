import { NextOf } from './next-of.js';
import { fixedLimits, type XmlLimits } from '../guard/limits.js';
import { PasserelleError } from '@passerelle/kernel';
import type { XmlElement, XmlNode } from './element.js';
import { DocumentNames, hashMultiplier, isName, type DocumentName } from './names.js';
import { NamespaceFault, NamespaceScope, type ResolvedName } from './namespaces.js';
import { expandReferences, ReferenceCount } from './references.js';
import type { ScanRecorder } from './scan-recorder.js';
import { withSpaces } from './white-space.js';

/** An element whose end tag has not come yet. */
interface Open {
  name: DocumentName;
  resolved: ResolvedName;
  attributes: readonly string[];
  /** Where its children begin among the pending nodes. */
  start: number;
  /** The scope around the element. */
  scope: NamespaceScope;
}

/** A part of a list. Most are of four items at most, and a list that is written out is made in a third of the time. */
function part<T>(list: readonly T[], start: number, end: number): readonly T[] {
  switch (end - start) {
    case 1:
      return [list[start]!];
    case 2:
      return [list[start]!, list[start + 1]!];
    case 3:
      return [list[start]!, list[start + 1]!, list[start + 2]!];
    case 4:
      return [list[start]!, list[start + 1]!, list[start + 2]!, list[start + 3]!];
    default:
      return list.slice(start, end);
  }
}

/** The text is not well-formed at the place the scanner stands at. */
export class SyntaxFault extends Error {}

const [tab, lineFeed, space, exclamation, quote, apostrophe, slash, less, equals, greater, question] = [
  0x09, 0x0a, 0x20, 0x21, 0x22, 0x27, 0x2f, 0x3c, 0x3d, 0x3e, 0x3f,
] as const;

// Most elements have no attributes or no children, and these stand for all of them.
const noAttributes: readonly string[] = Object.freeze([]);
const noChildren: readonly XmlNode[] = Object.freeze([]);

// Characters that may stand in a name, by their code; those above ASCII are left to the check of the whole name.
const inName = new Uint8Array(128);
for (const character of '-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')
  inName[character.charCodeAt(0)] = 1;

/**
 * One pass over the text of a document that builds the plain tree (XML 1.0 without document type declaration,
 * Namespaces in XML 1.0). The text has been guarded: it holds no character that XML forbids, and its line ends are
 * line feeds.
 *
 * It is written for speed, because reading is the largest part of a translation: characters are compared by code, runs
 * of text are found and not walked through, names are made into strings once for a document (see docs/adr).
 */
export class XmlScanner {
  /** Where the scanner stands: the place of a fault. */
  at = 0;
  private readonly names = new DocumentNames();
  /** The open elements, outermost first; those beyond the depth are left from earlier ones and used again. */
  private readonly open: Open[] = [];
  private depth = 0;
  /** The children of the open elements, each after those of the one around it, so that every list is made once and whole. */
  private readonly pending: XmlNode[] = [];
  private pendingCount = 0;
  private scope = NamespaceScope.outermost();
  private root: XmlElement | undefined;
  private elements = 0;
  private attributes = 0;
  private attributePairs = 0;
  private declarations = 0;
  private readonly references = new ReferenceCount();
  private readonly less: NextOf;
  private readonly ampersand: NextOf;
  private readonly lineFeed: NextOf;
  private readonly tab: NextOf;
  /** Whether `]]>` stands anywhere: then every run of text is looked through for it. */
  private readonly hasSectionEnd: boolean;

  constructor(
    private readonly text: string,
    private readonly limits: XmlLimits,
    private readonly recorder?: ScanRecorder,
    /** Octets in UTF-8 of what stands between two marks. */
    private readonly longestText = Infinity,
  ) {
    this.hasSectionEnd = text.includes(']]>');
    this.less = new NextOf(text, '<');
    this.ampersand = new NextOf(text, '&');
    this.lineFeed = new NextOf(text, '\n');
    this.tab = new NextOf(text, '\t');
  }

  /**
   * Reads from a place on to the end.
   * @param from - behind the XML declaration
   * @throws SyntaxFault, NamespaceFault, ReferenceFault, PasserelleError PSR-1005
   */
  read(from: number): XmlElement {
    const { text } = this;
    this.at = from;
    while (this.at < text.length) {
      if (text.charCodeAt(this.at) === less) this.readMarkup();
      else this.readText();
    }
    if (this.depth > 0 || this.root === undefined) throw new SyntaxFault();
    return this.root;
  }

  private readMarkup(): void {
    switch (this.text.charCodeAt(this.at + 1)) {
      case slash:
        return this.readEndTag();
      case exclamation:
        return this.readDeclaration();
      case question:
        return this.readInstruction();
      default:
        return this.readStartTag();
    }
  }

  private readText(): void {
    const { text, at: start } = this;
    const end = this.less.from(start);
    if (this.depth === 0) {
      for (; this.at < end; this.at++) if (!isSpace(text.charCodeAt(this.at))) throw new SyntaxFault();
      return;
    }
    this.limitText(start, end);
    const run = text.slice(start, end);
    if (this.hasSectionEnd && run.includes(']]>')) throw new SyntaxFault();
    this.pending[this.pendingCount++] = this.ampersand.isWithin(start, end)
      ? expandReferences(run, this.references)
      : run;
    this.at = end;
  }

  private readEndTag(): void {
    const { text } = this;
    const ended = this.depth === 0 ? undefined : this.open[--this.depth];
    if (ended === undefined || !text.startsWith(ended.name.text, this.at + 2)) throw new SyntaxFault();
    this.at += 2 + ended.name.text.length;
    this.skipSpace();
    if (text.charCodeAt(this.at) !== greater) throw new SyntaxFault();
    this.at++;
    const { start } = ended;
    const children = start === this.pendingCount ? noChildren : part(this.pending, start, this.pendingCount);
    this.pendingCount = start;
    this.returnTo(ended.scope);
    this.close(ended.resolved, ended.attributes, children);
  }

  /** The scope around a tag that has ended, which is its own where it declared nothing. */
  private returnTo(around: NamespaceScope): void {
    if (this.scope === around) return;
    this.scope.leave();
    this.scope = around;
  }

  private close({ uri, local }: ResolvedName, attributes: readonly string[], children: readonly XmlNode[]): void {
    const element: XmlElement = { uri, local, attributes, children };
    this.recorder?.end(element);
    if (this.depth === 0) this.root = element;
    else this.pending[this.pendingCount++] = element;
  }

  private readStartTag(): void {
    const { text, limits, scope: around } = this;
    if (this.root !== undefined) throw new SyntaxFault();
    this.at++;
    const name = this.readName();
    const attributes = this.readAttributes();
    const isEmpty = text.charCodeAt(this.at) === slash;
    if (isEmpty) this.at++;
    if (text.charCodeAt(this.at) !== greater) throw new SyntaxFault();
    this.at++;
    if (this.depth >= limits.depth) throw new PasserelleError('PSR-1005', { limit: 'depth' });
    if (++this.elements > limits.elements) throw new PasserelleError('PSR-1005', { limit: 'elements' });
    const resolved = name.asElement(this.scope);
    this.recorder?.start(name.text);
    if (isEmpty) {
      this.returnTo(around);
      this.close(resolved, attributes, noChildren);
    } else {
      this.push(name, resolved, attributes, around);
    }
  }

  private push(name: DocumentName, resolved: ResolvedName, attributes: readonly string[], scope: NamespaceScope): void {
    const start = this.pendingCount;
    const used = this.open[this.depth];
    if (used === undefined) {
      this.open.push({ name, resolved, attributes, start, scope });
    } else {
      used.name = name;
      used.resolved = resolved;
      used.attributes = attributes;
      used.start = start;
      used.scope = scope;
    }
    this.depth++;
  }

  // The attributes of the tag being read; the lists are the same for all tags, so that none has to be made.
  private readonly pendingNames: DocumentName[] = [];
  private readonly pendingValues: string[] = [];
  private readonly resolving: string[] = [];

  /** Reads the attributes up to the end of the tag; the scope is that inside the tag afterwards. */
  private readAttributes(): readonly string[] {
    const { text, limits } = this;
    let declarations: Record<string, string> | undefined;
    const names = this.pendingNames;
    const values = this.pendingValues;
    let count = 0;
    let kept = 0;
    for (;;) {
      const before = this.at;
      this.skipSpace();
      const next = text.charCodeAt(this.at);
      if (next === greater || next === slash) break;
      // An attribute is set apart by white space from what stands before it.
      if (this.at === before) throw new SyntaxFault();
      if (++count > limits.attributes) throw new PasserelleError('PSR-1005', { limit: 'attributes' });
      const name = this.readName();
      this.skipSpace();
      if (text.charCodeAt(this.at) !== equals) throw new SyntaxFault();
      this.at++;
      this.skipSpace();
      const value = this.readValue();
      if (name.isDeclaration) {
        declarations ??= Object.create(null) as Record<string, string>;
        const prefix = name.declaredPrefix;
        if (prefix in declarations) throw new SyntaxFault();
        declarations[prefix] = value;
      } else {
        names[kept] = name;
        values[kept++] = value;
      }
    }
    this.count(count, count - kept);
    if (declarations !== undefined) this.scope = this.scope.enter(declarations);
    this.recorder?.attributes(names, kept, declarations);
    return kept === 0 ? noAttributes : this.resolved(kept);
  }

  /** Counts what the attributes of one tag add to those of the document. @throws PasserelleError PSR-1005 */
  private count(attributes: number, declarations: number): void {
    this.attributes += attributes;
    this.attributePairs += (attributes * (attributes - 1)) / 2;
    this.declarations += declarations;
    const isWithin =
      this.attributes <= fixedLimits.allAttributes &&
      this.attributePairs <= fixedLimits.attributePairs &&
      this.declarations <= fixedLimits.declarations;
    if (!isWithin) throw new PasserelleError('PSR-1005', { limit: 'attributes' });
  }

  /** The attributes of the tag with their names resolved: those with a prefix can be only when all declarations are known. */
  private resolved(count: number): readonly string[] {
    const { pendingNames: names, pendingValues: values, scope, resolving } = this;
    for (let at = 0; at < count; at++) {
      const name = names[at]!.asAttribute(scope);
      // Also two attributes that are one by their namespaces (Namespaces in XML 1.0 section 6.3).
      for (let earlier = 0; earlier < at; earlier++) if (resolving[2 * earlier] === name) throw new NamespaceFault();
      resolving[2 * at] = name;
      resolving[2 * at + 1] = values[at]!;
    }
    return part(resolving, 0, 2 * count);
  }

  private readName(): DocumentName {
    const { text, at: start } = this;
    let at = start;
    let hash = 0;
    for (;;) {
      const code = text.charCodeAt(at);
      // Past the end the code is NaN, which is neither in the table nor above ASCII.
      if (code < 128 ? inName[code] === 0 : !(code >= 128)) break;
      if (at - start >= fixedLimits.nameLength) throw new PasserelleError('PSR-1005', { limit: 'name length' });
      hash = (Math.imul(hash, hashMultiplier) + code) | 0;
      at++;
    }
    const name = at === start ? undefined : this.names.at(text, start, at, hash);
    if (name === undefined) throw new SyntaxFault();
    this.at = at;
    return name;
  }

  /** Reads a quoted value with its white space normalised (XML 1.0 section 3.3.3). */
  private readValue(): string {
    const { text } = this;
    const mark = text.charCodeAt(this.at);
    if (mark !== quote && mark !== apostrophe) throw new SyntaxFault();
    const start = this.at + 1;
    const end = text.indexOf(mark === quote ? '"' : "'", start);
    if (end < 0 || this.less.isWithin(start, end)) throw new SyntaxFault();
    this.at = end + 1;
    this.limitText(start, end);
    let value = text.slice(start, end);
    if (this.lineFeed.isWithin(start, end) || this.tab.isWithin(start, end)) value = withSpaces(value);
    return this.ampersand.isWithin(start, end) ? expandReferences(value, this.references) : value;
  }

  /** A comment or a CDATA section; anything else that begins so is a declaration, which has no place here. */
  private readDeclaration(): void {
    const { text } = this;
    if (text.startsWith('<!--', this.at)) {
      const end = text.indexOf('--', this.at + 4);
      if (end < 0 || text.charCodeAt(end + 2) !== greater) throw new SyntaxFault();
      this.limitText(this.at, end);
      this.recorder?.mark(this.at, end + 3, this.childrenSoFar());
      this.at = end + 3;
    } else if (text.startsWith('<![CDATA[', this.at) && this.depth > 0) {
      const start = this.at + 9;
      const end = text.indexOf(']]>', start);
      if (end < 0) throw new SyntaxFault();
      this.limitText(start, end);
      this.pending[this.pendingCount++] = text.slice(start, end);
      this.at = end + 3;
    } else {
      throw new SyntaxFault();
    }
  }

  private readInstruction(): void {
    const { text } = this;
    const end = text.indexOf('?>', this.at + 2);
    if (end < 0) throw new SyntaxFault();
    const target = /^[^\t\n ]*/.exec(text.slice(this.at + 2, end))![0];
    // A declaration anywhere but at the start is none; a colon is not allowed in a target (Namespaces section 7).
    if (!isName(target) || target.includes(':') || target.toLowerCase() === 'xml') throw new SyntaxFault();
    this.limitText(this.at, end);
    this.recorder?.mark(this.at, end + 2, this.childrenSoFar());
    this.at = end + 2;
  }

  private limitText(start: number, end: number): void {
    // A character takes three octets at most, so that few texts have to be measured.
    if (3 * (end - start) <= this.longestText) return;
    if (Buffer.byteLength(this.text.slice(start, end)) > this.longestText)
      throw new PasserelleError('PSR-1005', { limit: 'text' });
  }

  /** How many children the innermost open element has got so far; 0 outside the document element. */
  private childrenSoFar(): number {
    return this.depth === 0 ? 0 : this.pendingCount - this.open[this.depth - 1]!.start;
  }

  private skipSpace(): void {
    const { text } = this;
    while (isSpace(text.charCodeAt(this.at))) this.at++;
  }
}

function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === tab;
}
