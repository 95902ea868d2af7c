import type { Finding } from '@passerelle/kernel';
import { writtenAttribute, xsiType, type XmlElement } from '@passerelle/xml';
import { readingGrammar, writingGrammar } from '../grammar/grammar.js';
import type { CompiledAttribute } from './attributes.js';
import { compileGrammar, type CompiledGrammar, type CompiledType } from './compile.js';
import { collapsed, itemsOf } from './lexical.js';
import { SyntaxReport } from './syntax-report.js';

/**
 * `writing`: a document of ours, held to CDA R2 with the HL7 pharmacy extension; every finding is an error.
 * `reading`: a document of somebody else, where a product may also have the extension of epSOS (waves 1 to 5); every
 * finding is a warning, because such documents are read all the same.
 */
export type CdaUse = 'writing' | 'reading';

const xsi = '{http://www.w3.org/2001/XMLSchema-instance}';
const xsiNil = `${xsi}nil`;
/** What tells a schema processor where schemas lie: every element may have it, and nobody here looks there. */
const schemaLocations: ReadonlySet<string> = new Set([`${xsi}schemaLocation`, `${xsi}noNamespaceSchemaLocation`]);
const qualifiedName = /^[^:\s]+:[^:\s]+$/;

const compiled: Partial<Record<CdaUse, CompiledGrammar>> = {};

function grammarFor(use: CdaUse): CompiledGrammar {
  return (compiled[use] ??= compileGrammar(use === 'writing' ? writingGrammar : readingGrammar));
}

/**
 * Checks a CDA document against our grammar of CDA R2 with the medication extension: element order and cardinality,
 * attributes, data types and their derivation by `xsi:type`, structural vocabulary, narrative, identifiers.
 *
 * The plain tree has no prefixes any more, so the type that `xsi:type` states is looked up by its local name, whatever
 * its prefix is bound to; and comments and CDATA sections cannot be told from what stands around or in them.
 * @param root - the document element
 * @param use - what the document is held to, and how severe its faults are
 * @returns at most a hundred findings and a word that there are more; none means that the document is valid
 */
export function checkCdaSyntax(root: XmlElement, use: CdaUse = 'writing'): Finding[] {
  const report = new SyntaxReport(use === 'writing' ? 'error' : 'warning');
  const { element, namespace, type } = grammarFor(use).root;
  if (root.local !== element || root.uri !== namespace) {
    report.add('cda-root', `The document must be a ${element} of ${namespace}.`, '/');
    return report.findings;
  }
  const check = new SyntaxCheck(report);
  check.element(root, type, false);
  check.resolveReferences();
  return report.findings;
}

class SyntaxCheck {
  private readonly ids = new Set<string>();
  /** References to IDs with their places: narrative has few of them. */
  private readonly references: { readonly id: string; readonly place: string }[] = [];

  constructor(private readonly report: SyntaxReport) {}

  element(element: XmlElement, declared: CompiledType, nillable: boolean): void {
    const { report } = this;
    if (report.full) return;
    report.lineage.enter(element);
    // Most types have nothing derived from them and no variant: such an element can only be of its own.
    const type = declared.settled ? declared : this.typeOf(element, declared);
    if (type !== undefined) {
      this.attributes(element, type, nillable);
      if (!nillable || !this.isNil(element)) this.content(element, type);
    }
    report.lineage.leave();
  }

  resolveReferences(): void {
    for (const { id, place } of this.references) {
      if (!this.ids.has(id)) this.report.add('cda-idref', 'The reference must name an ID of the document.', place);
    }
  }

  /** The type that an element is held to; undefined where it states none that it may be of. */
  private typeOf(element: XmlElement, declared: CompiledType): CompiledType | undefined {
    const stated = writtenAttribute(element, xsiType);
    if (stated !== undefined) return this.statedType(stated, declared);
    if (declared.abstract) {
      this.report.add('cda-xsi-type', `${element.local} must state its data type by xsi:type.`);
      return undefined;
    }
    if (declared.variant === undefined) return declared;
    return hasChildIn(element, declared.variant.whereChildIn) ? declared.variant.type : declared;
  }

  private statedType(stated: string, declared: CompiledType): CompiledType | undefined {
    let type = declared.derived.get(stated);
    if (type === undefined && qualifiedName.test(stated))
      type = declared.derived.get(stated.slice(stated.indexOf(':') + 1));
    if (type !== undefined && !type.abstract) return type;
    this.report.add('cda-xsi-type', `xsi:type must name a data type that is derived from ${declared.name}.`);
    return undefined;
  }

