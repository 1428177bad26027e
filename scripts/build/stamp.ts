import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

const SKIP = new Set(['node_modules', 'dist', '.venv', '__pycache__', 'out']);

const addTo = (hash: ReturnType<typeof createHash>, path: string): void => {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!SKIP.has(name)) addTo(hash, join(path, name));
    return;
  }
  if (/\.test\.ts$|\.md$/.test(path)) return;
  hash.update(path.slice(root.length)).update(readFileSync(path));
};

/** One digest over the content of files and folders, given relative to the repository. */
const digest = (inputs: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const input of inputs) addTo(hash, join(root, input));
  return hash.digest('hex');
};

/** Runs `work` unless `output` was already made from the same inputs; the digest is kept beside the output. */
export const whenStale = async (
  step: { name: string; output: string; inputs: readonly string[]; force: boolean },
  work: () => Promise<void>,
): Promise<void> => {
  const stampFile = `${step.output}.stamp`;
  const now = digest([...step.inputs, 'pnpm-lock.yaml', 'scripts/build']);
  const fresh = existsSync(step.output) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now;
  if (fresh && !step.force) return;
  console.error(`build: ${step.name}`);
  await work();
  writeFileSync(stampFile, now);
};
