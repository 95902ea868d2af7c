import { ok, type Clock, type Result } from '@passerelle/kernel';
import { element, serialize } from '@passerelle/xml';
import { ZipFile } from 'yazl';
import type { SealKey } from '../keys/seal-key.js';
import { makeSignature, newSignatureId, type SigningOptions } from '../xades/make-signature.js';
import { sealNamespaces } from '../xades/profile.js';
import { comparable, nameFault } from './entry-name.js';
import { asicE, asicNamespace, metaFolder, mimetypeName } from './profile.js';

/** A document that goes into a container. */
export interface ContainerDocument {
  /** Its name there: a relative path. */
  readonly name: string;
  readonly octets: Uint8Array;
  readonly mediaType: string;
}

const manifestNamespace = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';

/**
 * Puts documents into an ASiC-E container with one XAdES signature over all of them (ETSI EN 319 162-1 section 4.4): the
 * evidence of an exchange in one file that others can verify without us. It has the manifest of OpenDocument, which EU
 * DSS and its kin look for.
 * @returns the container; or the refusal of the time-stamping authority
 * @throws Error without documents, and for a name that cannot stand in a container or is taken
 */
export async function createContainer(
  documents: readonly ContainerDocument[],
  key: SealKey,
  options: Omit<SigningOptions, 'form'>,
): Promise<Result<Buffer>> {
  requireNames(documents.map(({ name }) => name));
  const objects = documents.map(({ name, octets, mediaType }) => ({ uri: referenceTo(name), octets, mediaType }));
  const made = await makeSignature(newSignatureId(options.clock.now()), objects, key, options);
  if (!made.ok) return made;
  const signatures = element('asic:XAdESSignatures', {}, made.value);
  return ok(
    await pack(
      [
        ...documents.map(({ name, octets }) => ({ name, octets: Buffer.from(octets) })),
        { name: `${metaFolder}manifest.xml`, octets: manifest(documents) },
        {
          name: `${metaFolder}signatures.xml`,
          octets: written(signatures, { ...sealNamespaces, asic: asicNamespace }),
        },
      ],
      options.clock,
    ),
  );
}

/** The path as a URI reference (RFC 3986): each part of it percent-encoded where it has to be. */
function referenceTo(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

function requireNames(names: readonly string[]): void {
  for (const name of names) {
    const fault = name.endsWith('/') ? 'it is a folder' : nameFault(name);
    const isTaken = comparable(name) === mimetypeName || comparable(name).startsWith(metaFolder.toLowerCase());
    if (fault !== undefined || isTaken) throw new Error(`not a name of a document in a container: ${fault ?? 'taken'}`);
  }
  const distinct = new Set(names.map(comparable));
  if (names.length === 0 || distinct.size < names.length) throw new Error('documents to sign need names of their own');
}

/** `META-INF/manifest.xml` of OpenDocument 1.2 part 3 section 3.2, as EN 319 162-1 section 4.4.3.2 allows it. */
function manifest(documents: readonly ContainerDocument[]): Buffer {
  const entry = (path: string, mediaType: string) =>
    element('manifest:file-entry', { 'manifest:full-path': path, 'manifest:media-type': mediaType });
  const root = element(
    'manifest:manifest',
    { 'manifest:version': '1.2' },
    entry('/', asicE),
    ...documents.map(({ name, mediaType }) => entry(name, mediaType)),
  );
  return written(root, { manifest: manifestNamespace });
}

function written(...parameters: Parameters<typeof serialize>): Buffer {
  return Buffer.from(serialize(...parameters), 'utf8');
}

/** Writes the ZIP file, its media type first and stored without extra field, so that it stands at offset 38. */
async function pack(files: readonly { name: string; octets: Buffer }[], clock: Clock): Promise<Buffer> {
  const zip = new ZipFile();
  const how = { mtime: clock.now(), forceDosTimestamp: true };
  zip.addBuffer(Buffer.from(asicE, 'latin1'), mimetypeName, { ...how, compress: false });
  for (const { name, octets } of files) zip.addBuffer(octets, name, { ...how, compress: octets.length > 0 });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
