const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that HTML and XML forbid: controls but tab, line feed and carriage return, halves of pairs, and the two that are no characters. */
const forbidden = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * The one function that lets text of a document into markup, the HTML of a page and the metadata of a PDF alike: it takes
 * the meaning from the five characters that have one, inside elements and inside quoted attributes. What both forbid
 * becomes a visible sign.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!).replace(forbidden, '\ufffd');
}
