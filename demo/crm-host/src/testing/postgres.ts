import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Finds and runs a PostgreSQL of this machine for the tests: its own cluster in a temporary folder, reached by a Unix socket, gone afterwards. */

const DEBIAN = '/usr/lib/postgresql';

const candidates = (): string[] => [
  ...(process.env.CARMINE_POSTGRES_BIN ? [process.env.CARMINE_POSTGRES_BIN] : []),
  ...(existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => `${DEBIAN}/${version}/bin`)
    : []),
  ...(process.env.PATH ?? '').split(':'),
];

/** Folder with `initdb` and `postgres`, or undefined. */
export const postgresBin = (): string | undefined =>
  candidates().find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')));

/** PostgreSQL refuses to run as root: as root it runs as `postgres` (the user that the package makes) or `nobody`. */
const otherUser = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    if (id('-u') > 0) return { uid: id('-u'), gid: id('-g') };
  }
  return undefined;
};

export interface TestPostgres {
  /** Of database `name`, which must exist; `postgres` always does. */
  url(name: string): string;
  /** Of the running server's first process; 0 while it is stopped. */
  pid(): number;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Settings that trade safety in a power cut for speed; a test's data needs none. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'listen_addresses='];

/** A cluster of its own, running. Throws with the server's words when it cannot be made. */
export const startPostgres = async (
  bin: string,
  settings: readonly string[] = SETTINGS,
): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'carmine-pg-'));
  const user = otherUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'carmine', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    { encoding: 'utf8', cwd: folder, ...user },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error}`);
  let server: ReturnType<typeof spawn> | undefined;
  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const flags = [...settings, `unix_socket_directories=${folder}`].flatMap((s) => ['-c', s]);
      server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        ...user,
      });
      let said = '';
      server.stderr?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4000);
        if (said.includes('ready to accept connections')) resolve();
      });
      server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server || server.exitCode !== null) return resolve();
      server.once('exit', () => resolve());
      // Fast shutdown: open transactions are rolled back, connections cut.
      server.kill('SIGINT');
    });
  await start();
  return {
    url: (name) => `postgres://carmine@localhost/${name}?host=${encodeURIComponent(folder)}`,
    pid: () => (server?.exitCode === null ? (server.pid ?? 0) : 0),
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
