import type { DetachedObject } from '../verification/context.js';
import { asicE, asicS, isOtherProof, isXadesFile, metaFolder, mimetypeName } from './profile.js';
import { refused, zipEntries, type ContainerEntry } from './zip-entries.js';

/** A container taken apart. */
export interface Container {
  readonly kind: 'ASiC-E' | 'ASiC-S';
  /** What it carries. */
  readonly objects: readonly DetachedObject[];
  /** Files of XAdES signatures, in the order of the container. */
  readonly signatureFiles: readonly DetachedObject[];
}

/**
 * Reads a container of ETSI EN 319 162-1 with XAdES signatures.
 * @throws PasserelleError PSR-3026 when it is no such container
 */
export async function readContainer(octets: Buffer): Promise<Container> {
  const entries = await zipEntries(octets);
  const stated = statedType(entries);
  const objects = entries.filter(({ name }) => name !== mimetypeName && !isMeta(name));
  const signatureFiles = entries.filter(({ name }) => isXadesFile(name));
  if (entries.some(({ name }) => isOtherProof(name))) throw refused('its proofs are not XAdES signatures alone');
  if (signatureFiles.length === 0) throw refused('it holds no XAdES signature');
  if (stated === asicS && objects.length !== 1) throw refused('an ASiC-S carries exactly one document');
  return { kind: stated === asicS ? 'ASiC-S' : 'ASiC-E', objects, signatureFiles };
}

/** Whoever unpacks on a system that tells no case apart finds one folder. */
function isMeta(name: string): boolean {
  return name.toLowerCase().startsWith(metaFolder.toLowerCase());
}

/** The media type by the entry `mimetype`, which may be left out (section 4.4.3.1); it is then taken for ASiC-E. */
function statedType(entries: readonly ContainerEntry[]): string {
  const at = entries.findIndex(({ name }) => name === mimetypeName);
  if (at < 0) return asicE;
  const entry = entries[at]!;
  if (at > 0 || !entry.isStored) throw refused('its media type is not the first thing in it, as it is');
  const type = entry.octets.toString('latin1').trim();
  if (type !== asicE && type !== asicS) throw refused('its media type is another');
  return type;
}
