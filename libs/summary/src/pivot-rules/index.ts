export { checkPivot } from './check-pivot.js';
