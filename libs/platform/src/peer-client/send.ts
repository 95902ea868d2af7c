import type { Result } from '@passerelle/kernel';
import type { PeerRequest } from './peer-connection.js';

/** Sends one request of an exchange and answers the octets of a good answer; a refusal is an error already. */
export type Send = (request: Pick<PeerRequest, 'method' | 'path' | 'body'>) => Promise<Result<Buffer>>;
