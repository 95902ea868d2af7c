/** What is wrong with a narrative. */
export type NarrativeFault = 'namespace' | 'empty' | 'element' | 'attribute' | 'nesting' | 'form';

// FHIR R4 section 2.27 (txt-1): the formatting elements of HTML 4.0, links and images; no head, form, script, frame.
const allowedElements = new Set(
  (
    'a abbr acronym address b bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 ' +
    'hr i img ins kbd li map area ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
);
const allowedAttributes = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite class color colspan ' +
    'compact coords dir face frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules scope shape size span ' +
    'src start style summary tabindex title type valign value vspace width xmlns xml:lang xml:space'
  ).split(' '),
);
// What XHTML lets stand in the elements that hold certain others only.
const rows = new Set(['tr']);
const items = new Set(['li']);
const nesting: ReadonlyMap<string | undefined, ReadonlySet<string>> = new Map([
  ['table', new Set(['caption', 'col', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr'])],
  ['thead', rows],
  ['tbody', rows],
  ['tfoot', rows],
  ['tr', new Set(['th', 'td'])],
  ['ul', items],
  ['ol', items],
]);
const root =
  /^\s*<div(?=[\s>/])[^>]*\sxmlns\s*=\s*(?:"http:\/\/www\.w3\.org\/1999\/xhtml"|'http:\/\/www\.w3\.org\/1999\/xhtml')/;
const harmlessTarget = /^(?:https?:|mailto:|tel:|#|data:image\/|cid:|[^:]*$)/i;

/**
 * Checks that a narrative is a well-formed, harmless piece of XHTML with something to read (txt-1, txt-2).
 * @param div - the text of Narrative.div
 * @returns the first fault, or undefined
 */
export function narrativeFault(div: string): NarrativeFault | undefined {
  if (!root.test(div)) return 'namespace';
  return new NarrativeReader(div.trim()).fault();
}

/** The end of a tag, or of a part of one, could not be found. */
const broken = -1;
const slash = 0x2f;
const greater = 0x3e;
const equals = 0x3d;
const apostrophe = 0x27;
const quote = 0x22;

/**
 * Reads a narrative once from left to right. Narratives are a third of a summary, so it looks at characters and cuts out
 * nothing but names, and values of links.
 */
class NarrativeReader {
  readonly #text: string;
  readonly #open: string[] = [];
  #legible = false;
  /** Set where a tag is well formed and yet must not be there. */
  #fault: NarrativeFault | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  fault(): NarrativeFault | undefined {
    const text = this.#text;
    for (let at = 0; at < text.length;) {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      if (!this.#readText(at, end)) return 'nesting';
      if (next < 0) break;
      at = text.startsWith('<!--', next) ? this.#endOfComment(next) : this.#readTag(next);
      if (this.#fault !== undefined) return this.#fault;
      if (at === broken || (this.#open.length === 0 && at < text.length)) return 'form';
    }
    if (this.#open.length > 0) return 'form';
    return this.#legible ? undefined : 'empty';
  }

  /** @returns whether text may stand here: in a table it may not, between its cells */
  #readText(from: number, to: number): boolean {
    const isInList = nesting.has(this.#open.at(-1));
    if (this.#legible && !isInList) return true;
    for (let at = from; at < to; at++) {
      if (isSpace(this.#text.charCodeAt(at))) continue;
      this.#legible = true;
      return !isInList;
    }
    return true;
  }

  #endOfComment(start: number): number {
    const end = this.#text.indexOf('-->', start);
    return end < 0 ? broken : end + 3;
  }

  /** @returns where the text after the tag begins */
  #readTag(start: number): number {
    const closes = this.#text.charCodeAt(start + 1) === slash;
    const from = start + (closes ? 2 : 1);
    const to = this.#endOfName(from);
    if (to === from) return broken;
    const name = this.#text.slice(from, to);
    if (closes) {
      const end = this.#skipSpace(to);
      if (this.#text.charCodeAt(end) !== greater || this.#open.pop() !== name) return broken;
      return end + 1;
    }
    if (!allowedElements.has(name)) this.#fault = 'element';
    else if (nesting.get(this.#open.at(-1))?.has(name) === false) this.#fault = 'nesting';
    let at = to;
    for (;;) {
      const attribute = this.#skipSpace(at);
      const sign = this.#text.charCodeAt(attribute);
      if (sign === greater) {
        this.#enter(name);
        return attribute + 1;
      }
      if (sign === slash) {
        if (name === 'img') this.#legible = true;
        return this.#text.charCodeAt(attribute + 1) === greater ? attribute + 2 : broken;
      }
      // Attributes stand apart from each other and from the name.
      at = attribute === at ? broken : this.#readAttribute(attribute);
      if (at === broken) return broken;
    }
  }

  #enter(name: string): void {
    if (name === 'img') this.#legible = true;
    this.#open.push(name);
  }

  /** @returns where what follows the attribute begins */
  #readAttribute(start: number): number {
    const text = this.#text;
    const end = this.#endOfName(start);
    const sign = this.#skipSpace(end);
    const opening = this.#skipSpace(sign + 1);
    const mark = text.charCodeAt(opening);
    if (end === start || text.charCodeAt(sign) !== equals || (mark !== quote && mark !== apostrophe)) return broken;
    const closing = text.indexOf(mark === quote ? '"' : "'", opening + 1);
    const bare = text.indexOf('<', opening + 1);
    if (closing < 0 || (bare >= 0 && bare < closing)) return broken;
    const name = text.slice(start, end);
    if (!allowedAttributes.has(name)) this.#fault ??= 'attribute';
    else if ((name === 'href' || name === 'src') && !harmlessTarget.test(text.slice(opening + 1, closing).trim())) {
      this.#fault ??= 'attribute';
    }
    return closing + 1;
  }

  #endOfName(start: number): number {
    let at = start;
    while (isNameCharacter(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #skipSpace(start: number): number {
    let at = start;
    while (isSpace(this.#text.charCodeAt(at))) at++;
    return at;
  }
}

/** White space of XML, and the no-break space, which shows nothing either. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0xa0;
}

/** ASCII letters, digits and `: . - _`: what names of XHTML consist of. Past the end, charCodeAt gives no number. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x3a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f
  );
}
