import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { derOf, DerWalk, tags, contextTag } from '../certificates/der/strict-der.js';
import { readCertificateId } from '../certificates/ocsp/certificate-id.js';
import { serialOf } from './crl-maker.js';
import type { MadeCertificate } from './certificate-maker.js';
import { makeOcspResponse, type OcspOrder } from './ocsp-maker.js';

/** A responder for development and specs: it answers about the certificates it was given, and counts the questions. */
export interface DevelopmentResponder {
  readonly url: string;
  /** Requests that were answered. */
  readonly requests: () => number;
  /** What it says from now on, instead of good: about all certificates, or about one. */
  say(order: Partial<OcspOrder>, about?: MadeCertificate): void;
  /** Answers something else altogether. */
  answer(status: number, body: Uint8Array, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

/** Starts a responder of an authority on a free port of loopback. */
export async function startResponder(
  issuer: MadeCertificate,
  certificates: readonly MadeCertificate[],
  usual: Partial<OcspOrder> = {},
): Promise<DevelopmentResponder> {
  let order = usual;
  const ofOne = new Map<MadeCertificate, Partial<OcspOrder>>();
  let other: { status: number; body: Uint8Array; headers: Readonly<Record<string, string>> } | undefined;
  let requests = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      requests += 1;
      if (other !== undefined) {
        response.writeHead(other.status, other.headers).end(other.body);
        return;
      }
      const { serialNumber, nonce } = readRequest(body);
      const certificate = certificates.find((each) => serialOf(each).equals(serialNumber));
      const good =
        certificate === undefined
          ? makeOcspResponse({ certificate: issuer, issuer, responseStatus: 6 })
          : makeOcspResponse({ certificate, issuer, ...(nonce && { nonce }), ...order, ...ofOne.get(certificate) });
      response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(good);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests: () => requests,
    say(next, about) {
      if (about === undefined) order = { ...usual, ...next };
      else ofOne.set(about, next);
    },
    answer: (status, body, headers = {}) => (other = { status, body, headers }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Reads the serial number and the nonce of a request about one certificate (RFC 6960 section 4.1). */
export function readRequest(der: Buffer): { readonly serialNumber: Buffer; readonly nonce?: Buffer } {
  const request = new DerWalk(derOf(der, tags.sequence).content).into();
  const { serialNumber } = readCertificateId(request.into().into().into());
  const wrapped = request.optional(contextTag(2));
  if (wrapped === undefined) return { serialNumber };
  const extension = new DerWalk(derOf(wrapped.content, tags.sequence).content).into();
  extension.next(tags.objectIdentifier);
  return { serialNumber, nonce: derOf(extension.next(tags.octetString).content, tags.octetString).content };
}
