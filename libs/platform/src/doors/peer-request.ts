import { isUuid, type CountryCode } from '@passerelle/kernel';
import type { VerifiedRequester } from '@passerelle/trust';
import type { FastifyRequest } from 'fastify';

/** What is known of a request once its sender is identified. */
export interface IdentifiedPeer {
  readonly country: CountryCode;
  /** SHA-256 of the TLS certificate presented. */
  readonly certificate: string;
  /** Missing only where no requester is needed: the CapabilityStatement. */
  readonly requester?: VerifiedRequester;
}

/** A request at a door, as hooks and filters see it. */
export interface DoorRequest extends FastifyRequest {
  /** Set by the hook that identifies, before the body is read. */
  peer?: IdentifiedPeer;
  /** Certificate presented, also where it is not a peer's. */
  presentedCertificate?: string;
  /** Set where the sender is at its limit and an entry of the log says so already. */
  isRefusedAgain?: boolean;
}

/**
 * The correlation id of a request, when it is a UUID. Anything else is left unread: the id goes into the exchange log for
 * good, where a caller's own text could name a person.
 */
export function requestIdOf(request: FastifyRequest): string | undefined {
  const value = request.headers['x-request-id'];
  return typeof value === 'string' && isUuid(value) ? value : undefined;
}
