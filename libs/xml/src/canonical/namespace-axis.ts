import { PasserelleError } from '@passerelle/kernel';
import type { ElementSource } from '../source/document-source.js';
import { escapeAttribute } from '../write/escape.js';
import { compareByCodePoint } from '../write/code-point-order.js';

/**
 * Bindings of prefixes that come and go with the elements they stand on. They are put back and not copied: a document of
 * a thousand declarations must not cost a thousand copies at each of its elements.
 */
class Bindings {
  private readonly current = new Map<string, string>();
  private readonly replaced: { readonly prefix: string; readonly uri: string | undefined }[] = [];

  get(prefix: string): string | undefined {
    return this.current.get(prefix);
  }

  set(prefix: string, uri: string): void {
    this.replaced.push({ prefix, uri: this.current.get(prefix) });
    this.current.set(prefix, uri);
  }

  prefixes(): Iterable<string> {
    return this.current.keys();
  }

  get height(): number {
    return this.replaced.length;
  }

  backTo(height: number): void {
    while (this.replaced.length > height) {
      const { prefix, uri } = this.replaced.pop()!;
      if (uri === undefined) this.current.delete(prefix);
      else this.current.set(prefix, uri);
    }
  }
}

/**
 * The namespace declarations of a canonical form: Canonical XML 1.0 section 2.3 (the same in 1.1) or Exclusive XML
 * Canonicalization 1.0 section 3. Elements are entered and left in document order.
 */
export class NamespaceAxis {
  /** What the document binds at the element that was entered last. */
  private readonly scope = new Bindings();
  /** What the output binds there. */
  private readonly written = new Bindings();
  private readonly heights: number[] = [];

  /**
   * @param exclusive - whether only what is visibly used is declared
   * @param inclusivePrefixes - prefixes that are declared wherever they are bound nonetheless; empty for the default
   */
  constructor(
    private readonly exclusive: boolean,
    private readonly inclusivePrefixes: readonly string[],
  ) {}

  /** Takes the declarations of the elements around the apex, outermost first. */
  startBelow(ancestors: readonly ElementSource[]): void {
    for (const each of ancestors) this.declare(each);
  }

  /**
   * The declarations to be written at an element.
   * @param isApex - whether nothing around it is written
   * @throws PasserelleError PSR-1002 for a namespace that has no canonical form (Canonical XML 1.0 section 1.3)
   */
  enter(source: ElementSource, isApex: boolean): string {
    this.heights.push(this.scope.height, this.written.height);
    this.declare(source);
    if (!this.exclusive && !isApex && source.declarations.length === 0) return '';
    const candidates = this.exclusive ? this.used(source, isApex) : this.bound(source, isApex);
    if (candidates.length === 0) return '';
    const due = [...new Set(candidates)].filter((prefix) => this.isDue(prefix)).sort(compareByCodePoint);
    let text = '';
    for (const prefix of due) {
      const uri = this.scope.get(prefix) ?? '';
      this.written.set(prefix, uri);
      text += prefix === '' ? ` xmlns="${escapeAttribute(uri)}"` : ` xmlns:${prefix}="${escapeAttribute(uri)}"`;
    }
    return text;
  }

  leave(): void {
    this.written.backTo(this.heights.pop()!);
    this.scope.backTo(this.heights.pop()!);
  }

  private declare({ declarations }: ElementSource): void {
    for (let at = 0; at < declarations.length; at += 2) {
      const uri = declarations[at + 1]!;
      // A relative URI has no canonical form, and one with white space around it is one name to some readers and
      // another to others.
      if (uri !== '' && !absolute.test(uri)) throw new PasserelleError('PSR-1002', { line: 1, column: 1 });
      this.scope.set(declarations[at]!, uri);
    }
  }

  private isDue(prefix: string): boolean {
    // The prefix xml is bound without being declared.
    if (prefix === 'xml') return false;
    return (this.scope.get(prefix) ?? '') !== (this.written.get(prefix) ?? '');
  }

  private bound({ declarations }: ElementSource, isApex: boolean): readonly string[] {
    if (isApex) return [...this.scope.prefixes()];
    return declarations.filter((_, at) => at % 2 === 0);
  }

  private used({ name, attributeNames, declarations }: ElementSource, isApex: boolean): readonly string[] {
    const elementPrefix = prefixOf(name);
    const candidates = this.isDue(elementPrefix) ? [elementPrefix] : [];
    for (const attributeName of attributeNames) {
      const prefix = prefixOf(attributeName);
      // An attribute without prefix is in no namespace, whatever the default namespace is.
      if (prefix !== '' && this.isDue(prefix)) candidates.push(prefix);
    }
    if (this.inclusivePrefixes.length > 0 && (isApex || declarations.length > 0))
      candidates.push(...this.inclusivePrefixes);
    return candidates;
  }
}

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/;

function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}
