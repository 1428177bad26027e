import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CarmineError } from '@carmine/errors';
import type { Terminal } from '../io/terminal.ts';
import { type Paths, usage } from './usage.ts';

/** Options as commander gives them. */
export interface BenchOptions {
  readonly out: string;
  readonly quick?: boolean;
  readonly against?: string;
  readonly clip?: string;
  readonly fps?: string;
  readonly line?: string;
  readonly rounds?: string;
  readonly seconds?: string;
  readonly only?: string;
  readonly troubles?: boolean;
  readonly soak?: string;
  readonly mounts?: string;
  readonly thresholds?: string;
  readonly faceModel?: string;
  readonly mediapipe?: string;
  readonly photos?: string;
  readonly compare?: string[];
  readonly page?: boolean;
  readonly backend?: 'webgpu' | 'webgl2';
}

/** What the runner is asked for; paths are absolute, files are there. */
export interface BenchRequest {
  readonly out: string;
  readonly quick: boolean;
  /** null: the protocol's own. */
  readonly rounds: number | null;
  /** Counted in each run, s; null: the protocol's own. */
  readonly seconds: number | null;
  readonly clip: string;
  readonly fps: number;
  /** Mbit a second of the line by which starts are measured. */
  readonly line: number;
  /** 'official': the peers. Else the folder of another build of the product. null: nobody was named. */
  readonly against: 'official' | 'none' | { readonly build: string } | null;
  readonly only: readonly string[] | null;
  readonly troubles: boolean;
  /** Minutes one mirror is left alone; null: not asked for. */
  readonly soak: number | null;
  /** How often the element is put on a page and taken away; null: not asked for. */
  readonly mounts: number | null;
  /** Content of the threshold file. */
  readonly thresholds: unknown;
  readonly faceModel: string | null;
  /** wasm folder of @mediapipe/tasks-vision; null: found by itself where it is installed. */
  readonly mediapipe: string | null;
  readonly photos: string | null;
  /** Two reports to compare instead of measuring. */
  readonly compare: readonly [unknown, unknown] | null;
  /** What the product draws with; null: it chooses. */
  readonly backend: 'webgpu' | 'webgl2' | null;
  /** true: write the page for phones instead of measuring. */
  readonly page: boolean;
  /** The built bench, and the build of the product: lib/ and assets/. */
  readonly paths: { readonly bench: string; readonly build: string };
}

/** What a bench came to; `code` is the exit code of the command. */
export interface BenchOutcome {
  readonly code: number;
  /** Files written. */
  readonly written: readonly string[];
}

/** runner.mjs of the built bench. Kept out of the command's own bundle: nobody who renders looks needs it. */
export interface BenchRunner {
  /** Names of what can be asked for, to refuse a wrong one before any work. */
  readonly clips: readonly string[];
  readonly entries: readonly string[];
  /** What is wrong with a request, or null. No work is done. */
  refuse(request: BenchRequest): string | null;
  run(request: BenchRequest, say: (text: string) => void): Promise<BenchOutcome>;
}

/** Chrome DevTools' preset "Fast 4G": 9 Mbit/s x .9. */
const LINE_MBIT = 8.1;

const numberOf = (name: string, text: string | undefined, least: number, most: number): number | null => {
  if (text === undefined) return null;
  const value = Number(text);
  if (!(value >= least && value <= most))
    throw usage(`--${name} is ${text}; it must be a number from ${least} to ${most}.`);
  return value;
};

const wholeOf = (name: string, text: string | undefined, least: number, most: number): number | null => {
  const value = numberOf(name, text, least, most);
  if (value !== null && !Number.isInteger(value))
    throw usage(`--${name} is ${text}; it must be a whole number.`);
  return value;
};

const jsonOf = (option: string, file: string, cwd: string): unknown => {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw usage(`${option}: ${file} is not there.`, { code: 'file-unreadable' });
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw usage(`${option}: ${file} is not JSON.`);
  }
};

const pathOf = (option: string, path: string | undefined, cwd: string): string | null => {
  if (path === undefined) return null;
  const whole = resolve(cwd, path);
  if (!existsSync(whole)) throw usage(`${option}: ${path} is not there.`, { code: 'file-unreadable' });
  return whole;
};

const againstOf = (wish: string | undefined, cwd: string): BenchRequest['against'] => {
  if (wish === undefined) return null;
  if (wish === 'official' || wish === 'none') return wish;
  const build = resolve(cwd, wish);
  const whole = existsSync(join(build, 'lib/index.js')) && existsSync(join(build, 'assets/manifest.json'));
  if (!whole)
    throw usage(
      `--against ${wish} is neither "official" nor "none" nor a folder with lib/ and assets/ of a build.`,
    );
  return { build };
};

const compareOf = (files: readonly string[] | undefined, cwd: string): BenchRequest['compare'] => {
  if (!files) return null;
  const [a, b, ...more] = files;
  if (a === undefined || b === undefined || more.length)
    throw usage('--compare takes two reports, the new one first.');
  return [jsonOf('--compare', a, cwd), jsonOf('--compare', b, cwd)];
};

const loadRunner = async (folder: string): Promise<BenchRunner> => {
  const file = join(folder, 'runner/runner.mjs');
  if (!existsSync(file))
    throw new CarmineError('asset-missing', {
      message: 'The bench was not built.',
      hint: 'In the repository: pnpm bench.',
      details: { file },
    });
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as BenchRunner;
};

const oneOf = (option: string, wish: string, known: readonly string[]): string => {
  if (!known.includes(wish)) throw usage(`${option} "${wish}" is none of ${known.join(', ')}.`);
  return wish;
};

/** `carmine bench`: measures this build of the mirror. Resolves to the exit code: 0 done, 1 something could not be measured,
 *  3 a threshold was not met. */
export const bench = async (
  options: BenchOptions,
  { terminal, paths }: { terminal: Terminal; paths: Paths },
): Promise<number> => {
  const { cwd } = terminal;
  const request: Omit<BenchRequest, 'clip' | 'only'> = {
    out: resolve(cwd, options.out),
    quick: options.quick === true,
    rounds: wholeOf('rounds', options.rounds, 1, 100),
    seconds: numberOf('seconds', options.seconds, 1, 3600),
    fps: numberOf('fps', options.fps, 1, 240) ?? 30,
    line: numberOf('line', options.line, 0.1, 10_000) ?? LINE_MBIT,
    against: againstOf(options.against, cwd),
    troubles: options.troubles === true,
    soak: numberOf('soak', options.soak, 0.1, 1440),
    mounts: wholeOf('mounts', options.mounts, 1, 10_000),
    thresholds: options.thresholds === undefined ? null : jsonOf('--thresholds', options.thresholds, cwd),
    faceModel: pathOf('--face-model', options.faceModel, cwd),
    mediapipe: pathOf('--mediapipe', options.mediapipe, cwd),
    photos: pathOf('--photos', options.photos, cwd),
    compare: compareOf(options.compare, cwd),
    page: options.page === true,
    backend: options.backend ?? null,
    paths: { bench: paths.bench, build: join(paths.assets, '..') },
  };
  const runner = await loadRunner(paths.bench);
  const clip = oneOf('--clip', options.clip ?? 'turn', runner.clips);
  const only = options.only?.split(',').map((name) => oneOf('--only', name, runner.entries)) ?? null;
  const whole = { ...request, clip, only };
  const refused = runner.refuse(whole);
  if (refused) throw usage(refused);
  const { code, written } = await runner.run(whole, (text) => terminal.err(text));
  for (const path of written) terminal.out(path);
  return code;
};
