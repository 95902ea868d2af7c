import { PasserelleError } from '@passerelle/kernel';

/**
 * Refuses a document type declaration without parsing. It can stand only before the root element, after the XML
 * declaration, comments, instructions and white space (XML 1.0 production 22); anywhere else it is not well-formed.
 * @throws PasserelleError PSR-1003
 */
export function refuseDoctype(text: string): void {
  let at = 0;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
    if (text.startsWith('<?', at)) at = after(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4);
    else break;
    // An instruction or comment without end: nothing can follow it, and every parser refuses the document.
    if (at < 0) return;
  }
  if (text.startsWith('<!', at)) throw new PasserelleError('PSR-1003');
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}
