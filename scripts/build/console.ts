import { build } from 'vite';
import { root } from './paths.ts';

/** The service team's console, which the CRM host serves (demo/crm-host/console). */
export const buildConsole = async (): Promise<void> => {
  const folder = `${root}demo/crm-host/console`;
  await build({ root: folder, configFile: `${folder}/vite.config.ts`, logLevel: 'warn' });
};
