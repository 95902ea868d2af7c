import { z } from 'zod';
import { keysSchema, signerSchema } from './keys-schema.js';
import { limitsSchema } from './limits.js';
import { revocationSchema } from './revocation-schema.js';

const port = z.number().int().min(0).max(65535);
const door = z.strictObject({
  host: z.string().min(1),
  /** 0 takes any free port. */
  port,
});

const identifierRule = z.strictObject({
  system: z.string().min(1),
  label: z.string().min(1),
  pattern: z.string().min(1),
  /** Check digits enforced where people type the identifier. */
  check: z.enum(['matricule']).optional(),
});

/** Schema of a node's configuration: config/node.yaml, nodes/<cc>.yaml and overlays merged. Unknown keys are refused. */
export const nodeSchema = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    name: z.string().min(1),
    /** BCP 47, the language of records that do not name theirs. */
    language: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
    homeCommunityId: z.string().startsWith('urn:oid:'),
    /** The organisation that runs the node: custodian of what it sends, actor of what it does by itself. */
    organisation: z.strictObject({ system: z.string().min(1), value: z.string().min(1), name: z.string().min(1) }),
    patientIdentifiers: z.array(identifierRule).min(1),
    /** Folder with the node's keys and certificates. */
    certificates: z.string().min(1),
    keys: keysSchema,
    signer: signerSchema,
    /** Files of the peers. Where a trust bundle is named, it alone says who is a peer. */
    peers: z.array(z.string().min(1)).default([]),
    /** The signed list of peers: docs/trust-bundle.md. */
    trust: z
      .strictObject({
        /** File, or `https:` address. */
        bundle: z.string().min(1),
        /** PEM files of the certificates whose keys sign it; two while one is being replaced. */
        anchor: z.array(z.string().min(1)).min(1).max(4),
        /** PEM files that alone are trusted for the connection to the address. */
        tls: z.array(z.string().min(1)).min(1).max(4).optional(),
        /** How often it is looked for. */
        pollSeconds: z.number().min(1).max(86_400).default(300),
        /** How long an expired list is still used; then no peer is trusted. */
        graceSeconds: z.number().int().min(0).max(604_800).default(0),
        /** Longest lifetime of a list that is accepted. */
        longestDays: z.number().min(0.01).max(92).default(7),
      })
      .optional(),
    /** Who is asked whether certificates are revoked; left out, pins alone decide. docs/certificates.md */
    revocation: revocationSchema.optional(),
    /** Endpoints that replace those of the peers' files, by country. */
    peerEndpoints: z.record(z.string(), z.url({ protocol: /^https$/ })).default({}),
    terminology: z.strictObject({
      /** Folders of tables: concept maps and displays (CSV). */
      folders: z.array(z.string().min(1)),
      /** Folder that `passerelle terminology import` writes; used once there is an index in it. */
      imported: z.string().min(1).optional(),
    }),
    /** Where records are translated: on the thread of the node, or on threads of their own. */
    translation: z
      .strictObject({
        /** Threads for translations; 0 translates where it is asked, `cores` takes one for each core. */
        workers: z.union([z.number().int().min(0).max(64), z.literal('cores')]).default(0),
        /** Seconds after which a translation on a thread is given up. */
        seconds: z.number().int().min(1).max(600).default(60),
        /** MB of memory for each thread. A document is 20 MB at most, and its trees some twenty times that. */
        megabytes: z.number().int().min(64).max(16_384).default(1_024),
      })
      .prefault({}),
    /** What documents are held to besides our own rules. */
    validation: z
      .strictObject({
        /** Folder of the official CDA schemas that `passerelle schemas import` has stored; left out, they are not asked. */
        schemas: z.string().min(1).optional(),
      })
      .default({}),
    /** Folder in which the node keeps what it makes outside the database: tokens, the file of checkpoints. */
    state: z.string().min(1),
    doors: z.strictObject({ edge: door, national: door, operators: door }),
    limits: limitsSchema,
    national: z.strictObject({
      /** Folder watched for national records; left out, none is watched. */
      folder: z.string().min(1).optional(),
    }),
    store: z.strictObject({
      /** PostgreSQL 15 or later; left out, the embedded server is used. */
      url: z.string().startsWith('postgres').optional(),
      /** Database on the embedded server. */
      database: z.string().regex(/^[a-z_]{1,40}$/),
      connections: z.number().int().min(4).max(200).default(12),
    }),
    bus: z.discriminatedUnion('adapter', [
      z.strictObject({ adapter: z.literal('embedded') }),
      z.strictObject({
        adapter: z.literal('kafka'),
        brokers: z.array(z.string().min(3)).min(1),
        /** Second part of the topics' names, `passerelle.<name>.<topic>`; the country unless told. */
        name: z
          .string()
          .regex(/^[a-z0-9-]{1,40}$/)
          .optional(),
      }),
    ]),
    policy: z.strictObject({
      /** HL7 PurposeOfUse codes accepted. */
      purposes: z.array(z.string().min(1)).min(1),
      /** ISCO-08 codes, or their beginnings. */
      professionalRoles: z.array(z.string().regex(/^\d{1,4}$/)).min(1),
    }),
    log: z.strictObject({
      /** Origin line of the checkpoints and name of the log key. */
      origin: z.string().min(1),
      checkpointSeconds: z.number().min(0.1).max(60),
    }),
  })
  // A list that is ignored without a word would be trusted in the mind of the operator only.
  .refine(({ trust, peers }) => trust === undefined || peers.length === 0, {
    message: 'leave the files of the peers out where trust.bundle is named',
    path: ['peers'],
  })
  .refine(({ trust, peerEndpoints }) => trust === undefined || Object.keys(peerEndpoints).length === 0, {
    message: 'addresses come from trust.bundle alone where it is named',
    path: ['peerEndpoints'],
  });

/** A node's configuration, every default filled in. */
export type NodeConfiguration = z.infer<typeof nodeSchema>;
