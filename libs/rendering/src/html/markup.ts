import { escapeText } from '../escape-text.js';

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
