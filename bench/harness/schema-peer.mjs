import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as libxml2 from 'libxml2-wasm';

// What `passerelle schemas import` has stored, or the corpus beside the clone. The official schemas are nobody's to ship.
const folders = ['../../data/schemas/', '../../../shared/corpus/myhealtheu/xsd/cda-pharma-openncp-tm/'];
const root = 'CDA_Pharma.xsd';

/**
 * libxml2 with the official schema of CDA. Documents are parsed before, so that what is measured is validation alone.
 * @returns {{ name: string, parse(text: string): libxml2.XmlDocument, validate(document: libxml2.XmlDocument): boolean } | undefined}
 *   undefined where the schema is not here
 */
export function schemaPeer() {
  const folder = folders
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(join(path, root)));
  if (folder === undefined) return undefined;
  const validator = compile(folder);
  return {
    name: 'libxml2 with the XSD',
    parse: (text) => libxml2.XmlDocument.fromString(text),
    validate(document) {
      try {
        validator.validate(document);
        return true;
      } catch (caught) {
        if (caught instanceof libxml2.XmlValidateError) return false;
        throw caught;
      }
    },
  };
}

function compile(folder) {
  const files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files[`schema:///${relative(folder, file)}`] = readFileSync(file);
  }
  libxml2.xmlRegisterInputProvider(new libxml2.XmlBufferInputProvider(files));
  try {
    const url = `schema:///${root}`;
    return libxml2.XsdValidator.fromDoc(libxml2.XmlDocument.fromBuffer(files[url], { url }));
  } finally {
    libxml2.xmlCleanupInputProvider();
  }
}
