import { keyPurposes } from '@passerelle/trust/keys';
import { z } from 'zod';

const path = z.string().min(1);
/** A passphrase or PIN: in a file or an environment variable, never here. */
const secret = z.union([
  z.strictObject({ file: path }),
  z.strictObject({ environment: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }),
]);

const common = {
  /** Name by which `current` chooses the key; its place in the list (1, 2, ...) unless told. */
  name: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,40}$/)
    .optional(),
  /** What an RSA key signs with; a curve has only one algorithm. */
  algorithm: z.enum(['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512']).optional(),
};

const place = z.discriminatedUnion('adapter', [
  z.strictObject({
    ...common,
    adapter: z.literal('pem'),
    key: path,
    /** Certificate and chain; the key of the log has none. */
    certificate: path.optional(),
    passphrase: secret.optional(),
  }),
  z.strictObject({ ...common, adapter: z.literal('pkcs12'), file: path, passphrase: secret }),
  z.strictObject({
    ...common,
    adapter: z.literal('pkcs11'),
    /** Library of the security module. */
    module: path,
    /** Label of the token. */
    token: z.string().min(1).max(32),
    pin: secret,
    label: z.string().min(1).optional(),
    /** CKA_ID, hexadecimal. */
    id: z
      .string()
      .regex(/^(?:[0-9a-f]{2}){1,64}$/)
      .optional(),
    /** Certificate and chain, where the token does not keep them. */
    certificate: path.optional(),
  }),
]);

/** One key, or several of which one replaces the other. */
const ring = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && 'adapter' in value ? { keys: [value] } : value),
  z
    .strictObject({
      keys: z.array(place).min(1).max(4),
      /** Name of the key to use; left out, the one whose certificate began last. */
      current: z.string().min(1).optional(),
    })
    .superRefine(({ keys, current }, problems) => {
      const names = keys.map(({ name }, at) => name ?? String(at + 1));
      if (new Set(names).size < names.length) problems.addIssue('two keys have the same name');
      if (current !== undefined && !names.includes(current)) problems.addIssue('current names none of the keys');
      for (const key of keys) {
        if (key.adapter === 'pkcs11' && key.label === undefined && key.id === undefined) {
          problems.addIssue('a key of a security module is named by its label or its id');
        }
      }
    }),
);

/** Where the keys lie; those left out lie in the folder of certificates. */
export const keysSchema = z
  .strictObject({
    seal: ring.optional(),
    token: ring.optional(),
    saml: ring.optional(),
    audit: ring.optional(),
    log: ring.optional(),
    bundle: ring.optional(),
  })
  .prefault({});

/** The signer process, and who may ask it. */
export const signerSchema = z
  .strictObject({
    /** Whether the gateway, too, leaves the keys to the signer process; processes of their own always do. */
    separate: z.boolean().default(false),
    /** Folder of its sockets; `signer` in the folder of the state unless told. */
    folder: z.string().min(1).optional(),
    /** Signatures that one process may ask for in a second. */
    perSecond: z.number().int().min(1).max(100_000).default(500),
    /** Seconds after which changed key files are noticed. */
    checkSeconds: z.number().min(0.1).max(3_600).default(10),
    /** Purposes that each process may ask for; those named here replace the usual ones. */
    clients: z.record(z.string().regex(/^[a-z]{1,20}$/), z.array(z.enum(keyPurposes))).default({}),
  })
  .prefault({});
