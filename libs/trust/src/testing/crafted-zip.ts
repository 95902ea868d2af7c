import { crc32, deflateRawSync } from 'node:zlib';
import { zipEntries } from '../asic/zip-entries.js';

/** An entry of a ZIP file in which anything may be wrong. */
export interface CraftedEntry {
  readonly name: string;
  readonly octets?: Uint8Array;
  readonly deflate?: boolean;
  /** What the directory says in place of the truth. */
  readonly uncompressedSize?: number;
  readonly compressedSize?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly externalAttributes?: number;
  readonly extra?: Uint8Array;
  /** What the local header says in place of the name. */
  readonly localName?: string;
  /** Octets behind the data, which nothing accounts for. */
  readonly behind?: Uint8Array;
  /** Offset of the local header in place of the truth. */
  readonly offset?: number;
}

/** Writes a ZIP file (APPNOTE 4.3) with exactly these entries; it does not check anything. */
export function craftedZip(entries: readonly CraftedEntry[], behind: Uint8Array = Buffer.alloc(0)): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const octets = entry.octets ?? Buffer.alloc(0);
    const data = entry.deflate ? deflateRawSync(octets) : Buffer.from(octets);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const { extra = Buffer.alloc(0) } = entry;
    const frame = (nameLength: number, extraLength: number): Buffer => {
      const head = Buffer.alloc(26);
      head.writeUInt16LE(20, 0);
      head.writeUInt16LE(entry.flags ?? 0x0800, 2);
      head.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 4);
      head.writeUInt32LE(crc32(octets), 10);
      head.writeUInt32LE(entry.compressedSize ?? data.length, 14);
      head.writeUInt32LE(entry.uncompressedSize ?? octets.length, 18);
      head.writeUInt16LE(nameLength, 22);
      head.writeUInt16LE(extraLength, 24);
      return head;
    };
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.externalAttributes ?? 0, 6);
    tail.writeUInt32LE(entry.offset ?? offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003'), frame(name.length, extra.length), tail, name, extra]),
    );
    const local = Buffer.concat([
      Buffer.from('PK\u0003\u0004'),
      frame(localName.length, 0),
      localName,
      data,
      entry.behind ?? Buffer.alloc(0),
    ]);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end, behind]);
}

/** A ZIP file written anew with other octets under one of its names. */
export async function withEntry(zip: Buffer, name: string, octets: Uint8Array): Promise<Buffer> {
  const entries = await zipEntries(zip);
  return craftedZip(entries.map((each) => (each.name === name ? { ...each, octets } : each)));
}
