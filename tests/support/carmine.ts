import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPO } from './paths.ts';

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the `carmine` command as a process, as `pnpm carmine` does, in `cwd`. What is built is taken as it is. */
export const runCarmine = (cwd: string, ...args: string[]): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, CARMINE_SKIP_BUILD: '1', CARMINE_CWD: cwd };
    const child = spawn(process.execPath, [join(REPO, 'scripts/carmine.mjs'), ...args], { cwd: REPO, env });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
