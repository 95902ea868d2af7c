import { describe, expect, it } from '@jest/globals';
import { epoch } from '../../testing/identities.js';
import { make, type MadeCertificate } from '../../testing/certificate-maker.js';
import { buildPath } from './build-path.js';
import type { PathRequest } from './path.js';

const root = make({ subject: 'Root', authority: true });
const middle = make({ subject: 'Middle', authority: true, issuer: root });
const leaf = make({ issuer: middle });

function ask(
  certificate: MadeCertificate,
  request: Partial<PathRequest> = {},
  intermediates: readonly MadeCertificate[] = [],
) {
  return buildPath({
    certificate: certificate.certificate,
    intermediates: intermediates.map((made) => made.certificate),
    purpose: 'seal',
    context: { anchors: [root.certificate], crls: [], ocspResponses: [] },
    at: epoch,
    revocation: 'if-known',
    ...request,
  });
}

describe('buildPath', () => {
  it('gives the chain from the leaf to the anchor', () => {
    const path = ask(leaf, {}, [middle]);
    expect(path).toMatchObject({ ok: true });
    if (path.ok) expect(path.value.chain).toEqual([leaf.certificate, middle.certificate, root.certificate]);
  });

  it('finds no path without the authority between', () => {
    expect(ask(leaf)).toMatchObject({ ok: false, error: { code: 'PSR-3030' } });
  });

  it('takes a pin as a path of one', () => {
    const path = ask(leaf, { context: { anchors: [leaf.certificate], crls: [], ocspResponses: [] } });
    expect(path).toMatchObject({ ok: true, value: { chain: [leaf.certificate], revocation: 'not-checked' } });
  });
});
