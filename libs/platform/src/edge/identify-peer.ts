import { failed, ok, PasserelleError, type CountryCode, type Result } from '@passerelle/kernel';
import { usedIds } from '@passerelle/store';
import {
  checkValidity,
  readCertificate,
  verifyRequesterToken,
  type Certificate,
  type VerifiedRequester,
} from '@passerelle/trust';
import type { FastifyInstance } from 'fastify';
import type { TLSSocket } from 'node:tls';
import type { Refusal } from '../admission/admission.js';
import type { DoorRequest } from '../doors/peer-request.js';
import type { NodeRuntime } from '../node/runtime.js';
import { tlsPurposeFault } from '../node/tls-purpose.js';
import type { TrustedPeer } from '../node/trusted-peers.js';

/**
 * Step 2 of the way of a document, as a hook that runs before a body is read: the TLS certificate must be pinned for a
 * peer, the peer must be within its limits, and the requester token must be that peer's, complete, fresh, bound to this
 * connection and unused. Only the CapabilityStatement needs no requester.
 */
export function identifyPeer(node: NodeRuntime): (fastify: FastifyInstance) => void {
  return (fastify) => {
    fastify.addHook('onRequest', async (plain, reply) => {
      const request = plain as DoorRequest;
      const { certificate, peer } = identifyConnection(request.raw.socket as TLSSocket, node);
      if (certificate !== undefined) request.presentedCertificate = certificate.fingerprint;
      if (!peer.ok) {
        const refusal = node.admission.countStranger(request.raw.socket.remoteAddress);
        throw refusal === undefined ? peer.error : refusedAtLimit(request, refusal);
      }
      const { country } = peer.value.peer;
      request.peer = { country, certificate: request.presentedCertificate ?? '' };
      const admitted = node.admission.admitPeer(country);
      if (typeof admitted !== 'function') throw refusedAtLimit(request, admitted);
      reply.raw.once('close', admitted);
      if (certificate !== undefined) await assertNotRevoked(certificate, node);
      if (request.method === 'GET' && request.url.split('?')[0] === '/fhir/metadata') return;
      const requester = await identifyRequester(request, peer.value, request.peer.certificate, node);
      request.peer = { ...request.peer, requester };
    });
  };
}

/** The peer that a connection is one of; undefined where its certificate is pinned for none. It never throws. */
export function peerOfConnection(socket: TLSSocket, node: NodeRuntime): CountryCode | undefined {
  try {
    const { peer } = identifyConnection(socket, node);
    return peer.ok ? peer.value.peer.country : undefined;
  } catch (error) {
    // A certificate that cannot be read, or no valid list of peers: the first request is answered so. Here nobody would
    // catch it, and the process would end.
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}

function refusedAtLimit(request: DoorRequest, { error, isFirst }: Refusal): PasserelleError {
  request.isRefusedAgain = !isFirst;
  return error;
}

/** Certificates of connections that are open: one is read once, for all requests on it. */
const presented = new WeakMap<TLSSocket, Certificate>();

function presentedBy(socket: TLSSocket): Certificate | undefined {
  const known = presented.get(socket);
  if (known !== undefined) return known;
  const raw: unknown = socket.getPeerCertificate(false)?.raw;
  // Without a client certificate the object is empty; of a connection that has gone there is none.
  if (!Buffer.isBuffer(raw)) return undefined;
  const certificate = readCertificate(raw);
  presented.set(socket, certificate);
  return certificate;
}

/**
 * The certificate that a connection presented, and the peer it is pinned for: PSR-2001 none, PSR-2002 not pinned, PSR-2003
 * out of date, PSR-2024 for something else.
 */
function identifyConnection(
  socket: TLSSocket,
  node: NodeRuntime,
): { readonly certificate?: Certificate; readonly peer: Result<TrustedPeer> } {
  const certificate = presentedBy(socket);
  if (certificate === undefined) return { peer: failed(new PasserelleError('PSR-2001')) };
  const trusted = node.peers.ofTlsCertificate(certificate.fingerprint);
  if (trusted === undefined) return { certificate, peer: failed(new PasserelleError('PSR-2002')) };
  const misuse = tlsPurposeFault(certificate, 'tls-client', node.clock);
  if (misuse !== undefined) return { certificate, peer: failed(misuse) };
  const valid = checkValidity(certificate, node.clock.now(), 'PSR-2003');
  return { certificate, peer: valid.ok ? ok(trusted) : valid };
}

/**
 * The pin has decided whose the certificate is; its authority may take that away. What is known is in memory, asked ahead.
 * @throws PasserelleError PSR-3036 revoked; PSR-3037 not known, where the configuration requires it
 */
async function assertNotRevoked(certificate: Certificate, { revocation }: NodeRuntime): Promise<void> {
  const status = await revocation?.check(certificate);
  if (status?.ok === false) throw status.error;
}

/** @throws PasserelleError PSR-2004 to PSR-2008, PSR-3036, PSR-3037 */
async function identifyRequester(
  request: DoorRequest,
  trusted: TrustedPeer,
  certificate: string,
  node: NodeRuntime,
): Promise<VerifiedRequester> {
  const token = /^Bearer ([A-Za-z0-9._-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new PasserelleError('PSR-2004');
  const verified = await verifyRequesterToken(token, {
    issuer: trusted.peer.country,
    audience: node.configuration.country,
    tokenCertificates: trusted.token,
    tlsCertificate: certificate,
    clock: node.clock,
  });
  if (!verified.ok) throw verified.error;
  await assertNotRevoked(verified.value.certificate, node);
  const { tokenId, expiresAt } = verified.value;
  // The token is refused for its age a minute after it expired, so it must be remembered that much longer.
  const until = new Date(expiresAt.getTime() + 120_000);
  if (!(await usedIds.useOnce(node.database, 'jwt', trusted.peer.country, tokenId, until))) {
    throw new PasserelleError('PSR-2008');
  }
  return verified.value;
}
