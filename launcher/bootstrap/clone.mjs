import { fileURLToPath } from 'node:url';

/** The folder this project was cloned into; every path of the bootstrap starts here. */
export const CLONE = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
