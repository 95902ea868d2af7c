import 'reflect-metadata';

export {
  loadConfiguration,
  nodeFiles,
  type ConfigurationSources,
  type LoadedConfiguration,
} from './configuration/load.js';
export { readNodeConfiguration, type NodeChoice } from './configuration/node-configuration.js';
export type { NodeConfiguration } from './configuration/schema.js';
export type { Door } from './doors/http-door.js';
export { createLogger, silentLogger, type Logger } from './logging/logger.js';
export { openNode, wholeNode, type NodeParts, type OpenNode } from './node/open-node.js';
export { runNode } from './node/run-node.js';
export { openSigner, runSigner } from './signing/run-signer.js';
export type { SignerClient } from './signing/signer-clients.js';
export type { NodeRuntime } from './node/runtime.js';
export { registerRecord, type RegisteredRecord } from './national/register-record.js';
export { beginExchange } from './operators/order.js';
