import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';
import { CarmineError } from '@carmine/errors';

/** A virtual X display. `name` is what DISPLAY takes, such as ":99". */
export interface VirtualDisplay {
  readonly name: string;
  /** Ends the X server. Idempotent. */
  close(): void;
}

const START_MS = 15_000;

/** true where a virtual display can be started: Xvfb is on PATH. */
export const hasXvfb = (): boolean =>
  process.platform === 'linux' && !spawnSync('Xvfb', ['-version'], { stdio: 'ignore' }).error;

/** Xvfb writes the number of the free display it took to file descriptor 3 once it accepts clients. */
const readNumber = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new CarmineError('browser-missing', { message: `Xvfb did not start: ${why}` }));
    const timer = setTimeout(() => fail(`no display number after ${START_MS} ms`), START_MS);
    let text = '';
    (server.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}`);
    });
  });

/**
 * Starts Xvfb on a free display number. It ends with `close()`, with this process, or when its last client has gone.
 * @throws CarmineError `browser-missing` when Xvfb cannot start.
 */
export const startDisplay = async (size = { width: 1920, height: 1440 }): Promise<VirtualDisplay> => {
  const screen = `${size.width}x${size.height}x24`;
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-terminate'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const kill = () => {
    process.off('exit', kill);
    if (server.exitCode === null) server.kill();
  };
  process.once('exit', kill);
  try {
    const number = await readNumber(server);
    (server.stdio[3] as Readable).destroy();
    server.unref();
    return { name: `:${number}`, close: kill };
  } catch (error) {
    kill();
    throw error;
  }
};
