import { failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
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
 * @returns the container; PSR-3027 without documents, and for a name that cannot stand in a container or is taken; or the
 * refusal of the time-stamping authority
 */
export async function createContainer(
  documents: readonly ContainerDocument[],
  key: SealKey,
  options: Omit<SigningOptions, 'form'>,
): Promise<Result<Buffer>> {
  const fault = namesFault(documents.map(({ name }) => name));
  if (fault !== undefined) return failed(new PasserelleError('PSR-3027', { reason: fault }));
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

function namesFault(names: readonly string[]): string | undefined {
  if (names.length === 0) return 'there is nothing to sign';
  for (const name of names) {
    const isTaken = comparable(name) === mimetypeName || comparable(name).startsWith(metaFolder.toLowerCase());
    const fault =
      isTaken || name.endsWith('/') ? 'a document has the name of a part of the container' : nameFault(name);
    if (fault !== undefined) return fault;
  }
  return new Set(names.map(comparable)).size < names.length ? 'two documents have one name' : undefined;
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
