export { compileSchema, type XmlSchema } from './compile-schema.js';
export { isInnerPath, openStoredSchema, storeSchema } from './schema-folder.js';
export { type SchemaFault, type SchemaFaultKind } from './schema-fault.js';
