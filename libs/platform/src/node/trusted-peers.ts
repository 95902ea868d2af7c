import { PasserelleError, type CountryCode } from '@passerelle/kernel';
import { Directory, readPeer, type Peer } from '@passerelle/peers';
import { readCertificates, type Certificate } from '@passerelle/trust';
import type { LoadedConfiguration } from '../configuration/load.js';
import { readPem } from './keys.js';

/** A peer with its pinned certificates read. */
export interface TrustedPeer {
  readonly peer: Peer;
  readonly tls: readonly Certificate[];
  readonly seal: readonly Certificate[];
  readonly token: readonly Certificate[];
}

/** The directory of peers with their certificates; also answers whose TLS certificate a connection presented. */
export class TrustedPeers {
  readonly directory: Directory;
  private readonly byCountry: ReadonlyMap<CountryCode, TrustedPeer>;
  private readonly byTlsFingerprint: ReadonlyMap<string, TrustedPeer>;

  constructor(peers: readonly TrustedPeer[]) {
    this.directory = new Directory(peers.map(({ peer }) => peer));
    this.byCountry = new Map(peers.map((trusted) => [trusted.peer.country, trusted]));
    this.byTlsFingerprint = new Map(
      peers.flatMap((trusted) => trusted.tls.map((certificate) => [certificate.fingerprint, trusted] as const)),
    );
  }

  /** @throws PasserelleError PSR-4004 */
  get(country: CountryCode): TrustedPeer {
    const trusted = this.byCountry.get(country);
    if (trusted === undefined) throw new PasserelleError('PSR-4004', { country: country.slice(0, 2) });
    return trusted;
  }

  /** The peer for which a TLS certificate is pinned, by the SHA-256 of its DER form. */
  ofTlsCertificate(fingerprint: string): TrustedPeer | undefined {
    return this.byTlsFingerprint.get(fingerprint);
  }
}

/**
 * Reads the peers' files and the certificates they pin.
 * @throws PasserelleError PSR-7001 with all problems of all files, PSR-7005 for a missing certificate
 */
export function loadPeers({ configuration, resolve }: LoadedConfiguration): TrustedPeers {
  const problems: string[] = [];
  const peers: TrustedPeer[] = [];
  for (const file of configuration.peers) {
    const read = readPeer(readPem(resolve(file)));
    if ('problems' in read) {
      problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
      continue;
    }
    const endpoint = configuration.peerEndpoints[read.peer.country] ?? read.peer.endpoint;
    const certificates = (files: readonly string[]): Certificate[] =>
      files.flatMap((each) => readCertificates(readPem(resolve(each))));
    peers.push({
      peer: { ...read.peer, endpoint },
      tls: certificates(read.peer.certificates.tls),
      seal: certificates(read.peer.certificates.seal),
      token: certificates(read.peer.certificates.token),
    });
  }
  if (problems.length > 0) {
    throw new PasserelleError('PSR-7001', { count: problems.length, problems: problems.join('; ') });
  }
  return new TrustedPeers(peers);
}
