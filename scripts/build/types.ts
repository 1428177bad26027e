import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { dist, root } from './paths.ts';

const out = `${dist}/types`;

const declarations = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return declarations(path);
    return path.endsWith('.d.ts') ? [path] : [];
  });

/** Declarations of a door of a package: what its `exports` name, under dist/types. */
const doorOf = (name: string, door: string): string => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  const source = manifest.exports[door];
  if (typeof source !== 'string' || !source.endsWith('.ts'))
    throw new Error(`build: @carmine/${name} has no door "${door}"`);
  return join(out, name, source.replace(/\.ts$/, '.d.ts'));
};

/** Declarations of valibot, which the types of all events are inferred from: without them they would be `any` where it is not installed. */
const valibot = join(out, 'valibot/index.d.mts');

const bringValibot = (): void => {
  const entry = createRequire(join(root, 'packages/crm/package.json')).resolve('valibot');
  const folder = dirname(dirname(entry));
  mkdirSync(dirname(valibot), { recursive: true });
  cpSync(join(folder, 'dist/index.d.mts'), valibot);
  cpSync(join(folder, 'LICENSE.md'), join(dirname(valibot), 'LICENSE.md'));
};

/** The way from one file to another, as an import says it. */
const importPath = (from: string, to: string): string => {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
};

/** Points `@carmine/x` at the declarations lying beside, so that the umbrella package needs no other. */
const selfContain = (file: string): void => {
  const text = readFileSync(file, 'utf8')
    .replace(/(['"])@carmine\/([a-z]+)(\/[a-z-]+)?\1/g, (_, q, name, sub) => {
      const path = importPath(file, doorOf(name, sub ? `.${sub}` : '.'));
      return `${q}${path.replace(/\.d\.ts$/, '.js')}${q}`;
    })
    .replace(
      /(['"])valibot\1/g,
      (_, q) => `${q}${importPath(file, valibot).replace(/\.d\.mts$/, '.mjs')}${q}`,
    );
  writeFileSync(file, text);
};

/** Declarations of all packages as one self-contained tree under dist/types/<package>/src. */
export const buildTypes = async (): Promise<void> => {
  rmSync(out, { recursive: true, force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(root, 'scripts/build/tsconfig.types.json'),
      '--outDir',
      out,
    ],
    { stdio: ['ignore', 2, 2], cwd: root },
  );
  if (status !== 0) throw new Error('build: tsc could not write the declarations');
  for (const file of declarations(out)) selfContain(file);
  bringValibot();
};
