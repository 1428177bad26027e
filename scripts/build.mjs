// Builds what is out of date: assets, library, types, storefront. `--force` builds all; `--only assets,library` some.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./build/index.ts');
await main(process.argv.slice(2));
