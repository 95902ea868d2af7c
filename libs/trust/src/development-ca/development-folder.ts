import { completeAuthority } from './complete-authority.js';
import { completeLeaf, type LeafOrder } from './complete-leaf.js';
import { completeSecrets } from './complete-secrets.js';
import { withFolderLock } from './folder-lock.js';
import { PrivateFolder } from './private-folder.js';
import type { LeafPurpose } from './purposes.js';

/** What the folder is to hold. */
export interface DevelopmentFolder {
  /** Path of the folder; created when missing. */
  readonly path: string;
  /** Countries that get a node, ISO 3166-1 alpha-2 in lower case: the names of their folders. */
  readonly nodes: readonly string[];
  /** Password of the PKCS#12 stores. */
  readonly storePassword: string;
  /** @default the present */
  readonly now?: Date;
}

/** The leaves of a node; requester tokens are signed from PEM only and need no store. */
const leaves: readonly { purpose: LeafPurpose; store: boolean }[] = [
  { purpose: 'tls', store: true },
  { purpose: 'seal', store: true },
  { purpose: 'token', store: false },
];

/**
 * Completes a folder of development keys and certificates: one authority, the issuer of trust bundles and, for each node,
 * leaves, log key and secrets.
 * What is there and valid for more than 30 days stays as it is; the rest is made. Two processes may call it at once.
 * @returns the files written, relative to the folder; none when it was complete
 * @throws Error when a node is not two lower-case letters, or the folder stays locked
 */
export function completeDevelopmentFolder({
  path,
  nodes,
  storePassword,
  now = new Date(),
}: DevelopmentFolder): string[] {
  const wrong = nodes.find((node) => !/^[a-z]{2}$/.test(node));
  if (wrong !== undefined) throw new Error(`A node is named by two lower-case letters, not "${wrong}".`);
  const folder = new PrivateFolder(path);
  return withFolderLock(path, () => {
    folder.sweep();
    const { ca, made } = completeAuthority(folder, now);
    const files = [...made];
    for (const node of nodes) {
      const own = folder.folder(node);
      own.sweep();
      const written = [
        ...leaves.flatMap((leaf) => completeLeaf(own, ca, leafOrder(node, leaf, storePassword), now)),
        ...completeSecrets(own, `${hostOf(node)}/log`),
      ];
      files.push(...written.map((file) => `${node}/${file}`));
    }
    const issuer = folder.folder(issuerFolder);
    issuer.sweep();
    files.push(...completeLeaf(issuer, ca, issuerOrder, now).map((file) => `${issuerFolder}/${file}`));
    return files;
  });
}

/** Folder of the issuer of trust bundles, who is no node. */
const issuerFolder = 'trust';

const issuerOrder: LeafOrder = {
  purpose: 'trust-list',
  names: [],
  subject: { country: 'EU', organization: 'Passerelle development', commonName: 'Passerelle development trust list' },
};

/** Name of the node's host under the domain reserved for examples (RFC 2606). */
function hostOf(node: string): string {
  return `${node}.passerelle.example`;
}

function leafOrder(node: string, leaf: (typeof leaves)[number], storePassword: string): LeafOrder {
  const country = node.toUpperCase();
  return {
    purpose: leaf.purpose,
    names: leaf.purpose === 'tls' ? [hostOf(node)] : [],
    subject: {
      country,
      organization: `Passerelle development ${country}`,
      commonName: leaf.purpose === 'tls' ? hostOf(node) : `${hostOf(node)} ${leaf.purpose}`,
    },
    ...(leaf.store && { storePassword }),
  };
}
