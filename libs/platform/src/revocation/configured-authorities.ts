import { PasserelleError, type Clock } from '@passerelle/kernel';
import { isIssuedBy, readCertificate, type Certificate } from '@passerelle/trust';
import type { RevocationConfiguration } from '../configuration/revocation-schema.js';
import type { Logger } from '../logging/logger.js';
import { readPem } from '../node/keys.js';
import { HeldList } from './held-list.js';

/** An authority whose certificates can be asked about, and where. */
export interface ConfiguredAuthority {
  readonly certificate: Certificate;
  readonly responder?: { readonly url: string; readonly signer?: Certificate };
  readonly lists: readonly HeldList[];
}

/** What the configuration is read with. */
export interface AuthoritiesAround {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly resolve: (path: string) => string;
  readonly isAllowed: (url: URL) => boolean;
  readonly timeout: number;
}

/** Lets pass the addresses of the configuration and no other. */
export function configuredAddresses({ responders, lists }: RevocationConfiguration): (url: URL) => boolean {
  const urls = [...responders, ...lists].flatMap((each) => ('url' in each ? [new URL(each.url).href] : []));
  const allowed = new Set(urls);
  return (url) => allowed.has(url.href);
}

/**
 * Reads the authorities of the configuration with their responders and lists.
 * @throws PasserelleError PSR-7005 for a missing file, PSR-2010 for one that is not one certificate, PSR-7001 where an
 * authority has two responders: of an answer it could not be said whose silence counts
 */
export function readAuthorities(
  { responders, lists, freshnessSeconds }: RevocationConfiguration,
  around: AuthoritiesAround,
): readonly ConfiguredAuthority[] {
  const read = (file: string): Certificate => readCertificate(readPem(around.resolve(file)));
  const found = new Map<string, { certificate: Certificate } & Pick<ConfiguredAuthority, 'responder'> & Lists>();
  const named = (file: string) => {
    const certificate = read(file);
    const authority = found.get(certificate.fingerprint) ?? { certificate, lists: [] };
    found.set(certificate.fingerprint, authority);
    return authority;
  };
  for (const { issuer, url, responder } of responders) {
    const authority = named(issuer);
    if (authority.responder !== undefined) {
      const problems = `revocation.responders: ${issuer} has two responders`;
      throw new PasserelleError('PSR-7001', { count: 1, problems });
    }
    const signer = responder === undefined ? {} : { signer: read(responder) };
    found.set(authority.certificate.fingerprint, { ...authority, responder: { url, ...signer } });
  }
  for (const list of lists) {
    const place = 'url' in list ? { url: list.url } : { file: around.resolve(list.file) };
    named(list.issuer).lists.push(new HeldList(place, { ...around, renewMs: freshnessSeconds * 500 }));
  }
  return [...found.values()];
}

interface Lists {
  readonly lists: HeldList[];
}

/** The authority that issued a certificate, by its name and the signature of its key. */
export function authorityOf(
  certificate: Certificate,
  authorities: readonly ConfiguredAuthority[],
): ConfiguredAuthority | undefined {
  return authorities.find((authority) => isIssuedBy(certificate, authority.certificate));
}
