import { gunzipSync } from 'node:zlib';

const block = 512;
/** The largest published FHIR package (terminology) unpacks to 71 MB; a bomb goes on for ever. */
const largest = 256 * 1024 * 1024;

/**
 * The files of a package archive, a gzipped POSIX tar of one level below `package/`. Names and contents are all that is
 * read; links, owners and modes are not.
 * @param archive - octets of a `.tgz`
 * @returns name below `package/` and content, read as UTF-8 when asked for
 * @throws RangeError when the archive unpacks to more than 256 MB or ends within a file
 */
export function* filesOfArchive(archive: Uint8Array): Generator<readonly [string, () => string]> {
  const tar = gunzipSync(archive, { maxOutputLength: largest });
  for (let at = 0; at + block <= tar.length;) {
    const name = field(tar, at, 0, 100);
    if (name === '') break;
    const size = Number.parseInt(field(tar, at, 124, 12), 8);
    const start = at + block;
    if (!Number.isInteger(size) || start + size > tar.length) throw new RangeError('the archive ends within a file');
    const kind = field(tar, at, 156, 1);
    const inside = /^package\/([^/]+)$/.exec(name)?.[1];
    if ((kind === '0' || kind === '') && inside !== undefined) {
      yield [inside, () => tar.toString('utf8', start, start + size)];
    }
    at = start + Math.ceil(size / block) * block;
  }
}

/** A text field of a header: up to the first NUL, without blanks around. */
function field(tar: Buffer, header: number, offset: number, length: number): string {
  const text = tar.toString('latin1', header + offset, header + offset + length);
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).trim();
}
