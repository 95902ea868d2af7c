import { attributesOf } from '@passerelle/xml';
import type { DocumentSource, ElementSource } from '@passerelle/xml/source';
import { requireForm } from '../seals/refusal.js';

/**
 * Attributes that identify an element in the vocabularies that are signed: `Id`, `ID`, `id`, `xml:id`, `wsu:Id`, and those
 * of SAML 1.1. Without a schema nobody can say which one does, so all of them do, and have to be unique together.
 */
const identifying = /^(?:\{[^}]*\})?(?:id|AssertionID|ResponseID|RequestID)$/i;

/** In other vocabularies a plain `id` is often no identifier at all, and occurs many times. */
const oftenNone = 'id';

/** The elements of a document by their identifiers (threat 8: one identifier, one place). */
export class Identifiers {
  private readonly known = new Map<string, ElementSource | 'several'>();
  private readonly certain = new Set<string>();
  private repeated = false;

  constructor(document: DocumentSource) {
    for (const source of document.elements) {
      if (source.attributeNames.length === 0) continue;
      for (const [name, value] of attributesOf(source.element)) {
        if (!identifying.test(name) || value === '') continue;
        const known = this.known.get(value);
        // One element may carry its identifier twice, as `Id` and `wsu:Id`.
        if (known === source) continue;
        this.known.set(value, known === undefined ? source : 'several');
        if (name === oftenNone) continue;
        this.repeated ||= this.certain.has(value);
        this.certain.add(value);
      }
    }
  }

  /** @throws PasserelleError PSR-3004 when an identifier of the document occurs twice */
  requireUnique(): void {
    requireForm(!this.repeated, 'an Id occurs twice in the document');
  }

  /**
   * The one element of that identifier, undefined when there is none.
   * @throws PasserelleError PSR-3004 when there are several
   */
  find(id: string): ElementSource | undefined {
    const found = this.known.get(id);
    requireForm(found !== 'several', 'the Id of a signed element occurs twice in the document');
    return found;
  }
}
