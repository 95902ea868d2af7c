import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ });
const issuer = z.string().min(1);

/**
 * Who is asked whether certificates are revoked. The addresses here are the only ones that are ever asked: those inside
 * certificates were written by whoever had them issued.
 */
export const revocationSchema = z.strictObject({
  /** OCSP responders; one for each authority. */
  responders: z
    .array(
      z.strictObject({
        /** PEM file of the authority that issued the certificates asked about. */
        issuer,
        url: address,
        /** PEM file of the responder's certificate: then its answers count and those of no other. */
        responder: z.string().min(1).optional(),
      }),
    )
    .max(64)
    .default([]),
  /** Revocation lists: an address, or a file that somebody keeps up to date. */
  lists: z
    .array(
      z.union([
        z.strictObject({ issuer, url: address }),
        z.strictObject({
          issuer,
          /** DER, or PEM with any number of lists. */
          file: z.string().min(1),
        }),
      ]),
    )
    .max(64)
    .default([]),
  /** `required`: a certificate that is not known to be good is refused. `if-known`: only one known to be revoked is. */
  policy: z.enum(['required', 'if-known']).default('if-known'),
  /** How old the answer of a responder may be; lists are asked for anew after half of it. */
  freshnessSeconds: z.number().int().min(60).max(86_400).default(3600),
});

/** What a node is told about revocation, defaults filled in. */
export type RevocationConfiguration = z.infer<typeof revocationSchema>;
