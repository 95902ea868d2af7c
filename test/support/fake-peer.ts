import { documentReference, searchset } from '@passerelle/fhir/exchange';
import { newId, type Identifier } from '@passerelle/kernel';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TlsIdentity } from './peer-client.js';

/** A request as the fake peer saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly body: Buffer;
}

/** How the fake peer answers one kind of request: an object as JSON, octets as they are, or the hand on the response. */
export type FakeAnswer = object | Buffer | ((request: SeenRequest, response: ServerResponse) => void);

/** What it is asked. */
export type Question = 'patient' | 'documents' | 'bundle' | 'push' | 'receipt';

/** A peer that says whatever a test wants, behind whatever certificate. */
export interface FakePeer {
  readonly seen: readonly SeenRequest[];
  /** Connections that were begun, with or without a request. */
  readonly connections: () => number;
  /** Forgets what was seen, and answers from now on so; what is left out is answered 404. */
  answer(answers: Partial<Record<Question, FakeAnswer>>): void;
  /** Presents another certificate on connections to come, and closes the others. */
  present(identity: TlsIdentity): void;
  close(): Promise<void>;
}

/** Opens a fake peer on a port of 127.0.0.1. */
export async function openFakePeer(port: number, identity: TlsIdentity): Promise<FakePeer> {
  const seen: SeenRequest[] = [];
  let connections = 0;
  let answers: Partial<Record<Question, FakeAnswer>> = {};
  const server: Server = createServer(
    { ...identity, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      void respond(request, response);
    },
  );
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    seen,
    connections: () => connections,
    answer(given) {
      seen.length = 0;
      connections = 0;
      answers = given;
    },
    present(next) {
      server.setSecureContext(next);
      server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const one = { method: request.method ?? '', url: request.url ?? '', body: Buffer.concat(chunks) };
    seen.push(one);
    const answer = answers[questionOf(one)];
    if (typeof answer === 'function') answer(one, response);
    else if (answer === undefined) response.writeHead(404).end();
    else {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      response.end(Buffer.isBuffer(answer) ? answer : JSON.stringify(answer));
    }
  }
}

function questionOf({ method, url }: SeenRequest): Question {
  if (method === 'POST') return url.endsWith('/$receipt') ? 'receipt' : 'push';
  if (url.startsWith('/fhir/Patient')) return 'patient';
  return url.startsWith('/fhir/DocumentReference') ? 'documents' : 'bundle';
}

/** A searchset of patients with these identifiers. */
export function patients(...identifiers: readonly Identifier[]): object {
  return searchset(
    'Patient',
    identifiers.map((identifier) => ({
      fullUrl: `Patient/${newId()}`,
      resource: { resourceType: 'Patient' as const, identifier: [{ ...identifier }] },
    })),
  );
}

/** A searchset of one DocumentReference whose content lies at an address. */
export function documentAt(patient: Identifier, url: string): object {
  const resource = documentReference({
    id: newId(),
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${newId()}` },
    patient,
    date: new Date(),
    custodian: { identifier: { system: 'urn:oid:2.999', value: '1' }, name: 'Example' },
    contents: [{ format: 'eps-bundle', mediaType: 'application/fhir+json', url }],
  });
  return searchset('DocumentReference', [{ fullUrl: `DocumentReference/${newId()}`, resource }]);
}
