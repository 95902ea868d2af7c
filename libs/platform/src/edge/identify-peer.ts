import { PasserelleError } from '@passerelle/kernel';
import { usedIds } from '@passerelle/store';
import { checkValidity, readCertificate, verifyRequesterToken, type VerifiedRequester } from '@passerelle/trust';
import type { FastifyInstance } from 'fastify';
import type { TLSSocket } from 'node:tls';
import type { DoorRequest } from '../doors/peer-request.js';
import type { NodeRuntime } from '../node/runtime.js';
import type { TrustedPeer } from '../node/trusted-peers.js';

/**
 * Step 2 of the way of a document, as a hook that runs before a body is read: the TLS certificate must be pinned for a
 * peer, and the requester token must be that peer's, complete, fresh, bound to this connection and unused. Only the
 * CapabilityStatement needs no requester.
 */
export function identifyPeer(node: NodeRuntime): (fastify: FastifyInstance) => void {
  return (fastify) => {
    fastify.addHook('onRequest', async (plain) => {
      const request = plain as DoorRequest;
      const trusted = identifyConnection(request, node);
      const certificate = request.presentedCertificate ?? '';
      request.peer = { country: trusted.peer.country, certificate };
      if (request.method === 'GET' && request.url.split('?')[0] === '/fhir/metadata') return;
      const requester = await identifyRequester(request, trusted, certificate, node);
      request.peer = { ...request.peer, requester };
    });
  };
}

/** @throws PasserelleError PSR-2001 none, PSR-2002 not pinned, PSR-2003 out of date */
function identifyConnection(request: DoorRequest, node: NodeRuntime): TrustedPeer {
  const presented = (request.raw.socket as TLSSocket).getPeerCertificate(false);
  // Without a client certificate the object is empty.
  if (!Buffer.isBuffer(presented.raw)) throw new PasserelleError('PSR-2001');
  const certificate = readCertificate(presented.raw);
  request.presentedCertificate = certificate.fingerprint;
  const trusted = node.peers.ofTlsCertificate(certificate.fingerprint);
  if (trusted === undefined) throw new PasserelleError('PSR-2002');
  const valid = checkValidity(certificate, node.clock.now(), 'PSR-2003');
  if (!valid.ok) throw valid.error;
  return trusted;
}

/** @throws PasserelleError PSR-2004 to PSR-2008 */
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
  const { tokenId, expiresAt } = verified.value;
  // The token is refused for its age a minute after it expired, so it must be remembered that much longer.
  const until = new Date(expiresAt.getTime() + 120_000);
  if (!(await usedIds.useOnce(node.database, 'jwt', trusted.peer.country, tokenId, until))) {
    throw new PasserelleError('PSR-2008');
  }
  return verified.value;
}
