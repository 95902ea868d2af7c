import { attribute, foldSpace, type XmlElement } from '@passerelle/xml';
import { requireAssertion } from './refusal.js';

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * An instant as xs:dateTime. SAML 2.0 core section 1.3.3 wants UTC; another offset is as clear, and no offset is not.
 * @throws PasserelleError PSR-2305
 */
export function instant(element: XmlElement, name: string): Date {
  const found = optionalInstant(element, name);
  requireAssertion(found !== undefined, `${name} is missing`);
  return found;
}

/** As {@link instant}, undefined where the attribute is absent. */
export function optionalInstant(element: XmlElement, name: string): Date | undefined {
  const text = attribute(element, name);
  if (text === undefined) return undefined;
  const time = dateTime.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 30 February for 2 March.
  const exists =
    Number.isFinite(time) && new Date(`${text.slice(0, 19)}Z`).toISOString().slice(0, 19) === text.slice(0, 19);
  requireAssertion(exists, `${name} is no instant`);
  return new Date(time);
}

/**
 * The text of an element that holds text and nothing else. Comments are no longer there: the tree was read from canonical
 * octets, and signatures over SAML with comments in its texts were refused.
 * @throws PasserelleError PSR-2305
 */
export function simpleText(element: XmlElement, what: string): string {
  const texts = element.children.filter((each) => typeof each === 'string');
  requireAssertion(texts.length === element.children.length, `${what} holds an element`);
  const text = foldSpace(texts.join(''));
  requireAssertion(text !== '', `${what} is empty`);
  return text;
}
