import type { DocumentInHand, Exchange, PeerDelivery, Work } from '@passerelle/exchange';
import { failed, newId, ok, PasserelleError, sha256, type Clock, type Json } from '@passerelle/kernel';
import {
  documentReference,
  fhirJson,
  publishTransaction,
  receiptOf,
  receiptParameters,
  type TransactionDocument,
} from '@passerelle/fhir/exchange';
import { parseFhirJson } from '@passerelle/fhir/json';
import { issueReceipt, issueRequesterToken, verifyReceipt } from '@passerelle/trust';
import type { NodeConfiguration } from '../configuration/schema.js';
import type { Requester } from '../exchange/requester.js';
import type { NodeKeys } from '../node/keys.js';
import type { TrustedPeers } from '../node/trusted-peers.js';
import { fhirResource } from './fhir-resource.js';
import { findDocument, findPatient } from './pull-questions.js';
import { PeerConnection } from './peer-connection.js';
import { readRefusal } from './refusal.js';
import type { Send } from './send.js';

/** What delivery is built over. */
export interface DeliveryParts {
  readonly configuration: NodeConfiguration;
  readonly keys: NodeKeys;
  readonly peers: TrustedPeers;
  readonly clock: Clock;
  /** Who stands behind an exchange. */
  readonly requesterOf: (exchange: Exchange) => Promise<Requester>;
  /** An identifier of the patient that names the person abroad. */
  readonly patientOf: (exchange: Exchange) => Promise<{ system: string; value: string }>;
}

/** Speaks to the FHIR doors of the peers. */
export class FhirPeerDelivery implements PeerDelivery {
  private readonly connections = new Map<string, PeerConnection>();

  constructor(private readonly parts: DeliveryParts) {}

  async ask(exchange: Exchange, work: Work): ReturnType<PeerDelivery['ask']> {
    if (work.patient === undefined) return failed(new PasserelleError('PSR-9001'));
    const send = await this.sender(exchange, work.requester as Requester | undefined);
    const known = await findPatient(send, exchange.peer, work.patient);
    if (!known.ok) return known;
    const path = await findDocument(send, exchange.peer, work.patient);
    if (!path.ok) return path;
    const answer = await send({ method: 'GET', path: `/${path.value}` });
    if (!answer.ok) return answer;
    const received: DocumentInHand = {
      format: 'eps-bundle',
      mediaType: fhirJson,
      octets: answer.value,
      sha256: sha256(answer.value),
      part: 'received',
    };
    return ok({ documents: [received], facts: { requests: 3, bytes: answer.value.length } });
  }

  async push(exchange: Exchange, sent: readonly DocumentInHand[]): ReturnType<PeerDelivery['push']> {
    const trusted = this.parts.peers.get(exchange.peer);
    const documents = sent.filter((document) => trusted.peer.quirks.accepts.includes(document.format));
    const body = Buffer.from(JSON.stringify(await this.transaction(exchange, documents)), 'utf8');
    const answer = await (await this.sender(exchange))({ method: 'POST', path: '', body });
    if (!answer.ok) return answer;
    const receipt = receiptOf(fhirResource(answer.value));
    if (receipt === undefined) return failed(new PasserelleError('PSR-3007', { reason: 'the answer holds none' }));
    const verified = await verifyReceipt(receipt, {
      issuer: exchange.peer,
      audience: this.parts.configuration.country,
      messageId: exchange.messageId,
      documents: documents.map(quote),
      sealCertificates: trusted.seal,
      clock: this.parts.clock,
    });
    if (!verified.ok) return verified;
    return ok({ receipt, facts: { documents: documents.length, bytes: body.length } });
  }

  async acknowledge(exchange: Exchange): ReturnType<PeerDelivery['acknowledge']> {
    const received = exchange.documents.filter((document) => document.part === 'received');
    const receipt = await issueReceipt(
      {
        issuer: this.parts.configuration.country,
        audience: exchange.peer,
        messageId: exchange.messageId,
        documents: received,
      },
      this.parts.keys.seal,
      this.parts.clock,
    );
    const body = Buffer.from(JSON.stringify(receiptParameters(exchange.messageId, receipt)), 'utf8');
    const answer = await (await this.sender(exchange))({ method: 'POST', path: '/$receipt', body });
    return answer.ok ? ok({ receipt, facts: { documents: received.length } }) : answer;
  }

  /** Closes idle connections to all peers. */
  close(): void {
    for (const connection of this.connections.values()) connection.close();
  }

  private async transaction(exchange: Exchange, documents: readonly DocumentInHand[]): Promise<object> {
    const { configuration } = this.parts;
    const entries: TransactionDocument[] = documents.map((document) => ({
      format: document.format,
      mediaType: document.mediaType,
      fullUrl: `urn:uuid:${newId()}`,
      content:
        document.format === 'eps-bundle'
          ? { resource: parseFhirJson(document.octets) as Json }
          : { octets: document.octets },
    }));
    const reference = documentReference({
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${exchange.id}` },
      patient: await this.parts.patientOf(exchange),
      date: this.parts.clock.now(),
      custodian: { identifier: configuration.organisation, name: configuration.organisation.name },
      contents: entries.map((entry, at) => ({
        format: entry.format,
        mediaType: entry.mediaType,
        url: entry.fullUrl,
        size: documents[at]?.octets.length ?? 0,
      })),
    });
    return publishTransaction(exchange.messageId, reference, entries);
  }

  /** Sends requests of one exchange: each with a fresh requester token, since a token serves once. */
  private async sender(exchange: Exchange, asking?: Requester): Promise<Send> {
    const requester = asking ?? (await this.parts.requesterOf(exchange));
    const connection = this.connection(exchange.peer);
    return async (request) => {
      const token = await issueRequesterToken(
        {
          requester: requester.identity,
          issuer: this.parts.configuration.country,
          audience: exchange.peer,
          purposeOfUse: requester.purpose,
          tlsCertificate: this.parts.keys.tls.certificate.fingerprint,
        },
        this.parts.keys.token,
        this.parts.clock,
      );
      const answer = await connection.send({ ...request, token, requestId: exchange.messageId });
      if (!answer.ok) return answer;
      const { status, body } = answer.value;
      return status >= 200 && status < 300 ? ok(body) : failed(readRefusal(exchange.peer, status, body));
    };
  }

  private connection(country: string): PeerConnection {
    const known = this.connections.get(country);
    if (known !== undefined) return known;
    const { peers, keys, clock } = this.parts;
    const connection = new PeerConnection(peers.get(country), keys, clock);
    this.connections.set(country, connection);
    return connection;
  }
}

function quote(document: DocumentInHand): { sha256: string; size: number; mediaType: string } {
  return { sha256: document.sha256, size: document.octets.length, mediaType: document.mediaType };
}
