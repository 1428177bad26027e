import { buildAssets } from './assets.ts';
import { benchDist, buildBench } from './bench.ts';
import { buildCli, cliDist } from './cli.ts';
import { buildConsole } from './console.ts';
import { buildLibrary } from './library.ts';
import { dist, root } from './paths.ts';
import { whenStale } from './stamp.ts';
import { buildStorefront } from './storefront.ts';
import { buildTypes } from './types.ts';

const SOURCES = [
  'packages',
  'models/face',
  'models/skin/weights',
  'models/skin-maps/weights',
  'models/visibility/weights',
];

const steps = [
  { name: 'assets', output: `${dist}/assets`, inputs: SOURCES, work: buildAssets },
  { name: 'cli', output: `${cliDist}/engine`, inputs: SOURCES, work: buildCli },
  { name: 'bench', output: `${benchDist}/runner`, inputs: [...SOURCES, 'bench'], work: buildBench },
  { name: 'library', output: `${dist}/lib`, inputs: SOURCES, work: buildLibrary },
  { name: 'types', output: `${dist}/types`, inputs: SOURCES, work: buildTypes },
  {
    name: 'storefront',
    output: `${root}demo/storefront/dist`,
    inputs: [...SOURCES, 'demo/storefront'],
    work: buildStorefront,
  },
  {
    name: 'console',
    output: `${root}demo/crm-host/console/dist`,
    // Its sources, and the words of a match's reasons that it shares with the element.
    inputs: ['demo/crm-host/console', 'demo/crm-host/src', 'packages/elements/src'],
    work: buildConsole,
  },
];

/** `--force` builds fresh steps too; `--only a,b` limits the steps. Everything said goes to stderr. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const onlyAt = argv.indexOf('--only');
  const only = onlyAt >= 0 ? argv[onlyAt + 1]?.split(',') : undefined;
  for (const step of steps) {
    if (only && !only.includes(step.name)) continue;
    await whenStale({ ...step, force: argv.includes('--force') }, step.work);
  }
};
