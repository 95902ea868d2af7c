import { PasserelleError } from '@passerelle/kernel';
import { attribute, children, type XmlElement } from '@passerelle/xml';
import { parseXmlSource, placeOf, type ElementSource } from '@passerelle/xml/source';
import { namespaces, soapNamespaces } from './names.js';
import { requireAssertion } from './refusal.js';

/** An assertion where it may stand. Nothing of it is to be relied on before a signature was found to cover its place. */
export interface LocatedAssertion {
  readonly element: XmlElement;
  /** Its place in the document: `/*[1]/*[2]`. */
  readonly place: string;
}

/** A message that carries assertions. */
export interface SamlMessage {
  /** Assertions in the order of the document. */
  readonly assertions: readonly LocatedAssertion[];
  /** The response around the assertion, where it stands in one. */
  readonly response?: XmlElement;
  /** Place of the response: a signature over it covers the assertion inside. */
  readonly responsePlace?: string;
}

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/**
 * Finds the assertions of a document: the document itself, the child of a `samlp:Response`, or children of `wsse:Security`
 * in the header of a SOAP message. An assertion anywhere else is what a wrapping attack needs, and refuses the whole.
 * @throws PasserelleError PSR-1001 to PSR-1005 and PSR-1010 when it is not acceptable XML, PSR-2301 to PSR-2311
 */
export function locateAssertions(octets: Uint8Array): SamlMessage {
  const { elements, root } = parseXmlSource(octets);
  if (elements.some(({ element }) => element.local === 'EncryptedAssertion')) throw new PasserelleError('PSR-2309');
  const response = isNamed(root, 'Response', namespaces.protocol) ? root.element : undefined;
  if (response) requireSuccess(response);
  const found = elements.filter((each) => isNamed(each, 'Assertion', namespaces.assertion));
  if (found.length === 0) throw new PasserelleError('PSR-2301');
  if (!found.every((each) => mayStand(each, root))) throw new PasserelleError('PSR-2302');
  return {
    assertions: found.map((source) => ({ element: source.element, place: placeOf(source) })),
    ...(response && { response, responsePlace: placeOf(root) }),
  };
}

function isNamed({ element }: ElementSource, local: string, uri: string): boolean {
  return element.local === local && element.uri === uri;
}

function mayStand(assertion: ElementSource, root: ElementSource): boolean {
  const { parent } = assertion;
  if (parent === undefined) return true;
  if (parent === root) return isNamed(root, 'Response', namespaces.protocol);
  const header = parent.parent;
  return (
    isNamed(parent, 'Security', namespaces.security) &&
    header?.element.local === 'Header' &&
    soapNamespaces.has(header.element.uri) &&
    header.parent === root &&
    root.element.local === 'Envelope' &&
    root.element.uri === header.element.uri
  );
}

/** Whether the identity provider says that it succeeded (SAML 2.0 core section 3.2.2). */
function requireSuccess(response: XmlElement): void {
  requireAssertion(attribute(response, 'Version') === '2.0', 'the version of the response is not 2.0');
  requireAssertion(attribute(response, 'ID') !== undefined, 'the response has no ID');
  const [status, ...otherStatuses] = children(response, 'Status');
  const [code, ...otherCodes] = children(status, 'StatusCode');
  requireAssertion(status !== undefined && otherStatuses.length === 0, 'the response does not have one Status');
  requireAssertion(code !== undefined && otherCodes.length === 0, 'the response does not have one StatusCode');
  if (attribute(code, 'Value') !== success) throw new PasserelleError('PSR-2311');
}
