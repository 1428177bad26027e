import { fileURLToPath } from 'node:url';
import type { Paths } from './commands/usage.ts';
import { processTerminal } from './io/terminal.ts';
import { run } from './program.ts';

/** Where things lie beside the bundled command; `assets` can be elsewhere (the umbrella package has its own). */
const defaultPaths = (): Paths => ({
  assets: fileURLToPath(new URL('./assets/', import.meta.url)),
  page: fileURLToPath(new URL('./engine/', import.meta.url)),
  bench: fileURLToPath(new URL('./bench/', import.meta.url)),
});

/** The command as a process: runs with the words of the command line and sets the exit code. */
export const main = async (args: readonly string[], paths: Partial<Paths> = {}): Promise<void> => {
  process.exitCode = await run(args, {
    terminal: processTerminal(),
    paths: { ...defaultPaths(), ...paths },
  });
};
