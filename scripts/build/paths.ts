import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const dist = `${root}packages/carmine/dist`;
export const assets = `${dist}/assets`;
