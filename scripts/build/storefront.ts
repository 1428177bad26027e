import { build } from 'vite';
import { root } from './paths.ts';

/** The demo shop, with the assets copied beside it (demo/storefront/vite.config.ts). */
export const buildStorefront = async (): Promise<void> => {
  const folder = `${root}demo/storefront`;
  await build({ root: folder, configFile: `${folder}/vite.config.ts`, logLevel: 'warn' });
};
