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
// Sticky, so that one expression walks the text without copies; an attribute value may not hold a bare `<`.
const tagForm = /<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attributeForm = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const visible = /\S/;
const harmlessTarget = /^(?:https?:|mailto:|tel:|#|data:image\/|cid:|[^:]*$)/i;

/**
 * Checks that a narrative is a well-formed, harmless piece of XHTML with something to read (txt-1, txt-2).
 * @param div - the text of Narrative.div
 * @returns the first fault, or undefined
 */
export function narrativeFault(div: string): NarrativeFault | undefined {
  if (!root.test(div)) return 'namespace';
  const open: string[] = [];
  const text = div.trim();
  let legible = false;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const isInList = nesting.has(open.at(-1));
    if ((!legible || isInList) && visible.test(text.slice(at, next < 0 ? text.length : next))) {
      if (isInList) return 'nesting';
      legible = true;
    }
    if (next < 0) break;
    if (text.startsWith('<!--', next)) {
      at = text.indexOf('-->', next) + 3;
      if (at < 3) return 'form';
      continue;
    }
    const simple = endOfSimpleTag(text, next);
    let [closing, name, attributes, empty] = ['', '', '', ''];
    if (simple > 0) {
      closing = text[next + 1] === '/' ? '/' : '';
      name = text.slice(next + 1 + closing.length, simple);
      at = simple + 1;
    } else {
      tagForm.lastIndex = next;
      const tag = tagForm.exec(text);
      if (tag === null) return 'form';
      [, closing = '', name = '', attributes = '', empty = ''] = tag;
      at = tagForm.lastIndex;
    }
    if (closing === '/') {
      if (open.pop() !== name) return 'form';
    } else {
      if (!allowedElements.has(name)) return 'element';
      if (nesting.get(open.at(-1))?.has(name) === false) return 'nesting';
      if (attributes !== '' && !harmless(attributes)) return 'attribute';
      if (name === 'img') legible = true;
      if (empty === '') open.push(name);
    }
    if (open.length === 0 && at < text.length) return 'form';
  }
  if (open.length > 0) return 'form';
  return legible ? undefined : 'empty';
}

/**
 * Most tags are a name and nothing else, and are read without the expression for tags.
 * @returns where the `>` of such a tag stands; -1 when it is another
 */
function endOfSimpleTag(text: string, start: number): number {
  let at = start + 1;
  if (text.charCodeAt(at) === 0x2f) at++;
  const first = at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isLetter = code >= 0x61 && code <= 0x7a;
    const isDigit = at > first && code >= 0x30 && code <= 0x39;
    if (!isLetter && !isDigit) return code === 0x3e && at > first ? at : -1;
  }
  return -1;
}

function harmless(attributes: string): boolean {
  attributeForm.lastIndex = 0;
  for (let found = attributeForm.exec(attributes); found !== null; found = attributeForm.exec(attributes)) {
    const [, name = '', quoted, single] = found;
    if (!allowedAttributes.has(name)) return false;
    if ((name === 'href' || name === 'src') && !harmlessTarget.test((quoted ?? single ?? '').trim())) return false;
  }
  return true;
}
