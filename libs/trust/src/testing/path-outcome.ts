import { buildPath } from '../certificates/path/build-path.js';
import type { PathRequest } from '../certificates/path/path.js';
import type { MadeCertificate } from './certificate-maker.js';
import { epoch } from './identities.js';

type Lists = Partial<Pick<PathRequest['context'], 'crls' | 'ocspResponses'>> & { readonly now?: Date };

/** Asks for a path to one of the anchors, at {@link epoch} and for seals unless said otherwise: `valid`, or the code. */
export function outcomeOf(
  leaf: MadeCertificate,
  between: readonly MadeCertificate[],
  anchors: readonly MadeCertificate[],
  request: Partial<Omit<PathRequest, 'context'>> & Lists = {},
): string {
  const { crls = [], ocspResponses = [], now, ...more } = request;
  const path = buildPath({
    certificate: leaf.certificate,
    intermediates: between.map(({ certificate }) => certificate),
    purpose: 'seal',
    context: { anchors: anchors.map(({ certificate }) => certificate), crls, ocspResponses, ...(now && { at: now }) },
    at: epoch,
    revocation: 'if-known',
    ...more,
  });
  return path.ok ? 'valid' : path.error.code;
}
