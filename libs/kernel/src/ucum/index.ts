export { isUcum } from './ucum.js';
