export { checkEps, type EpsOptions } from './check-eps.js';
