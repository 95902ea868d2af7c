import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the steps leave what the next run may use, and what they tell each other. */
export const cache = join(root, '.cache/test');
