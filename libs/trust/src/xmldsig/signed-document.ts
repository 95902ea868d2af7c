import { PasserelleError } from '@passerelle/kernel';
import type { XmlElement, XmlLimits } from '@passerelle/xml';
import { canonicalOctets, type CanonicalMethod, type DocumentPart } from '@passerelle/xml/canonical';
import { parseXmlSource, type DocumentSource, type ElementSource } from '@passerelle/xml/source';
import { Identifiers } from './identifiers.js';
import { isSignature } from './signature-parts.js';

/** Octets that all signatures of one call may have digested: a hostile document must not be digested for minutes. */
const mostOctets = 100_000_000;

/** Signatures of one document; beyond, nobody signs and somebody wants to keep us busy. */
const mostSignatures = 50;

const wayToCounterSignature = [
  'CounterSignature',
  'UnsignedSignatureProperties',
  'UnsignedProperties',
  'QualifyingProperties',
  'Object',
];

/** A document with signatures in it, read once for all of them. */
export class SignedDocument {
  readonly source: DocumentSource;
  /** Every `ds:Signature` that is no counter-signature, in document order, wherever it stands. */
  readonly signatures: readonly ElementSource[];
  private readonly counterSignatures = new Map<ElementSource, ElementSource[]>();
  /** All of them as elements, counter-signatures included. */
  readonly signatureElements: ReadonlySet<XmlElement>;
  private found: Identifiers | undefined;
  private spent = 0;

  /** @throws PasserelleError PSR-1001 to PSR-1005 and PSR-1010, PSR-3016 */
  constructor(octets: Uint8Array, limits?: XmlLimits) {
    this.source = parseXmlSource(octets, limits);
    const all = this.source.elements.filter(({ element }) => isSignature(element));
    if (all.length > mostSignatures) throw new PasserelleError('PSR-3016', { limit: `${mostSignatures} signatures` });
    this.signatureElements = new Set(all.map(({ element }) => element));
    this.signatures = all.filter((each) => !this.isCounterSignature(each));
  }

  /** The signatures over the value of another, in its unsigned properties (ETSI EN 319 132-1 section 5.2.7.2). */
  counterSignaturesOf(signature: ElementSource): readonly ElementSource[] {
    return this.counterSignatures.get(signature) ?? [];
  }

  private isCounterSignature(signature: ElementSource): boolean {
    let at = signature.parent;
    for (const local of wayToCounterSignature) {
      if (at?.element.local !== local) return false;
      at = at.parent;
    }
    if (at === undefined || !isSignature(at.element)) return false;
    const known = this.counterSignatures.get(at);
    if (known === undefined) this.counterSignatures.set(at, [signature]);
    else known.push(signature);
    return true;
  }

  /** The identifiers, found when they are first asked for. */
  get identifiers(): Identifiers {
    this.found ??= new Identifiers(this.source);
    return this.found;
  }

  /** Canonical octets of a part of this document, or of another one that a reference names. */
  canonical(part: Omit<DocumentPart, 'document'> & { document?: DocumentSource }, method: CanonicalMethod): Buffer {
    const octets = canonicalOctets({ document: this.source, ...part }, method);
    this.spend(octets.length);
    return octets;
  }

  /** Counts octets that are read, written or digested. @throws PasserelleError PSR-3016 when they are too many */
  spend(octets: number): void {
    this.spent += octets;
    if (this.spent > mostOctets) throw new PasserelleError('PSR-3016', { limit: 'octets to digest' });
  }
}
