export { compileSchema, type XmlSchema } from './compile-schema.js';
export { type SchemaFault, type SchemaFaultKind } from './schema-fault.js';
