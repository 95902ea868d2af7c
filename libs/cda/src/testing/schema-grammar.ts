import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attribute, child, children, parseXml, type XmlElement } from '@passerelle/xml';
import { cdaNamespace, epsosNamespace, pharmNamespace } from '../grammar/namespaces.js';
import type { Grammar, TypeStatement } from '../grammar/notation.js';

// The scope of each namespace in the grammar that is made of a schema, and the prefix its parts have in the notation.
const scopes: Readonly<Record<string, string>> = { [cdaNamespace]: '', [pharmNamespace]: 'P.', [epsosNamespace]: 'E.' };
const prefixes: Readonly<Record<string, string>> = {
  [cdaNamespace]: 'hl7',
  [pharmNamespace]: 'pharm',
  [epsosNamespace]: 'epsos',
};
/** Prefixes that the schemas bind; the plain tree does not keep bindings. */
const bound: Readonly<Record<string, string>> = { hl7v3: cdaNamespace, pharm: pharmNamespace, epsos: epsosNamespace };

/** Simple types whose form our notation has under the same name; all others are enumerations. */
const known = new Set(['bl', 'bn', 'bin', 'cs', 'int', 'list_int', 'probability', 'real', 'st', 'ts', 'uid', 'url']);

interface Placed {
  readonly element: XmlElement;
  /** Namespace into which the file was taken. */
  readonly namespace: string;
}

/**
 * Reads an XML Schema of CDA into the notation of our grammar, so that the two can be compared type by type. It knows what
 * those schemas use of XML Schema and no more.
 */
export function grammarOfSchema(file: string): Grammar {
  return new SchemaReader().read(file);
}

class SchemaReader {
  private readonly loaded = new Set<string>();
  private readonly complexTypes = new Map<string, Placed>();
  private readonly simpleTypes = new Map<string, Placed>();
  private readonly elements = new Map<string, Placed>();
  private readonly groups = new Map<string, Placed>();
  private readonly vocabulary = new Map<string, string>();
  private anonymous = 0;

  read(file: string): Grammar {
    this.load(file, cdaNamespace);
    const tables = Object.entries(scopes).map(([namespace, scope]) => ({
      scope,
      prefix: '',
      namespace,
      types: Object.fromEntries(
        [...this.complexTypes]
          .filter(([key]) => key.startsWith(`${namespace}|`))
          .map(([key, placed]) => [key.slice(namespace.length + 1), this.statement(placed)]),
      ),
      // References are made with their scope.
      uses: [''],
    }));
    const digits = {
      scope: '',
      prefix: '',
      namespace: cdaNamespace,
      types: { list_int: { text: 'list_int' } },
      uses: [],
    };
    return {
      root: { element: 'ClinicalDocument', namespace: cdaNamespace, type: 'POCD_MT000040.ClinicalDocument' },
      tables: [...tables, digits, { ...digits, scope: 'E.' }],
      vocabulary: Object.fromEntries(this.vocabulary),
      variants: [],
    };
  }

  private load(file: string, into: string): void {
    if (this.loaded.has(`${into} ${file}`)) return;
    this.loaded.add(`${into} ${file}`);
    const schema = parseXml(readFileSync(file));
    const namespace = attribute(schema, 'targetNamespace') ?? into;
    for (const element of children(schema)) {
      const name = attribute(element, 'name');
      const location = attribute(element, 'schemaLocation');
      if (location !== undefined) this.load(join(dirname(file), location), namespace);
      if (name === undefined) continue;
      const placed = { element, namespace };
      const key = `${namespace}|${name}`;
      if (element.local === 'complexType') this.complexTypes.set(key, placed);
      else if (element.local === 'simpleType') this.simpleTypes.set(key, placed);
      else if (element.local === 'element') this.elements.set(key, placed);
      else if (element.local === 'group') this.groups.set(key, placed);
    }
  }

  private statement({ element, namespace }: Placed): TypeStatement {
    const derivation = children(child(element, 'complexContent'))[0];
    const body = derivation ?? element;
    const parts = children(body)
      .filter(({ local }) => ['sequence', 'choice', 'group'].includes(local))
      .map((particle) => this.particle(particle, namespace))
      .join(', ');
    const attributes = children(body, 'attribute')
      .map((each) => this.attribute(each, namespace))
      .join(', ');
    const base = derivation === undefined ? undefined : this.reference(attribute(derivation, 'base')!, namespace);
    return {
      ...(base !== undefined && (derivation?.local === 'extension' ? { extends: base } : { restricts: base })),
      ...(attribute(element, 'abstract') === 'true' && { abstract: true }),
      ...(attribute(element, 'mixed') === 'true' && { mixed: true }),
      ...(parts !== '' && { parts }),
      ...(attributes !== '' && { attributes }),
    };
  }

