// Characters that XML 1.0 section 2.2 does not allow at all. They cannot be escaped either, so a writer that meets
// one in national text has to leave it out; U+FFFD marks the place so that the loss is visible.
const forbidden =
  // eslint-disable-next-line no-control-regex -- these are the characters in question
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// Nearly every text needs nothing done; these find the others in one pass. A surrogate only might be alone.
// eslint-disable-next-line no-control-regex -- as above
const specialInText = /[\u0000-\u0008\u000b-\u001f&<>\ud800-\udfff\ufffe\uffff]/;
// eslint-disable-next-line no-control-regex -- as above
const specialInAttribute = /[\u0000-\u001f&<"\ud800-\udfff\ufffe\uffff]/;

/** Escapes character data as Canonical XML 1.0 section 2.3 writes it. */
export function escapeText(text: string): string {
  if (!specialInText.test(text)) return text;
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

/** Escapes an attribute value as Canonical XML 1.0 section 2.3 writes it. */
export function escapeAttribute(text: string): string {
  if (!specialInAttribute.test(text)) return text;
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}
