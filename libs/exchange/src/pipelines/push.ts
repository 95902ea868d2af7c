import { authorise } from '../steps/authorise.js';
import { deliver } from '../steps/deliver.js';
import { fetch } from '../steps/fetch.js';
import { seal } from '../steps/seal.js';
import { translate } from '../steps/translate.js';
import type { Pipeline } from './step.js';

/** Country A sends ahead of care. The bus lies before `authorise`, `seal` and `deliver`. */
export const push: Pipeline = [authorise, fetch, translate, seal, deliver];
