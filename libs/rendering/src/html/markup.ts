/** A piece of HTML that is well formed and holds no text that was not escaped. Only {@link element} and its kin make it. */
export class Markup {
  constructor(readonly html: string) {}
}

/** What may stand inside an element: text, which is escaped here and nowhere else, markup, or a list of both. */
export type Content = string | Markup | readonly Content[] | undefined;

/** Attributes by name; one without value is left out, one that is `true` stands alone. */
export type Attributes = Readonly<Record<string, string | true | undefined>>;

const voidElements: ReadonlySet<string> = new Set(['meta', 'br', 'col']);

/** Writes an element. Names come from our own code, never from a document. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Markup {
  let written = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) written += value === true ? ` ${key}` : ` ${key}="${escapeText(value)}"`;
  }
  if (voidElements.has(name)) return new Markup(`${written}>`);
  return new Markup(`${written}>${htmlOf(content)}</${name}>`);
}

/** The HTML of some content. */
export function htmlOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  if (content instanceof Markup) return content.html;
  let written = '';
  for (const part of content) written += htmlOf(part);
  return written;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that HTML forbids: controls but tab, line feed and carriage return, and the two that are no characters. */
const forbidden = /[^\t\n\r\u0020-\u007e\u00a0-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * The one function that lets text of a document into a page: it takes the meaning from the five characters that have one in
 * HTML, inside elements and inside quoted attributes. What HTML forbids becomes a visible sign.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!).replace(forbidden, '\ufffd');
}
