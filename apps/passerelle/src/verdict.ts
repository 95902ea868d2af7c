import { PasserelleError } from '@passerelle/kernel';
import type {
  Certificate,
  SignatureFinding,
  SignatureFormat,
  SignatureReason,
  SignatureScope,
} from '@passerelle/trust';
import type { FileFinding } from './judge-file.js';

/** Who made a signature, as the certificate says. */
export interface NamedSigner {
  readonly country?: string;
  readonly organization?: string;
  readonly organizationIdentifier?: string;
  readonly commonName?: string;
  /** SHA-256 of the certificate, 64 hexadecimal characters. */
  readonly fingerprint: string;
}

/** What is said of one signature. */
export interface SignatureVerdict {
  /** `indeterminate`: the signature is not broken, but nobody can say whose it is, or what it covers is not at hand. */
  readonly verdict: SignatureFinding['verdict'];
  /** How much of what was handed in is covered, as far as that is proven. */
  readonly scope: SignatureScope;
  /** Null where the signature does not verify. */
  readonly format: SignatureFormat | null;
  /** From the certificate that the signature verifies with; when the verdict is not valid, it is a claim. */
  readonly signer: NamedSigner | null;
  /** Signing time that the signer claims, UTC. */
  readonly signedAt: string | null;
  /** Why the signature is not accepted: why it is not valid, or that it covers only a part. */
  readonly reasons: readonly SignatureReason[];
}

/** What is said of one file: the line that `verify --json` prints. */
export interface Verdict extends SignatureVerdict {
  /** As named on the command line. */
  readonly file: string;
  /** Each signature by itself, where there are several. */
  readonly signatures?: readonly SignatureVerdict[];
}

const nothing = { scope: 'none', format: null, signer: null, signedAt: null } as const;

/**
 * Puts what was found of a file into the form that is printed. A file is valid when every one of its signatures is; its
 * scope is the widest of them. Format, signer and time are those of the first signature of that scope.
 */
export function verdictOf(file: string, found: FileFinding): Verdict {
  if ('unreadable' in found) return { file, verdict: 'invalid', ...nothing, reasons: [reasonOf(found.unreadable)] };
  const { findings } = found;
  if (findings.length === 0) {
    return { file, verdict: 'invalid', ...nothing, reasons: [reasonOf(new PasserelleError('PSR-3001'))] };
  }
  const signatures = findings.map(signatureVerdict);
  const verdict = worst(signatures);
  if (verdict === 'invalid') {
    return { file, verdict, ...nothing, reasons: reasonsOf(signatures), ...several(signatures) };
  }
  const leading = widest(signatures);
  // Of several signatures one that covers everything is enough; the others say what they say.
  const reasons = reasonsOf(
    leading.scope === 'full' ? signatures.filter((each) => each.verdict !== 'valid') : signatures,
  );
  return { file, ...leading, verdict, reasons, ...several(signatures) };
}

/** Whether a file is accepted: every signature valid, and one of them over the whole. */
export function isAccepted({ verdict, scope }: Verdict): boolean {
  return verdict === 'valid' && scope === 'full';
}

/** The verdict as one plain line. What a certificate says is quoted, so that it cannot pass for words of ours. */
export function plainLine({ file, verdict, scope, signer, signedAt, reasons }: Verdict): string {
  const name = JSON.stringify(signer?.organization ?? signer?.commonName ?? signer?.fingerprint ?? '');
  const codes = [...new Set(reasons.map(({ code }) => code))].join(', ');
  switch (verdict) {
    case 'valid': {
      const when = signedAt === null ? 'at a time it does not say' : `at ${signedAt}`;
      const what =
        scope === 'full'
          ? 'the seal covers the whole document'
          : 'the seal covers only a part, and the rest is not signed';
      return `${file}: valid${scope === 'full' ? '' : ' in part'}. Sealed by ${name} ${when}; ${what}.`;
    }
    case 'invalid':
      return `${file}: not valid (${codes}).`;
    case 'indeterminate':
      return name === '""'
        ? `${file}: not proven (${codes}).`
        : `${file}: not proven (${codes}). The seal is whole, but who made it is only claimed: ${name}.`;
  }
}

function signatureVerdict({ verdict, scope, format, signer, signedAt, reasons }: SignatureFinding): SignatureVerdict {
  if (verdict === 'invalid') return { verdict, ...nothing, reasons };
  return {
    verdict,
    scope,
    format,
    signer: signer === undefined ? null : named(signer),
    signedAt: signedAt?.toISOString() ?? null,
    reasons:
      verdict === 'valid' && scope !== 'full' ? [...reasons, reasonOf(new PasserelleError('PSR-3015'))] : reasons,
  };
}

function named({ subject, fingerprint }: Certificate): NamedSigner {
  return { ...subject, fingerprint };
}

function worst(signatures: readonly SignatureVerdict[]): SignatureFinding['verdict'] {
  const has = (verdict: SignatureFinding['verdict']): boolean => signatures.some((each) => each.verdict === verdict);
  return has('invalid') ? 'invalid' : has('indeterminate') ? 'indeterminate' : 'valid';
}

function widest(signatures: readonly SignatureVerdict[]): SignatureVerdict {
  for (const scope of ['full', 'partial'] as const) {
    const found = signatures.find((each) => each.scope === scope);
    if (found !== undefined) return found;
  }
  return signatures[0]!;
}

function several(signatures: readonly SignatureVerdict[]): Pick<Verdict, 'signatures'> {
  return signatures.length > 1 ? { signatures } : {};
}

function reasonsOf(signatures: readonly SignatureVerdict[]): readonly SignatureReason[] {
  const byText = new Map(signatures.flatMap(({ reasons }) => reasons.map((each) => [each.code + each.text, each])));
  return [...byText.values()];
}

function reasonOf({ code, message: text }: PasserelleError): SignatureReason {
  return { code, text };
}
