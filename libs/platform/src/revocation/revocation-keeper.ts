import { failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import { OcspCache, statusInLists, type Certificate, type Revocation } from '@passerelle/trust';
import type { RevocationConfiguration } from '../configuration/revocation-schema.js';
import type { Logger } from '../logging/logger.js';
import {
  authorityOf,
  configuredAddresses,
  readAuthorities,
  type ConfiguredAuthority,
} from './configured-authorities.js';

/** What an authority said about a certificate, with the octets it stands in. */
export interface Statement {
  readonly status: 'good' | 'revoked';
  readonly kind: 'ocsp' | 'crl';
  /** The response or the list, DER. */
  readonly octets: Uint8Array;
  readonly thisUpdate: Date;
  readonly revocation?: Revocation;
}

/** What is known about a certificate at this moment: a statement, or why there is none. */
export type Finding =
  Statement | { readonly status: 'unknown'; readonly reason: string; readonly cause?: PasserelleError };

/** A certificate that may be relied on. */
export interface RevocationStatus {
  readonly revocation: 'good' | 'not-checked';
  /** The statement that calls it good. */
  readonly statement?: Statement;
}

/** What the keeper works with. */
export interface KeeperParts {
  readonly configuration: RevocationConfiguration;
  readonly resolve: (path: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds that a responder may take. */
  readonly timeout?: number;
}

/**
 * Knows whether pinned certificates are revoked. Pins have decided whose a certificate is before anybody asks here (ADR 7):
 * the keeper can only take away. It asks the addresses of the configuration and no other.
 */
export class RevocationKeeper {
  private readonly cache: OcspCache;
  private readonly authorities: readonly ConfiguredAuthority[];
  private readonly issuers = new WeakMap<Certificate, { readonly authority: ConfiguredAuthority | undefined }>();
  private readonly findings = new Map<string, Finding>();

  /** @throws PasserelleError PSR-7001, PSR-7005, PSR-2010 for a configuration that cannot be read */
  constructor(private readonly parts: KeeperParts) {
    const { configuration, clock, timeout = 5_000 } = parts;
    const isAllowed = configuredAddresses(configuration);
    this.authorities = readAuthorities(configuration, { ...parts, isAllowed, timeout });
    this.cache = new OcspCache({ clock, isAllowed, timeout, freshness: configuration.freshnessSeconds * 1000 });
  }

  /**
   * Judges a certificate that is pinned and in date.
   * @returns PSR-3036 where it is revoked; PSR-3037 where the policy is `required` and it is not known to be good
   */
  async check(certificate: Certificate): Promise<Result<RevocationStatus>> {
    const finding = await this.find(certificate);
    const { fingerprint } = certificate;
    if (finding.status === 'revoked') {
      const { revokedAt, reason } = finding.revocation ?? { revokedAt: finding.thisUpdate, reason: 'unspecified' };
      const facts = { revokedAt: revokedAt.toISOString(), revocationReason: reason, fingerprint };
      return failed(new PasserelleError('PSR-3036', facts));
    }
    if (finding.status !== 'unknown') return ok({ revocation: 'good', statement: finding });
    if (this.parts.configuration.policy === 'if-known') return ok({ revocation: 'not-checked' });
    const { reason, cause } = finding;
    return failed(new PasserelleError('PSR-3037', { reason, fingerprint }, { cause }));
  }

  /** What was found out about a certificate last, without asking anybody. */
  last(fingerprint: string): Finding | undefined {
    return this.findings.get(fingerprint);
  }

  /** Asks about a certificate: memory answers while what it holds is fresh. */
  async find(certificate: Certificate): Promise<Finding> {
    const asked = await this.ask(certificate);
    const before = this.findings.get(certificate.fingerprint);
    // Silence, or an older statement that somebody repeats, does not make a revoked certificate good again.
    const isNews = asked.status === 'revoked' || (asked.status === 'good' && isLater(asked, before));
    const finding = before?.status === 'revoked' && !isNews ? before : asked;
    this.findings.set(certificate.fingerprint, finding);
    if (finding.status !== before?.status) this.tell(certificate.fingerprint, finding);
    return finding;
  }

  private async ask(certificate: Certificate): Promise<Finding> {
    const authority = this.issuerOf(certificate);
    if (authority === undefined) return { status: 'unknown', reason: 'its authority is not configured' };
    const findings = await Promise.all([
      this.askResponder(certificate, authority),
      this.askLists(certificate, authority),
    ]);
    const of = (status: Finding['status']): Finding | undefined => findings.find((each) => each?.status === status);
    // One statement that revokes counts more than any that does not.
    return of('revoked') ?? of('good') ?? of('unknown') ?? { status: 'unknown', reason: 'nobody is configured to say' };
  }

  private async askResponder(certificate: Certificate, authority: ConfiguredAuthority): Promise<Finding | undefined> {
    const { responder, certificate: issuer } = authority;
    if (responder === undefined) return undefined;
    const { url, signer } = responder;
    const answer = await this.cache.answer({ certificate, issuer, responder: url, ...(signer && { signer }) });
    if (answer.ok) return { kind: 'ocsp', ...answer.value };
    return { status: 'unknown', reason: 'its responder gives no answer that can be relied on', cause: answer.error };
  }

  private async askLists(certificate: Certificate, authority: ConfiguredAuthority): Promise<Finding | undefined> {
    if (authority.lists.length === 0) return undefined;
    const lists = (await Promise.all(authority.lists.map((list) => list.current()))).flat();
    const status = statusInLists(certificate, authority.certificate, lists, this.parts.clock.now());
    if (status.ok) return { kind: 'crl', ...status.value };
    return { status: 'unknown', reason: 'no list that can be relied on speaks of it', cause: status.error };
  }

  private issuerOf(certificate: Certificate): ConfiguredAuthority | undefined {
    let known = this.issuers.get(certificate);
    if (known === undefined) {
      known = { authority: authorityOf(certificate, this.authorities) };
      this.issuers.set(certificate, known);
    }
    return known.authority;
  }

  private tell(fingerprint: string, finding: Finding): void {
    const { logger } = this.parts;
    if (finding.status === 'good') return;
    const code = finding.status === 'unknown' ? finding.cause?.code : 'PSR-3036';
    logger.warn(finding.status === 'revoked' ? 'certificate-revoked' : 'revocation-unknown', { fingerprint, code });
  }
}

function isLater(statement: Statement, before: Finding | undefined): boolean {
  return before === undefined || before.status === 'unknown' || statement.thisUpdate > before.thisUpdate;
}
