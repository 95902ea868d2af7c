import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { children, textOf, writtenAttribute, type XmlElement } from '@passerelle/xml';
import { soapOperations, type SoapOperation } from './operations.js';

const soap = 'http://www.w3.org/2003/05/soap-envelope';
const wsa = 'http://www.w3.org/2005/08/addressing';
const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

/** What the addressing of a request is held against. */
export interface AddressingExpectation {
  /** The addresses under which this service is known to its peers; wsa:To is one of them, character for character. */
  readonly addresses: readonly string[];
  /** `action` of the media type of the HTTP message, where it has one. */
  readonly transportAction?: string;
  /** The calls the service answers; all four unless told. */
  readonly operations?: readonly SoapOperation[];
}

/** A request that is what it says it is. */
export interface AddressedRequest {
  readonly operation: SoapOperation;
  /** wsa:MessageID as it was sent: the key of the table of replays, and wsa:RelatesTo of the answer. */
  readonly messageId: string;
  /** The one element of the body. */
  readonly body: XmlElement;
}

/**
 * Binds the addressing of a SOAP 1.2 request to its content (WS-Addressing 1.0 SOAP Binding section 6): one Action, To and
 * MessageID, an Action that is the one of the body and of the HTTP message, a To that is this service. A header block
 * that has to be understood (SOAP 1.2 part 1 section 5.2.3) and is not refuses the message.
 * @param envelope - the envelope as it was parsed; if it was signed, from the octets that were digested
 * @returns PSR-2022 where something does not fit; whether the message id was used before is asked by the caller
 */
export function checkAddressing(envelope: XmlElement, expected: AddressingExpectation): Result<AddressedRequest> {
  if (!isNamed(envelope, soap, 'Envelope')) return refused('it is no SOAP 1.2 envelope');
  const sections = children(envelope);
  const [header, content] = sections;
  if (sections.length !== 2 || !isNamed(header, soap, 'Header') || !isNamed(content, soap, 'Body')) {
    return refused('the envelope is not made of one Header and one Body');
  }
  const blocks = children(header);
  if (blocks.some((block) => mustBeUnderstood(block) && !isUnderstood(block))) {
    return refused('a header block that must be understood is not');
  }
  const action = single(blocks, 'Action');
  const to = single(blocks, 'To');
  const messageId = single(blocks, 'MessageID');
  if (action === undefined || to === undefined || messageId === undefined) {
    return refused('Action, To and MessageID do not stand in it once each');
  }
  if (!/^[!-~]{1,256}$/.test(messageId)) return refused('the MessageID is no address of at most 256 characters');
  if (!expected.addresses.includes(to)) return refused('To is not the address of this service');
  const operation = (expected.operations ?? soapOperations).find((each) => each.action === action);
  if (operation === undefined) return refused('the Action is none of this service');
  if (expected.transportAction !== undefined && expected.transportAction !== action) {
    return refused('the Action is not that of the HTTP message');
  }
  const [body, another] = children(content);
  if (body === undefined || another !== undefined || !isNamed(body, operation.body.uri, operation.body.local)) {
    return refused('the Action is not that of the body');
  }
  return ok({ operation, messageId, body });
}

function isNamed(element: XmlElement | undefined, uri: string, local: string): boolean {
  return element?.uri === uri && element.local === local;
}

/** The text of the one header block of WS-Addressing of this name; undefined where there is none, or more than one. */
function single(blocks: readonly XmlElement[], local: string): string | undefined {
  const [block, another] = blocks.filter((each) => isNamed(each, wsa, local));
  return another === undefined ? textOf(block) : undefined;
}

function mustBeUnderstood(block: XmlElement): boolean {
  const value = writtenAttribute(block, `{${soap}}mustUnderstand`)?.trim();
  return value !== undefined && value !== '0' && value !== 'false';
}

/** Header blocks that are read: the addressing, and the assertions. */
function isUnderstood({ uri, local }: XmlElement): boolean {
  return uri === wsa || (uri === wsse && local === 'Security');
}

function refused(reason: string): Result<never> {
  return failed(new PasserelleError('PSR-2022', { reason }));
}
