import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * What the fuzzer's add-on for Linux asks of newer system libraries than Debian 12 has, and what stands for it there.
 * `skip` is how far to go into the name of the symbol: `__isoc23_strtol` is `strtol` that also reads binary digits, and
 * its last six letters are the name of the old one. A symbol without `skip` is a mark for the linker that nothing uses.
 */
const replacements = {
  'GLIBC_2.38': { library: 'libc.so.6', older: 'GLIBC_2.2.5', symbols: { __isoc23_strtol: 9, __isoc23_strtoul: 9 } },
  'GLIBCXX_3.4.32': {
    library: 'libstdc++.so.6',
    older: 'GLIBCXX_3.4.30',
    symbols: { _ZSt21ios_base_library_initv: undefined },
  },
};

const [dynamicSymbols, relocations, versionNeeds, versionOfSymbol] = [11, 4, 0x6ffffffe, 0x6fffffff];

/**
 * Makes an add-on (ELF, 64 bits, little-endian) load with an older glibc, by pointing two names at older symbols. What it
 * does not know it does not touch.
 * @param {string} file - path of the add-on, which is replaced as a whole
 * @returns {'changed' | 'nothing to do'}
 * @throws {Error} where the file is of another kind, or asks for a symbol that is not expected
 */
export function makeLoadable(file) {
  const octets = readFileSync(file);
  const changed = withOlderVersions(octets);
  if (changed === undefined) return 'nothing to do';
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, changed, { mode: 0o755 });
  renameSync(beside, file);
  return 'changed';
}

/**
 * @param {Buffer} original - of the add-on
 * @returns {Buffer | undefined} a changed copy; undefined where it asks for nothing that is to be replaced
 */
export function withOlderVersions(original) {
  const octets = Buffer.from(original);
  const image = readImage(octets);
  let isChanged = false;
  for (const need of image.needs.filter(({ version }) => Object.hasOwn(replacements, version))) {
    const { library, older, symbols } = replacements[need.version];
    if (need.library !== library) throw new Error(`${need.version} is asked of ${need.library}`);
    const base = image.needs.find((each) => each.library === library && each.version === older);
    if (base === undefined) throw new Error(`${older} is not among what the add-on asks for already`);
    for (const symbol of image.symbols.filter(({ version }) => version === need.index)) {
      if (!Object.hasOwn(symbols, symbol.name)) throw new Error(`${need.version} is asked for ${symbol.name}`);
      const skip = symbols[symbol.name];
      if (skip !== undefined) octets.writeUInt32LE(symbol.nameAt + skip, symbol.at);
      else if (image.relocated.has(symbol.number)) throw new Error(`${symbol.name} is used`);
    }
    octets.writeUInt32LE(hashOf(older), need.at);
    octets.writeUInt32LE(base.nameAt, need.at + 8);
    isChanged = true;
  }
  return isChanged ? octets : undefined;
}

/** What of an ELF file matters here: the versions it needs, its dynamic symbols, and which of them are relocated. */
function readImage(octets) {
  if (octets.subarray(0, 6).toString('latin1') !== '\x7fELF\x02\x01') throw new Error('not an add-on for 64-bit Linux');
  const sections = readSections(octets);
  const section = (type) => {
    const found = sections.find((each) => each.type === type);
    if (found === undefined) throw new Error(`the add-on has no section of type ${type}`);
    return found;
  };
  const symbolTable = section(dynamicSymbols);
  const names = sections[symbolTable.link];
  const nameAt = (at) => octets.toString('latin1', names.offset + at, octets.indexOf(0, names.offset + at));
  const versions = section(versionOfSymbol);
  const symbols = Array.from({ length: symbolTable.size / 24 }, (_, number) => {
    const at = symbolTable.offset + 24 * number;
    const name = octets.readUInt32LE(at);
    const version = octets.readUInt16LE(versions.offset + 2 * number) & 0x7fff;
    return { number, at, nameAt: name, name: nameAt(name), version };
  });
  return {
    symbols,
    needs: readNeeds(octets, section(versionNeeds), nameAt),
    relocated: readRelocated(octets, sections),
  };
}

function readSections(octets) {
  const start = Number(octets.readBigUInt64LE(40));
  const [entry, count] = [octets.readUInt16LE(58), octets.readUInt16LE(60)];
  return Array.from({ length: count }, (_, number) => {
    const at = start + number * entry;
    return {
      type: octets.readUInt32LE(at + 4),
      offset: Number(octets.readBigUInt64LE(at + 24)),
      size: Number(octets.readBigUInt64LE(at + 32)),
      link: octets.readUInt32LE(at + 40),
      info: octets.readUInt32LE(at + 44),
    };
  });
}

function readNeeds(octets, section, nameAt) {
  const needs = [];
  let at = section.offset;
  for (let library = 0; library < section.info; library++) {
    let one = at + octets.readUInt32LE(at + 8);
    for (let left = octets.readUInt16LE(at + 2); left > 0; left--) {
      const name = octets.readUInt32LE(one + 8);
      needs.push({
        at: one,
        library: nameAt(octets.readUInt32LE(at + 4)),
        version: nameAt(name),
        nameAt: name,
        index: octets.readUInt16LE(one + 6) & 0x7fff,
      });
      one += octets.readUInt32LE(one + 12);
    }
    at += octets.readUInt32LE(at + 12);
  }
  return needs;
}

function readRelocated(octets, sections) {
  const relocated = new Set();
  for (const { offset, size } of sections.filter(({ type }) => type === relocations))
    for (let at = offset; at < offset + size; at += 24) relocated.add(octets.readUInt32LE(at + 12));
  return relocated;
}

/** The hash of a name in ELF (System V ABI). */
function hashOf(name) {
  let hash = 0;
  for (const octet of Buffer.from(name, 'latin1')) {
    hash = (hash * 16 + octet) >>> 0;
    const high = hash & 0xf0000000;
    hash = (hash ^ (high >>> 24)) & ~high;
  }
  return hash >>> 0;
}
