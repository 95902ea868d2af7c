import { PasserelleError } from '@passerelle/kernel';
import type { Certificate, DetachedObject, SignatureFinding, VerificationContext } from '@passerelle/trust';
import type { AnchorSets } from './anchors.js';
import { verifySignedFile, type SignedFile } from './signed-file.js';

/** What came of the signatures of one file, or why it could not be read. */
export type FileFinding = { readonly findings: readonly SignatureFinding[] } | { readonly unreadable: PasserelleError };

/** What files are judged against; {@link AnchorSets} come apart from it. */
export type Surroundings = Omit<VerificationContext, 'anchors' | 'detached'>;

/** What leaves open whose a signature is: another set of anchors may know. */
const unknownSigner: ReadonlySet<string> = new Set(['PSR-3014', 'PSR-3030', 'PSR-3034']);

/**
 * Verifies the signatures of a file against sets of anchors, one set after the other added to those before it, until
 * all signers are known.
 * @returns the findings, or the error for octets that cannot be read as what they seem to be
 * @throws PasserelleError where anchors cannot be read
 */
export async function judgeFile(
  file: SignedFile,
  detached: readonly DetachedObject[],
  anchorSets: AnchorSets,
  surroundings: Surroundings,
): Promise<FileFinding> {
  const anchors: Certificate[] = [];
  let findings: readonly SignatureFinding[] = [];
  for await (const set of anchorSets) {
    anchors.push(...set);
    const verified = await readable(() => verifySignedFile(file, { ...surroundings, anchors, detached }));
    if ('unreadable' in verified) return verified;
    ({ findings } = verified);
    if (!findings.some(({ reasons }) => reasons.some(({ code }) => unknownSigner.has(code)))) break;
  }
  return { findings };
}

/** A file that nobody can read is an answer about that file, and no reason to leave the others unread. */
async function readable(verify: () => Promise<readonly SignatureFinding[]>): Promise<FileFinding> {
  try {
    return { findings: await verify() };
  } catch (error) {
    if (error instanceof PasserelleError) return { unreadable: error };
    throw error;
  }
}

/** The documents beside it that the signatures of a file cover. What has a place is a part of the file itself. */
export function coveredBy(
  findings: readonly SignatureFinding[],
  contents: readonly DetachedObject[],
): readonly DetachedObject[] {
  const signed = findings.flatMap((finding) => finding.signed.filter(({ place }) => place === undefined));
  return contents.filter((content) => signed.some(({ octets }) => Buffer.from(octets).equals(content.octets)));
}
