import { describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import { checkAddressing, type AddressingExpectation } from './addressing.js';
import { soapOperations } from './operations.js';

const address = 'https://ncp.example/services/XCA_Service';
const retrieve = 'urn:ihe:iti:2007:CrossGatewayRetrieve';
const query = 'urn:ihe:iti:2007:CrossGatewayQuery';
const request = '<RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"/>';

interface Message {
  readonly action?: string;
  readonly to?: string;
  readonly messageId?: string;
  readonly more?: string;
  readonly body?: string;
}

const action = (text: string): string => `<a:Action s:mustUnderstand="1">${text}</a:Action>`;
const to = (text: string): string => `<a:To s:mustUnderstand="true">${text}</a:To>`;
const messageId = (text: string): string => `<a:MessageID>${text}</a:MessageID>`;

function envelope(message: Message = {}): string {
  return (
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>` +
    (message.action ?? action(retrieve)) +
    (message.to ?? to(address)) +
    (message.messageId ?? messageId('urn:uuid:1')) +
    `${message.more ?? ''}</s:Header><s:Body>${message.body ?? request}</s:Body></s:Envelope>`
  );
}

function outcome(xml: string, expected: Partial<AddressingExpectation> = {}): string {
  const checked = checkAddressing(parseXml(Buffer.from(xml)), { addresses: [address], ...expected });
  if (!checked.ok) return `${checked.error.code} ${checked.error.facts['reason']}`;
  const { operation, messageId: id, body } = checked.value;
  return `${operation.transaction} ${id} ${body.local}`;
}

describe('the addressing of a request', () => {
  it('tells the call, the message id and the body', () => {
    expect(outcome(envelope())).toBe('ITI-39 urn:uuid:1 RetrieveDocumentSetRequest');
    expect(outcome(envelope(), { transportAction: retrieve })).toBe('ITI-39 urn:uuid:1 RetrieveDocumentSetRequest');
  });

  it.each(soapOperations)(
    'of $transaction belongs to its body',
    ({ transaction, action: own, body: { uri, local } }) => {
      const body = `<x:${local} xmlns:x="${uri}"/>`;
      expect(outcome(envelope({ action: action(own), body }))).toBe(`${transaction} urn:uuid:1 ${local}`);
    },
  );

  it('may have blocks beside it that are read, or need not be understood', () => {
    const more =
      '<w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" s:mustUnderstand="1"/>' +
      '<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>' +
      '<o:Trace xmlns:o="urn:other" s:mustUnderstand="0"/><o:Trace xmlns:o="urn:other"/>';
    expect(outcome(envelope({ more }))).toMatch(/^ITI-39/);
  });
});

describe('threat 26: a request is refused', () => {
  const once = 'Action, To and MessageID do not stand in it once each';
  it.each<[string, Message, string]>([
    ['whose action is that of another body', { action: action(query) }, 'the Action is not that of the body'],
    [
      'whose body is that of another action',
      { body: '<AdhocQueryRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"/>' },
      'the Action is not that of the body',
    ],
    [
      'whose body is in another namespace',
      { body: '<RetrieveDocumentSetRequest/>' },
      'the Action is not that of the body',
    ],
    ['with two bodies in one', { body: `${request}${request}` }, 'the Action is not that of the body'],
    ['with an empty body', { body: '' }, 'the Action is not that of the body'],
    ['with an action that nobody answers', { action: action('urn:other') }, 'the Action is none of this service'],
    ['without action', { action: '' }, once],
    ['with an empty action', { action: action('') }, once],
    ['with two actions', { action: action(retrieve) + action(query) }, once],
    ['addressed to nobody', { to: '' }, once],
    ['addressed to two', { to: to(address) + to('https://other.example/') }, once],
    [
      'addressed to another service',
      { to: to('https://other.example/services/XCA_Service') },
      'To is not the address of this service',
    ],
    ['addressed to a longer address', { to: to(`${address}/x`) }, 'To is not the address of this service'],
    ['without message id', { messageId: '' }, once],
    ['with two message ids', { messageId: messageId('urn:uuid:1') + messageId('urn:uuid:2') }, once],
    [
      'with a message id of two words',
      { messageId: messageId('urn:uuid:1 2') },
      'the MessageID is no address of at most 256 characters',
    ],
    [
      'with a message id too long',
      { messageId: messageId('x'.repeat(257)) },
      'the MessageID is no address of at most 256 characters',
    ],
    [
      'with a block that must be understood and is not',
      { more: '<o:Policy xmlns:o="urn:other" s:mustUnderstand="1"/>' },
      'a header block that must be understood is not',
    ],
    [
      'with a block that must be understood, in words',
      { more: '<o:Policy xmlns:o="urn:other" s:mustUnderstand=" true "/>' },
      'a header block that must be understood is not',
    ],
  ])('%s', (_, message, reason) => {
    expect(outcome(envelope(message))).toBe(`PSR-2022 ${reason}`);
  });

  it('whose action is not that of the HTTP message', () => {
    expect(outcome(envelope(), { transportAction: query })).toBe('PSR-2022 the Action is not that of the HTTP message');
  });

  it('whose action is of no call of this service', () => {
    const operations = soapOperations.filter(({ transaction }) => transaction === 'ITI-38');
    expect(outcome(envelope(), { operations })).toBe('PSR-2022 the Action is none of this service');
  });

  it('that is no envelope of one header and one body', () => {
    expect(outcome('<Envelope/>')).toBe('PSR-2022 it is no SOAP 1.2 envelope');
    const parts = 'PSR-2022 the envelope is not made of one Header and one Body';
    const whole = envelope();
    expect(outcome(whole.replace(/<s:Header>.*<\/s:Header>/, ''))).toBe(parts);
    expect(outcome(whole.replace('</s:Envelope>', '<s:Body/></s:Envelope>'))).toBe(parts);
    expect(outcome(whole.replace('<s:Header>', '<s:Body/><s:Header>'))).toBe(parts);
  });
});
