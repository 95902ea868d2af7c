export { compileDefinitions, sourcePackages } from './compile-definitions.js';
export { importPackage, type ImportedPackage } from './import-package.js';
