import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { judgeCrl } from '../crl/judge-crl.js';
import { extensionIds } from '../fields/object-identifiers.js';
import { judgeResponse, responseFreshness } from '../ocsp/judge-response.js';
import type { RevocationVerdict } from '../revocation/revocation-verdict.js';
import { asksWholeProfile } from './certificate-profile.js';
import { refusal } from './path-faults.js';
import type { CertificatePath, CertificateStatus, Link, PathRequest } from './path.js';

/** One verdict with the octets it was read from. */
interface Statement {
  readonly source: 'crl' | 'ocsp';
  readonly octets: Uint8Array;
  readonly verdict: RevocationVerdict;
}

/** What was found out about one certificate. */
interface Finding {
  readonly status: CertificateStatus;
  readonly statement?: Statement;
}

/**
 * Judges whether certificates of a path are revoked, each by the lists and responses of the authority above it. A single
 * statement that it is revoked counts more than any that it is good; one that cannot be relied on is not taken for good.
 */
export function revocationOf(chain: readonly Link[], request: PathRequest): Result<CertificatePath> {
  const findings: Finding[] = [];
  for (const [index, subject] of chain.slice(0, -1).entries()) {
    const finding = statusOf(subject, chain[index + 1]!, request);
    if (!finding.ok) return finding;
    findings.push(finding.value);
  }
  const isKnown = findings.every(({ status }) => status.status !== 'not-checked');
  const used = (source: Statement['source']): readonly Uint8Array[] => {
    const octets = findings.flatMap(({ statement }) => (statement?.source === source ? [statement.octets] : []));
    return [...new Set(octets)];
  };
  const anchor: CertificateStatus = { fingerprint: chain.at(-1)!.certificate.fingerprint, status: 'anchor' };
  return ok({
    chain: chain.map(({ certificate }) => certificate),
    revocation: isKnown ? 'good' : 'not-checked',
    evidence: {
      statuses: [...findings.map(({ status }) => status), anchor],
      crls: used('crl'),
      ocspResponses: used('ocsp'),
    },
  });
}

function statusOf(subject: Link, issuer: Link, request: PathRequest): Result<Finding> {
  const { fingerprint } = subject.certificate;
  const statements = statementsOn(subject, issuer, request);
  const find = <Kind extends RevocationVerdict['kind']>(kind: Kind) =>
    statements.find(
      (statement): statement is Statement & { verdict: Extract<RevocationVerdict, { kind: Kind }> } =>
        statement.verdict.kind === kind,
    );
  const revoked = find('revoked');
  if (revoked) {
    const { revokedAt, reason } = revoked.verdict.revocation;
    const facts = { revokedAt: revokedAt.toISOString(), revocationReason: reason, fingerprint };
    return failed(new PasserelleError('PSR-3036', facts));
  }
  const good = find('good');
  if (good) {
    const { thisUpdate, later } = good.verdict;
    const revokedAt = later && { revokedAt: later.revokedAt };
    return ok({
      status: { fingerprint, status: 'good', source: good.source, thisUpdate, ...revokedAt },
      statement: good,
    });
  }
  if (isNeverRevoked(subject)) return ok({ status: { fingerprint, status: 'never-revoked' } });
  const unusable = find('unusable');
  if (unusable) return failed(unusable.verdict.error);
  if (request.revocation === 'required')
    return failed(refusal('PSR-3037', subject.certificate, 'no list or response at hand speaks of it'));
  return ok({ status: { fingerprint, status: 'not-checked' } });
}

function statementsOn(subject: Link, issuer: Link, request: PathRequest): readonly Statement[] {
  const { context, at, purpose } = request;
  const instants = { at, now: context.at ?? at };
  const wholeProfile = asksWholeProfile(purpose);
  const askLists = (of: Link, by: Link): readonly Statement[] =>
    context.crls.map((octets) => ({
      source: 'crl',
      octets,
      verdict: judgeCrl(octets, of, by, instants, wholeProfile),
    }));
  const expected = {
    ...instants,
    freshness: request.ocspFreshness ?? responseFreshness,
    isKnownGood: (responder: Link, by: Link) => {
      const kinds = askLists(responder, by).map(({ verdict }) => verdict.kind);
      return kinds.includes('good') && !kinds.includes('revoked');
    },
  };
  const responses = context.ocspResponses.map((octets): Statement => ({
    source: 'ocsp',
    octets,
    verdict: judgeResponse(octets, subject, issuer, expected),
  }));
  return [...responses, ...askLists(subject, issuer)];
}

/** RFC 9608, and ETSI EN 319 412-1 section 5.2: such a certificate is gone before it could be revoked. */
function isNeverRevoked({ fields }: Link): boolean {
  if (fields.basicConstraints?.authority) return false;
  const { extensions } = fields;
  return extensions.has(extensionIds.noRevocationAvailable) || extensions.has(extensionIds.validityAssuredShortTerm);
}
