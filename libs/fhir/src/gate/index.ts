export { checkEps, type EpsOptions } from './check-eps.js';
export type { Finding } from './finding.js';
