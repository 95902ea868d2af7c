import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commonSummary } from './common-summary.mjs';

/**
 * A document to be translated or sealed.
 * @typedef {{ name: string, octets: Buffer, entries: number }} Source - entries: `entry` elements in its sections
 */

/** A national record of test/fixtures, by its path below `national`. */
export function fixture(path) {
  return read(path, new URL(`../../test/fixtures/national/${path}`, import.meta.url));
}

/** The two sizes to design for: a usual summary and one of the ninth decile. */
export const nationalRecords = () => [fixture('lu/rich.xml'), fixture('lu/sixty-entries.xml')];

/** Documents of the same sizes that C-CDA converters read too. @returns {Source[]} */
export const commonSummaries = () =>
  [70_000, 150_000].map((bytes) => {
    const { xml, entries } = commonSummary(bytes);
    return { name: `common summary ${kilobytes(xml.length)}`, octets: Buffer.from(xml, 'utf8'), entries };
  });

/** A member state's sample of 136 kB, where the corpus is beside the clone. @returns {Source | undefined} */
export function corpusSample() {
  const path = '../../../shared/corpus/myhealtheu/cda/display-tool-samples/W1_PS_ps.xml';
  const file = new URL(path, import.meta.url);
  return existsSync(file) ? read('W1_PS_ps.xml', file) : undefined;
}

/**
 * The documents that are translated and rendered: both sizes of both kinds, and the sample where it is asked for.
 * @param {boolean} corpus
 * @returns {Source[]}
 */
export function measuredDocuments(corpus) {
  const sample = corpus ? corpusSample() : undefined;
  return [...commonSummaries(), ...nationalRecords(), ...(sample === undefined ? [] : [sample])];
}

/** @returns {Source} */
function read(path, file) {
  const octets = readFileSync(fileURLToPath(file));
  const entries = octets.toString('utf8').match(/<(\w+:)?entry[\s>]/g)?.length ?? 0;
  return { name: `${path.split('/').at(-1)} ${kilobytes(octets.length)}`, octets, entries };
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
