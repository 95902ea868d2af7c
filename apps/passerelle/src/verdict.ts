import type { SealFinding } from './judge-seal.js';

/** What is said of one file: the line that `verify --json` prints. */
export interface Verdict {
  /** As named on the command line. */
  readonly file: string;
  /** `indeterminate`: the seal is not broken, but nobody can say whose it is. */
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  /** How much of the file the seal covers, as far as that is proven. Seals over a part are refused, hence never `partial` today. */
  readonly scope: 'full' | 'partial' | 'none';
  /** Null unless the seal verifies with the certificate it names. */
  readonly format: 'JAdES-B-B' | 'XAdES-B-B' | null;
  /** From the certificate that verifies the seal; when the verdict is not valid, it is a claim. */
  readonly signer: {
    readonly country?: string;
    readonly organization?: string;
    readonly organizationIdentifier?: string;
    readonly commonName?: string;
    /** SHA-256 of the certificate, 64 hexadecimal characters. */
    readonly fingerprint: string;
  } | null;
  /** Signing time that the signer claims, UTC. */
  readonly signedAt: string | null;
  /** Why the verdict is not valid. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

/** Puts the finding on a seal into the form that is printed. */
export function verdictOf(file: string, finding: SealFinding): Verdict {
  const evidence = finding.verdict === 'invalid' ? undefined : finding.evidence;
  return {
    file,
    verdict: finding.verdict,
    scope: evidence?.scope ?? 'none',
    format: evidence?.format ?? null,
    signer: evidence === undefined ? null : { ...evidence.signer, fingerprint: evidence.fingerprint },
    signedAt: evidence?.signedAt.toISOString() ?? null,
    reasons: finding.verdict === 'valid' ? [] : [{ code: finding.error.code, text: finding.error.message }],
  };
}

/** The verdict as one plain line. What a certificate says is quoted, so that it cannot pass for words of ours. */
export function plainLine({ file, verdict, signer, signedAt }: Verdict): string {
  const name = signer?.organization ?? signer?.commonName ?? signer?.fingerprint ?? '';
  switch (verdict) {
    case 'valid':
      return `${file}: valid. Sealed by ${JSON.stringify(name)} at ${signedAt}; the seal covers the whole document.`;
    case 'invalid':
      return `${file}: not valid.`;
    case 'indeterminate':
      return name === ''
        ? `${file}: not proven.`
        : `${file}: not proven. The seal is whole, but who made it is only claimed: ${JSON.stringify(name)}.`;
  }
}
