import { PasserelleError } from '@passerelle/kernel';
import type { VerificationContext } from '../verification/context.js';
import type { SignatureFinding, SignedObject } from '../verification/finding.js';
import { verifyXmlSignatures } from '../xmldsig/index.js';
import { readContainer, type Container } from './read-container.js';

/**
 * Verifies every signature of an ASiC-E or ASiC-S container with XAdES signatures (ETSI EN 319 162-1). The scope of a
 * signature is full when it covers every document that the container carries; what stands in `META-INF` is about the
 * container and is not one of them. `SignedObject.octets` are the documents as they were unpacked and digested.
 * @param octets - the container
 * @param context - documents beside the container are not looked at
 * @returns one finding for each signature; a single invalid one with PSR-3026 when it is no container that is read here,
 * and with the code of the door when a file of signatures is no XML
 */
export async function verifyContainer(
  octets: Uint8Array,
  context: VerificationContext,
): Promise<readonly SignatureFinding[]> {
  try {
    const container = await readContainer(Buffer.from(octets.buffer, octets.byteOffset, octets.length));
    const detached = container.objects;
    const findings: SignatureFinding[] = [];
    for (const file of container.signatureFiles) {
      findings.push(...(await verifyXmlSignatures(file.octets, { ...context, detached })));
    }
    return findings.map((each) => asContainer(each, container));
  } catch (error) {
    if (error instanceof PasserelleError) return [unreadable(error)];
    throw error;
  }
}

/**
 * The finding in the words of a container, where a reference has to name the document by its path: a digest that happens
 * to be right for a document of another name signs something that is not there.
 */
function asContainer(finding: SignatureFinding, { kind, objects }: Container): SignatureFinding {
  const format = finding.format && kind;
  const isThere = ({ name, place }: SignedObject): boolean =>
    place !== undefined || objects.some((each) => each.name === name || each.name === decoded(name));
  if (finding.signed.every(isThere)) return { ...finding, format };
  const { code, message: text } = new PasserelleError('PSR-3017');
  const verdict = finding.verdict === 'valid' ? 'indeterminate' : finding.verdict;
  return { ...finding, format, verdict, scope: 'none', signed: [], reasons: [...finding.reasons, { code, text }] };
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not percent-encoded UTF-8: then it has no other spelling.
    return undefined;
  }
}

function unreadable(error: PasserelleError): SignatureFinding {
  const reasons = [{ code: error.code, text: error.message }];
  return { verdict: 'invalid', scope: 'none', format: null, chain: [], timeStamps: [], signed: [], reasons };
}
