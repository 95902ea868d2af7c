import { z } from 'zod';

/** Documents a peer can be sent. */
export const documentFormats = ['eps-bundle', 'pivot-cda', 'xades-seal'] as const;

/** Schema of config/peers/<cc>.yaml. Unknown keys are refused, so a typing error cannot switch a setting off unseen. */
export const peerSchema = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  name: z.string().min(1),
  homeCommunityId: z.string().startsWith('urn:oid:'),
  endpoint: z.url({ protocol: /^https$/ }),
  certificates: z.strictObject({
    tls: z.array(z.string().min(1)).min(1),
    seal: z.array(z.string().min(1)).min(1),
    token: z.array(z.string().min(1)).min(1),
  }),
  patientIdentifiers: z
    .array(z.strictObject({ system: z.string().min(1), label: z.string().min(1), pattern: z.string().min(1) }))
    .min(1),
  quirks: z.strictObject({ accepts: z.array(z.enum(documentFormats)).default([...documentFormats]) }).prefault({}),
});
