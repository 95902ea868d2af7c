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

/** One state of the directory. It is never changed, only replaced whole. */
interface PeerSet {
  readonly directory: Directory;
  readonly byCountry: ReadonlyMap<CountryCode, TrustedPeer>;
  readonly byTlsFingerprint: ReadonlyMap<string, TrustedPeer>;
}

/**
 * The directory of peers with their certificates; also answers whose TLS certificate a connection presented. Everybody who
 * deals with peers holds this object and asks it each time, so that a new list of peers holds from one call to the next.
 */
export class TrustedPeers {
  private current: PeerSet;
  private fault: () => PasserelleError | undefined = () => undefined;

  constructor(peers: readonly TrustedPeer[]) {
    this.current = peerSet(peers);
  }

  /** Puts other peers in the place of those known, all in one step. */
  replace(peers: readonly TrustedPeer[]): void {
    this.current = peerSet(peers);
  }

  /** Has each question answered only while there is no fault: a list of peers that has expired names nobody any more. */
  guardWith(fault: () => PasserelleError | undefined): void {
    this.fault = fault;
  }

  /** The peers by name, for people and for records of the past; it says nothing about whether they are trusted now. */
  get directory(): Directory {
    return this.current.directory;
  }

  /** @throws PasserelleError PSR-4004 no peer, PSR-3058 while no peer is trusted */
  get(country: CountryCode): TrustedPeer {
    this.assertTrusted();
    const trusted = this.current.byCountry.get(country);
    if (trusted === undefined) throw new PasserelleError('PSR-4004', { country: country.slice(0, 2) });
    return trusted;
  }

  /**
   * The peer for which a TLS certificate is pinned, by the SHA-256 of its DER form.
   * @throws PasserelleError PSR-3058 while no peer is trusted
   */
  ofTlsCertificate(fingerprint: string): TrustedPeer | undefined {
    this.assertTrusted();
    return this.current.byTlsFingerprint.get(fingerprint);
  }

  /**
   * SHA-256 of the TLS certificate by which a country is known, for entries of the log: what happened with a peer is
   * recorded also while no peer is trusted. Undefined for a country that was taken off the list.
   */
  recordedCertificate(country: CountryCode): string | undefined {
    return this.current.byCountry.get(country)?.tls[0]?.fingerprint;
  }

  private assertTrusted(): void {
    const fault = this.fault();
    if (fault !== undefined) throw fault;
  }
}

function peerSet(peers: readonly TrustedPeer[]): PeerSet {
  return {
    directory: new Directory(peers.map(({ peer }) => peer)),
    byCountry: new Map(peers.map((trusted) => [trusted.peer.country, trusted])),
    byTlsFingerprint: new Map(
      peers.flatMap((trusted) => trusted.tls.map((certificate) => [certificate.fingerprint, trusted] as const)),
    ),
  };
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