  private particle(particle: XmlElement, namespace: string): string {
    const min = attribute(particle, 'minOccurs') ?? '1';
    const max = attribute(particle, 'maxOccurs') ?? '1';
    if (max === '0') return '';
    const often = `${min}..${max === 'unbounded' ? '*' : max}`;
    if (particle.local === 'element') return this.part(particle, namespace, often);
    if (particle.local === 'group') {
      const group = this.lookUp(this.groups, attribute(particle, 'ref')!, namespace);
      return this.particle(children(group.element)[0]!, group.namespace);
    }
    const inner = children(particle)
      .filter(({ local }) => local !== 'annotation')
      .map((each) => this.particle(each, namespace))
      .filter((each) => each !== '');
    return inner.length === 0 ? '' : `(${inner.join(particle.local === 'choice' ? ' | ' : ', ')}) ${often}`;
  }

  private part(element: XmlElement, namespace: string, often: string): string {
    const ref = attribute(element, 'ref');
    const declared = ref === undefined ? { element, namespace } : this.lookUp(this.elements, ref, namespace);
    const name = attribute(declared.element, 'name')!;
    const type = this.reference(attribute(declared.element, 'type')!, declared.namespace);
    const nillable = attribute(declared.element, 'nillable') === 'true' ? ' nillable' : '';
    return `${prefixes[declared.namespace]}:${name} ${often} ${type}${nillable}`;
  }

  private attribute(element: XmlElement, namespace: string): string {
    const name = attribute(element, 'name')!;
    if (attribute(element, 'use') === 'prohibited') return `-${name}`;
    const mark = attribute(element, 'use') === 'required' ? '!' : '';
    const type = attribute(element, 'type');
    const fixed = attribute(element, 'fixed');
    const simple =
      type === undefined ? this.inline(child(element, 'simpleType')!, namespace) : this.simple(type, namespace);
    if (fixed === undefined) return `${name}${mark} ${simple}`;
    return `${name}${mark} ${['st', 'uid', 'string'].includes(simple) ? '==' : '='} ${fixed}`;
  }

  /** The name of a complex type in the grammar, with the scope of its namespace. */
  private reference(qualified: string, namespace: string): string {
    const [uri, local] = this.resolve(qualified, namespace);
    return `${scopes[uri]}${local}`;
  }

  private simple(qualified: string, namespace: string): string {
    if (qualified.startsWith('xs:')) return qualified.slice(3);
    const { element, namespace: at } = this.lookUp(this.simpleTypes, qualified, namespace);
    const name = attribute(element, 'name')!;
    if (known.has(name)) return name === 'bn' ? 'bl' : name;
    const list = child(element, 'list');
    if (list !== undefined) return `set_${this.simple(attribute(list, 'itemType')!, at)}`;
    if (!this.vocabulary.has(name)) this.vocabulary.set(name, this.codes(element, at).join(' '));
    return name;
  }

  private inline(element: XmlElement, namespace: string): string {
    const name = `anonymous${++this.anonymous}`;
    this.vocabulary.set(name, this.codes(element, namespace).join(' '));
    return name;
  }

  /** The values of an enumeration, those of the members of a union included. */
  private codes(simpleType: XmlElement, namespace: string): string[] {
    return children(simpleType).flatMap((derivation): string[] => {
      if (derivation.local === 'restriction') {
        return children(derivation, 'enumeration').map((each) => attribute(each, 'value') ?? '');
      }
      if (derivation.local !== 'union') return [];
      const members = (attribute(derivation, 'memberTypes') ?? '').split(/\s+/).filter((each) => each !== '');
      return [
        ...members.flatMap((each) => {
          const member = this.lookUp(this.simpleTypes, each, namespace);
          return this.codes(member.element, member.namespace);
        }),
        ...children(derivation, 'simpleType').flatMap((each) => this.codes(each, namespace)),
      ];
    });
  }

  private lookUp(among: ReadonlyMap<string, Placed>, qualified: string, namespace: string): Placed {
    const found = among.get(this.resolve(qualified, namespace).join('|'));
    if (found === undefined) throw new Error(`the schema has no ${qualified}`);
    return found;
  }

  private resolve(qualified: string, namespace: string): readonly [uri: string, local: string] {
    const [local, prefix] = qualified.split(':').reverse() as [string, string?];
    const uri = prefix === undefined ? namespace : bound[prefix];
    if (uri === undefined) throw new Error(`no namespace is known for ${qualified}`);
    return [uri, local];
  }
}
