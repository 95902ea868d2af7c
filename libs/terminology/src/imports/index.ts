export {
  prepareImport,
  previousIndexFile,
  type ImportOfSource,
  type ImportOptions,
  type PreparedImport,
} from './import-sources.js';
export { readManifest, type ImportedSource } from './manifest.js';
