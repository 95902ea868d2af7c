/** What a key of this node signs. A key serves one purpose, so that a signature can never be taken for another. */
export const keyPurposes = ['seal', 'token', 'saml', 'audit', 'log', 'bundle'] as const;

/**
 * seal: documents and receipts; token: requester tokens; saml: assertions; audit: audit records; log: checkpoints of the
 * exchange log (Ed25519, without certificate); bundle: the trust bundle.
 */
export type KeyPurpose = (typeof keyPurposes)[number];

/** Tells whether a text is a purpose. */
export function isKeyPurpose(text: unknown): text is KeyPurpose {
  return (keyPurposes as readonly unknown[]).includes(text);
}
