import { PasserelleError } from '@passerelle/kernel';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOf, type Catalogue } from './catalogue/catalogue.js';
import { compileTables } from './catalogue/load-catalogue.js';
import { layered } from './lookup/layered.js';
import { openIndex, type TerminologyIndex } from './lookup/terminology-index.js';
import type { TextFile } from './sources/reading.js';

/** Name of the index in a folder of imports. */
export const indexFile = 'terminology.index';

/** Where the terminology of a node is. */
export interface TerminologyPlaces {
  /** Folders of tables: concept maps and files of displays, `.csv` and `.tsv`, also in subfolders. */
  readonly folders: readonly string[];
  /** Folder of imports; that it holds no index is no error, since a node may do without. */
  readonly imported?: string;
}

/** The terminology of a node. */
export interface NodeTerminology {
  readonly catalogue: Catalogue;
  /** What it lies in: what was imported goes before what is configured. */
  readonly layers: readonly [TerminologyIndex, ...TerminologyIndex[]];
}

/**
 * Opens the terminology of a node: compiles the tables of the configured folders and opens the imported index above them.
 * @throws PSR-7010 when a table is not valid; PSR-7104 or PSR-7105 when there is an index that cannot be used; PSR-8002 when
 *   a file cannot be read
 */
export function openTerminology({ folders, imported }: TerminologyPlaces): NodeTerminology {
  const tables = compileTables(folders.flatMap(tablesIn));
  const index = imported === undefined ? undefined : join(imported, indexFile);
  const layers: NodeTerminology['layers'] =
    index !== undefined && existsSync(index) ? [openIndex(index), tables] : [tables];
  return { catalogue: catalogueOf(layered(layers)), layers };
}

/** The tables below a folder, named by their file name alone: that is what provenance quotes. */
function tablesIn(folder: string): TextFile[] {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names
    .filter((name) => /\.(csv|tsv)$/.test(name))
    .map((name) => ({ name: name.replace(/^.*[\\/]/, ''), text: readTable(join(folder, name)) }));
}

function readTable(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PasserelleError('PSR-8002', { file }, { cause });
  }
}
