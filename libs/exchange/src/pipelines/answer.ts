import { answer } from '../steps/answer.js';
import { authorise } from '../steps/authorise.js';
import { fetch } from '../steps/fetch.js';
import { seal } from '../steps/seal.js';
import { translate } from '../steps/translate.js';
import type { Pipeline } from './step.js';

/** Country A answers a pull. It runs inline: the bus is never between a waiting professional and the answer. */
export const answerPull: Pipeline = [authorise, fetch, translate, seal, answer];
