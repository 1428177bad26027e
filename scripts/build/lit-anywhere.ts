import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const LIT = /^(lit|lit-html|lit-element|@lit\/[\w-]+|@lit-labs\/ssr-dom-shim)(\/|$)/;

/** Takes Lit's `node` production build: it looks for HTMLElement and document at run time, so that one library file can be imported
 *  by a server (SSR) and runs in browsers all the same. Its browser build throws "HTMLElement is not defined" in Node. */
export const litAnywhere = (): Plugin => ({
  name: 'carmine:lit-anywhere',
  enforce: 'pre',
  resolveId: (source, importer) =>
    importer && LIT.test(source) ? createRequire(importer).resolve(source) : null,
});
