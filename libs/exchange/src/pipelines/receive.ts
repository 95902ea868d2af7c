import { giveReceipt } from '../steps/give-receipt.js';
import { read } from '../steps/read.js';
import { verify } from '../steps/verify.js';
import type { Pipeline } from './step.js';

/** Country B receives a push. It runs inline: the sender waits for the receipt. */
export const receive: Pipeline = [verify, read, giveReceipt];
