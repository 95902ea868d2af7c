import type { Finding } from '@passerelle/kernel';
import type { XmlElement } from '@passerelle/xml';
import { cdaNamespace, epsosNamespace, pharmNamespace } from '../grammar/namespaces.js';
import type { CompiledAttribute } from './attributes.js';
import type { CompiledType } from './compile.js';
import { Lineage, shortened } from '../lineage.js';

/** The rules of the grammar, and what each demands. */
export const syntaxRules = {
  'cda-root': 'The document element is ClinicalDocument of urn:hl7-org:v3.',
  'cda-element':
    'An element stands only where the content model of its parent has it, in its order and as often as it says.',
  'cda-element-missing': 'An element that the content model of its parent demands is there.',
  'cda-text': 'Text stands only in elements that have text; an element without content does not even hold white space.',
  'cda-attribute': 'An element has only the attributes of its type.',
  'cda-attribute-missing': 'An attribute that the type demands is there.',
  'cda-value': 'A value has the form of its simple type: identifier, code, time, number, enumeration, fixed value.',
  'cda-xsi-type':
    'xsi:type names a type that is derived from the type of the element; an element of an abstract type has it.',
  'cda-nil':
    'xsi:nil stands only where the extension allows it, is true or false, and where it is true the element is empty.',
  'cda-id': 'An ID is given once in the document.',
  'cda-idref': 'An IDREF names an ID of the document.',
  'cda-more': 'The list ends where a document has more faults than are worth listing.',
} as const;

export type SyntaxRule = keyof typeof syntaxRules;

/** More findings than these help nobody. */
const most = 100;
/** Names that a sentence lists before it stops. */
const mostNames = 10;

/** Gathers what a check finds. Sentences name elements, attributes and types, and never quote a value or a text. */
export class SyntaxReport {
  readonly findings: Finding[] = [];
  readonly lineage = new Lineage();

  constructor(private readonly severity: Finding['severity']) {}

  /** Nothing more is listed, so that nothing more need be looked for. */
  full = false;

  add(rule: SyntaxRule, text: string, expression = this.lineage.place()): void {
    if (this.full) return;
    if (this.findings.length === most) {
      this.full = true;
      this.findings.push({
        severity: this.severity,
        rule: 'cda-more',
        expression: '/',
        text: `Only the first ${most} faults are listed; correct them and check again.`,
      });
      return;
    }
    this.findings.push({ severity: this.severity, rule, expression, text });
  }

  /** A child of the element that is looked at, which may not stand where it stands. */
  unexpectedElement(child: XmlElement, type: CompiledType, state: number): void {
    const place = this.lineage.place(child);
    const name = nameOf(child, type.namespace);
    const names = namesAfter(state, type);
    if (names.length === 0) this.add('cda-element', `No element may stand here: remove ${name}.`, place);
    else {
      const orEnd = type.accepting[state] === 1 ? ', or the end' : '';
      this.add('cda-element', `${name} may not stand here; what may is ${listed(names)}${orEnd}.`, place);
    }
  }

  missingElement({ local }: XmlElement, type: CompiledType, state: number): void {
    const names = listed(namesAfter(state, type));
    this.add('cda-element-missing', `${local} is not complete; what must follow is ${names}.`);
  }

  unknownAttribute(key: string, { local }: XmlElement): void {
    const [, uri, name = ''] = /^(?:\{([^}]*)\})?(.*)$/s.exec(key) ?? [];
    const prefix = uri === undefined ? '' : uri === xmlNamespace ? 'xml:' : 'of another namespace, ';
    this.add('cda-attribute', `${local} has no attribute ${prefix}${shortened(name)}: remove it.`);
  }

  badValue({ name, demand }: CompiledAttribute): void {
    this.add('cda-value', `The value of ${name} must be ${demand}.`, `${this.lineage.place()}/@${name}`);
  }
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const namespaces: ReadonlySet<string> = new Set([cdaNamespace, pharmNamespace, epsosNamespace]);

/** Name of an element, with its namespace where that is not the expected one; a strange one is not quoted. */
function nameOf({ local, uri }: XmlElement, expected: string): string {
  if (uri === expected) return shortened(local);
  return `${shortened(local)} of ${namespaces.has(uri) ? uri : uri === '' ? 'no namespace' : 'another namespace'}`;
}

/** The names of the parts that may follow a state, in the order of the content model. */
function namesAfter(state: number, { parts, next }: Pick<CompiledType, 'parts' | 'next'>): string[] {
  return parts.filter((_, number) => next[state * parts.length + number] !== -1).map(({ name }) => name);
}

function listed(names: readonly string[]): string {
  if (names.length > mostNames) return `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} others`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
