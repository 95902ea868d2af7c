import { failed, PasserelleError, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificate.js';
import { fieldsOf } from '../fields/fields-of.js';
import type { X509Fields } from '../fields/x509-fields.js';
import { isSelfIssued } from './certificate-profile.js';
import { nameFault } from './name-constraints.js';
import { judgeIssuer, refusal } from './path-faults.js';
import type { CertificatePath, Link, PathRequest } from './path.js';
import { policyFault } from './policies.js';
import { revocationOf } from './revocation.js';
import { signatureFault } from './signature-algorithm.js';

/** Certificates of a path, leaf and anchor included; five is the most that is seen in the member states. */
const longestPath = 8;
/** Bounds of the search, whatever a hostile sender puts beside a signature: certificates that are looked at, steps, signatures. */
const mostIntermediates = 256;
const mostSteps = 512;
const mostSignatures = 96;

/**
 * Searches the issuers of a certificate upwards until an anchor, depth first. Certificates are joined by name and key
 * identifier; each pair of certificates is verified once and each certificate judged once, and no name with the same key
 * stands twice in a path, so authorities that have signed each other end neither in a loop nor in a blow-up.
 */
export class IssuerSearch {
  readonly #request: PathRequest;
  /** Candidates by the key of their subject, anchors first. */
  readonly #bySubject = new Map<string, Link[]>();
  readonly #anchors: ReadonlySet<string>;
  readonly #judged = new Map<string, PasserelleError | undefined>();
  readonly #verified = new Map<string, string | undefined>();
  #steps = 0;
  #furthest: { readonly rank: number; readonly error: PasserelleError } | undefined;

  constructor(request: PathRequest) {
    this.#request = request;
    const { anchors } = request.context;
    this.#anchors = new Set(anchors.map(({ fingerprint }) => fingerprint));
    for (const certificate of [...anchors, ...request.intermediates.slice(0, mostIntermediates)])
      this.#admit(certificate);
  }

  /** Searches from the leaf. */
  from(certificate: Certificate, fields: X509Fields): Result<CertificatePath> {
    const found = this.#climb([{ certificate, fields }]);
    return (
      found ??
      failed(this.#furthest?.error ?? new PasserelleError('PSR-3030', { fingerprint: certificate.fingerprint }))
    );
  }

  /** What cannot be read vouches for nobody; it is a hint and no reason to refuse a path that does not need it. */
  #admit(certificate: Certificate): void {
    const fields = fieldsOf(certificate);
    if (!fields.ok) return;
    const candidates = this.#bySubject.get(fields.value.subject.key) ?? [];
    if (candidates.some((other) => other.certificate.fingerprint === certificate.fingerprint)) return;
    this.#bySubject.set(fields.value.subject.key, [...candidates, { certificate, fields: fields.value }]);
  }

  #climb(chain: readonly Link[]): Result<CertificatePath> | undefined {
    const below = chain.at(-1)!;
    for (const issuer of this.#candidates(below)) {
      if (stands(issuer, chain)) continue;
      if (++this.#steps > mostSteps) {
        this.#note(chain, new PasserelleError('PSR-3030', { fingerprint: below.certificate.fingerprint }));
        return undefined;
      }
      const isAnchor = this.#anchors.has(issuer.certificate.fingerprint);
      const error = this.#stepError(chain, issuer, isAnchor);
      if (error !== undefined) {
        this.#note([...chain, ...(isAnchor ? [issuer] : [])], error);
        continue;
      }
      const longer = [...chain, issuer];
      if (!isAnchor) {
        const found = this.#climb(longer);
        if (found !== undefined) return found;
        continue;
      }
      const path = this.#complete(longer);
      if (path.ok) return path;
      this.#note(longer, path.error, true);
    }
    return undefined;
  }

  /** Issuers by name, those whose key identifier is the one named first; one that differs is not the issuer. */
  #candidates({ fields }: Link): readonly Link[] {
    const wanted = fields.authorityKeyIdentifier;
    const named = this.#bySubject.get(fields.issuer.key) ?? [];
    if (wanted === undefined) return named;
    const fits = ({ fields: { subjectKeyIdentifier } }: Link): boolean => subjectKeyIdentifier?.equals(wanted) === true;
    return [...named.filter(fits), ...named.filter((link) => link.fields.subjectKeyIdentifier === undefined)];
  }

  #stepError(chain: readonly Link[], issuer: Link, isAnchor: boolean): PasserelleError | undefined {
    const { certificate, fields } = issuer;
    if (chain.length >= longestPath) return refusal('PSR-3034', certificate, 'the path is too long');
    const judged = this.#judge(issuer, isAnchor);
    if (judged !== undefined) return judged;
    const between = chain.slice(1).filter((link) => !isSelfIssued(link.fields)).length;
    if (between > (fields.basicConstraints?.pathLength ?? longestPath))
      return refusal('PSR-3034', certificate, 'more authorities follow than pathLenConstraint allows');
    const fault = this.#verify(chain.at(-1)!, issuer);
    return fault === undefined ? undefined : refusal('PSR-3035', chain.at(-1)!.certificate, fault);
  }

  #judge({ certificate }: Link, isAnchor: boolean): PasserelleError | undefined {
    const { fingerprint } = certificate;
    if (!this.#judged.has(fingerprint)) {
      const { purpose, at } = this.#request;
      const judged = judgeIssuer(certificate, purpose, at, isAnchor);
      this.#judged.set(fingerprint, judged.ok ? undefined : judged.error);
    }
    return this.#judged.get(fingerprint);
  }

  #verify(below: Link, issuer: Link): string | undefined {
    const pair = `${below.certificate.fingerprint} ${issuer.certificate.fingerprint}`;
    if (!this.#verified.has(pair)) {
      if (this.#verified.size >= mostSignatures) return 'too many signatures would have to be verified';
      this.#verified.set(pair, signatureFault(below.fields, issuer.certificate.publicKey));
    }
    return this.#verified.get(pair);
  }

  /** What depends on the whole path: names, policies, revocation. */
  #complete(chain: readonly Link[]): Result<CertificatePath> {
    const fields = chain.map((link) => link.fields);
    const fault = nameFault(fields) ?? policyFault(fields);
    if (fault !== undefined) return failed(refusal('PSR-3034', chain[0]!.certificate, fault));
    return revocationOf(chain, this.#request);
  }

  /** Keeps the error of the attempt that came furthest: it tells most about what would have to change. */
  #note(chain: readonly Link[], error: PasserelleError, reachedAnchor = false): void {
    const rank = chain.length + (reachedAnchor ? longestPath : 0);
    if (this.#furthest === undefined || rank > this.#furthest.rank) this.#furthest = { rank, error };
  }
}

/** Whether the same name with the same key is in the path already: a self-signed hint, or authorities that vouch in a circle. */
function stands({ fields }: Link, chain: readonly Link[]): boolean {
  return chain.some(
    (link) => link.fields.subject.key === fields.subject.key && link.fields.key.octets.equals(fields.key.octets),
  );
}
