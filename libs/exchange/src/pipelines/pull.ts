import { acknowledge } from '../steps/acknowledge.js';
import { ask } from '../steps/ask.js';
import { read } from '../steps/read.js';
import { verify } from '../steps/verify.js';
import type { Pipeline } from './step.js';

/** Country B asks. Up to `read` it runs inline; the receipt goes out through the bus. */
export const pull: Pipeline = [ask, verify, read, acknowledge];
