export { checkCdaSyntax, type CdaUse } from './syntax/check-syntax.js';