  private attributes(element: XmlElement, type: CompiledType, nillable: boolean): void {
    const { attributes } = element;
    let required = 0;
    for (let at = 0; at < attributes.length; at += 2) {
      const name = attributes[at]!;
      const value = attributes[at + 1]!;
      const attribute = type.attributes.get(name);
      if (attribute === undefined) {
        this.otherAttribute(name, value, element, type, nillable);
        continue;
      }
      if (attribute.required) required++;
      if (!attribute.accepts(value)) this.report.badValue(attribute);
      else if (attribute.identifies !== undefined) this.identifier(value, attribute);
    }
    if (required < type.required.length) this.missingAttributes(element, type);
  }

  /** An attribute that the type does not have: one of XML Schema instances, or one that may not be there. */
  private otherAttribute(
    name: string,
    value: string,
    element: XmlElement,
    type: CompiledType,
    nillable: boolean,
  ): void {
    if (name === xsiType) {
      if (type.settled) this.statedType(value, type);
    } else if (name === xsiNil) {
      if (!nillable) this.report.add('cda-nil', `${element.local} may not have xsi:nil; say why by nullFlavor.`);
    } else if (!schemaLocations.has(name)) {
      this.report.unknownAttribute(name, element);
    }
  }

  private missingAttributes(element: XmlElement, { required }: CompiledType): void {
    for (const name of required) {
      if (writtenAttribute(element, name) === undefined)
        this.report.add('cda-attribute-missing', `${element.local} must have ${name}.`);
    }
  }

  private identifier(value: string, { name, identifies }: CompiledAttribute): void {
    if (identifies === 'ID') {
      const id = collapsed(value);
      if (this.ids.has(id)) this.report.add('cda-id', 'The ID must be given only once in the document.');
      else this.ids.add(id);
      return;
    }
    const place = `${this.report.lineage.place()}/@${name}`;
    for (const id of itemsOf(value)) this.references.push({ id, place });
  }

  private content(element: XmlElement, type: CompiledType): void {
    const { children } = element;
    const { content, next, numbers, namespace, parts } = type;
    if (content === 'empty') {
      if (children.length > 0) this.superfluous(element, type);
      return;
    }
    if (content === 'simple') {
      this.simpleContent(element, type);
      return;
    }
    const width = parts.length;
    let state = 0;
    for (const node of children) {
      if (typeof node === 'string') {
        if (content === 'elements' && !isBlank(node)) this.report.add('cda-text', `${element.local} may hold no text.`);
        continue;
      }
      const number =
        node.uri === namespace ? numbers.get(node.local) : type.otherNumbers.get(node.uri)?.get(node.local);
      const to = number === undefined ? -1 : next[state * width + number]!;
      // What may not stand here is passed over, so that what follows is still held to its place.
      if (to < 0) this.report.unexpectedElement(node, type, state);
      else state = to;
      if (number !== undefined) this.element(node, parts[number]!.type, parts[number]!.nillable);
    }
    if (type.accepting[state] !== 1) this.report.missingElement(element, type, state);
  }

  private superfluous(element: XmlElement, type: CompiledType): void {
    for (const node of element.children) {
      if (typeof node !== 'string') this.report.unexpectedElement(node, type, 0);
    }
    if (element.children.some((node) => typeof node === 'string')) {
      this.report.add('cda-text', `${element.local} has no content: write it as an empty tag, without white space.`);
    }
  }

  private simpleContent({ local, children }: XmlElement, type: CompiledType): void {
    const [text = '', ...more] = children;
    const joined =
      typeof text === 'string' && more.every((node) => typeof node === 'string') ? children.join('') : undefined;
    if (joined === undefined) this.report.add('cda-element', `No element may stand in ${local}.`);
    else if (type.text?.(joined) === false)
      this.report.add('cda-value', `The text of ${local} does not have the form of its type.`);
  }

  /** Whether the element is nil, and so has no content to check. */
  private isNil(element: XmlElement): boolean {
    const { local, children } = element;
    const value = writtenAttribute(element, xsiNil);
    if (value === undefined) return false;
    const said = collapsed(value);
    const nil = said === 'true' || said === '1';
    if (!nil && said !== 'false' && said !== '0') this.report.add('cda-nil', 'xsi:nil must be true or false.');
    if (nil && children.length > 0) this.report.add('cda-nil', `${local} is nil and must be empty.`);
    return nil;
  }
}

function hasChildIn({ children }: XmlElement, namespace: string): boolean {
  return children.some((node) => typeof node !== 'string' && node.uri === namespace);
}

/** Whether a text is nothing but white space of XML. Indentation is long and is a slice of the document, which a pattern reads faster than we do. */
function isBlank(text: string): boolean {
  return !somethingElse.test(text);
}

const somethingElse = /[^ \t\r\n]/;
