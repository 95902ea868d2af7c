import { gzipSync } from 'node:zlib';

/** A gzipped tar archive of files by their path, as npm makes them (USTAR). */
export function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const octets = Buffer.from(text);
    return [header(path, octets.length), octets, Buffer.alloc((512 - (octets.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A FHIR package of resources. */
export function packageOf(name: string, version: string, resources: readonly object[]): Buffer {
  const description = JSON.stringify({ name, version, fhirVersions: ['4.0.1'] });
  const files = resources.map((resource, at) => [`package/resource-${at}.json`, JSON.stringify(resource)] as const);
  return archiveOf({ 'package/package.json': description, ...Object.fromEntries(files) });
}

/** Header of a tar entry; a size that is not that of the content makes a broken archive. */
export function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0, 100);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  const sum = block.reduce((total, octet) => total + octet, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
