// Serves the built storefront with the headers a shop should send (docs/guide/embed.md).
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const root = fileURLToPath(new URL('../demo/storefront', import.meta.url));
const portFlag = process.argv.indexOf('--port');
const port = portFlag > 0 ? Number(process.argv[portFlag + 1]) : 4173;
const server = await preview({
  root,
  configFile: `${root}/vite.config.ts`,
  preview: { port, host: 'localhost' },
});
console.log('\nCarmine demo (Ctrl+C stops it):');
server.printUrls();
