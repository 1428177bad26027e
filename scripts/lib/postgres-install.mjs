// Makes sure of a PostgreSQL for the CRM host's tests where that is easy; without one they run on the embedded store only.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall } from './apt.mjs';

const DEBIAN = '/usr/lib/postgresql';

const folders = () => [
  ...(process.env.CARMINE_POSTGRES_BIN ? [process.env.CARMINE_POSTGRES_BIN] : []),
  ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : []),
  ...(process.env.PATH ?? '').split(':'),
];
const found = () => folders().some((folder) => existsSync(join(folder, 'initdb')));

/** Installs PostgreSQL where apt-get is there. The tests make their own cluster in a temporary folder; the system's is not touched. */
export const ensurePostgres = () => {
  if (process.platform !== 'linux' || found()) return;
  aptInstall('postgresql');
  if (!found())
    console.warn('No PostgreSQL could be installed: the CRM host is tested on the embedded store only.');
};
