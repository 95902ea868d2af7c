import { ok, type Result } from '@passerelle/kernel';
import { revocationEvidence, type Session } from '@passerelle/store';
import type { Certificate } from '@passerelle/trust';
import type { RevocationKeeper, Statement } from './revocation-keeper.js';

/** What the trail of an exchange says about the certificates of its seals. */
export type RevocationFacts =
  Readonly<Record<'revocation' | 'revocationEvidence', string>> | Readonly<{ revocation: string }>;

/** Judges the certificates that sealed the documents of an exchange. */
export type SealRevocation = (certificates: readonly Certificate[]) => Promise<Result<RevocationFacts>>;

/**
 * Judges by the keeper, and keeps what was relied on where an auditor finds it, also of a certificate that is revoked.
 * `revocation` is `good` where all certificates are; `revocationEvidence` has the SHA-256 of each statement, by blanks.
 */
export function sealRevocation(keeper: RevocationKeeper, session: Session): SealRevocation {
  const kept = new WeakMap<Statement['octets'], string>();
  const keep = async ({ kind, octets, thisUpdate }: Statement): Promise<string> => {
    const digest = kept.get(octets) ?? (await revocationEvidence.keep(session, { kind, octets, thisUpdate }));
    kept.set(octets, digest);
    return digest;
  };
  return async (certificates) => {
    const digests = new Set<string>();
    let isGood = true;
    for (const certificate of certificates) {
      const checked = await keeper.check(certificate);
      if (!checked.ok) {
        const last = keeper.last(certificate.fingerprint);
        if (last?.status === 'revoked') await keep(last);
        return checked;
      }
      const { revocation, statement } = checked.value;
      isGood &&= revocation === 'good';
      if (statement !== undefined) digests.add(await keep(statement));
    }
    const revocation = isGood ? 'good' : 'not-checked';
    return ok(digests.size === 0 ? { revocation } : { revocation, revocationEvidence: [...digests].join(' ') });
  };
}
