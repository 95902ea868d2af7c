import { PasserelleError } from '@passerelle/kernel';
import { readCertificate, readCertificates, type Certificate } from '@passerelle/trust';
import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { readInput } from './input.js';
import type { CommandIo } from './io.js';

const largestPem = 100_000;

/** What a certificate in DER begins with; PEM is text. */
const sequence = 0x30;

/**
 * Anchors that are read when they are asked for. A seal is judged by one set after the other until one of them settles
 * who made it.
 */
export type AnchorSets = AsyncIterable<readonly Certificate[]>;

/**
 * Anchor sets for many files: each set is read once, when the first file asks for it.
 * @param sets - read from its start to its end at most once
 */
export function rememberedAnchors(sets: AnchorSets): AnchorSets {
  const known: (readonly Certificate[])[] = [];
  const source = sets[Symbol.asyncIterator]();
  return {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; ; at++) {
        if (at === known.length) {
          const next = await source.next();
          if (next.done === true) return;
          known.push(next.value);
        }
        yield known[at]!;
      }
    },
  };
}

/**
 * The certificates after `--anchor`, of seals or of authorities, as one set.
 * @throws PSR-8002 when a file cannot be read; PSR-2010 when it holds no certificate
 */
export async function* namedAnchors(files: readonly string[], io: CommandIo): AnchorSets {
  yield await readAnchors(files, io);
}

/**
 * What is trusted where no anchor is named: the authority of this clone, then the seal certificates pinned for its
 * peers. They are two sets because the second needs YAML and its schema, which take longer to load than a seal to verify.
 * @throws PSR-7005 when there is none of them; PSR-7001 when the file of a peer is not valid
 */
export async function* cloneAnchors(io: CommandIo): AnchorSets {
  const authority = join(io.root, 'certs', 'generated', 'ca.cert.pem');
  const known = existsSync(authority);
  if (known) yield await readAnchors([authority], io);
  const pinned = (await pinnedSealFiles(io)).filter((file) => existsSync(file));
  if (pinned.length > 0) yield await readAnchors(pinned, io);
  else if (!known) throw new PasserelleError('PSR-7005', { file: authority });
}

async function readAnchors(files: readonly string[], io: CommandIo): Promise<readonly Certificate[]> {
  const pems = await Promise.all(files.map((file) => readInput(file, io, largestPem)));
  return pems.flatMap((octets) => (octets[0] === sequence ? [readCertificate(octets)] : readCertificates(octets)));
}

async function pinnedSealFiles(io: CommandIo): Promise<string[]> {
  const folder = join(io.root, 'config', 'peers');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  if (files.length === 0) return [];
  const { readPeer } = await import('@passerelle/peers');
  const pinned = await Promise.all(
    files.map(async (file) => {
      const read = readPeer((await readInput(join(folder, file), io)).toString('utf8'));
      if ('peer' in read) return read.peer.certificates.seal;
      const { length } = read.problems;
      throw new PasserelleError('PSR-7001', { count: length, problems: `${file}: ${read.problems.join('; ')}` });
    }),
  );
  // Relative paths start from the root of the clone, as in the configuration of a node.
  return pinned.flat().map((file) => (isAbsolute(file) ? file : join(io.root, file)));
}
