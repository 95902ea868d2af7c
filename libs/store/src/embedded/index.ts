export { startEmbeddedServer, type EmbeddedServer } from './server.js';
