export { answerTimeStampQuery } from './answer-query.js';
export { createDevelopmentTsa, type DevelopmentTsa } from './authority.js';
export { timeStampServer } from './serve.js';
