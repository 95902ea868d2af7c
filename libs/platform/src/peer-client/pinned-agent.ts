import { PasserelleError, type Clock } from '@passerelle/kernel';
import { checkValidity, readCertificate } from '@passerelle/trust';
import { tlsProfile } from '@passerelle/trust/tls';
import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import type { NodeKeys } from '../node/keys.js';
import { tlsPurposeFault } from '../node/tls-purpose.js';
import type { TrustedPeer } from '../node/trusted-peers.js';

type Connected = (error: Error | null, socket: Duplex) => void;

/**
 * Keeps connections to one peer. A connection is used only when the server has proved to hold the key of a certificate
 * pinned for that peer; neither a certificate authority nor a host name can stand in for the pin.
 */
export class PinnedAgent extends Agent {
  constructor(
    private readonly peer: TrustedPeer,
    private readonly keys: NodeKeys,
    private readonly clock: Clock,
    /** Milliseconds that a peer may be silent before the connection stands; after that the request's own limit holds. */
    private readonly silentMs: number,
  ) {
    super({ keepAlive: true, maxSockets: 16, scheduling: 'lifo' });
  }

  override createConnection(options: AgentOptions, connected?: Connected): Duplex {
    const { host, port } = options as { host: string; port: number };
    const socket = connect({
      ...tlsProfile,
      host,
      port,
      key: this.keys.tls.key,
      cert: this.keys.tls.cert,
      // The pin decides below, before a single octet of a request is written.
      rejectUnauthorized: false,
    });
    const silent = (): void => void socket.destroy(new Error('the peer is silent'));
    socket.setTimeout(this.silentMs, silent);
    socket.once('secureConnect', () => {
      socket.setTimeout(0, silent);
      const refused = this.refuse(socket);
      if (refused === undefined) connected?.(null, socket);
      else socket.destroy(refused);
    });
    socket.once('error', (error) => connected?.(error, socket));
    return undefined as unknown as Duplex;
  }

  private refuse(socket: TLSSocket): PasserelleError | undefined {
    const presented = socket.getPeerCertificate(false);
    // A peer without certificate presents an empty object.
    if (!Buffer.isBuffer(presented.raw)) return new PasserelleError('PSR-2001');
    const certificate = readCertificate(presented.raw);
    if (!this.peer.tls.some((pinned) => pinned.fingerprint === certificate.fingerprint)) {
      return new PasserelleError('PSR-2002');
    }
    const valid = checkValidity(certificate, this.clock.now(), 'PSR-2003');
    return valid.ok ? tlsPurposeFault(certificate, 'tls-server', this.clock) : valid.error;
  }
}
