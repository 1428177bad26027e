/** `pnpm fidelity`: measures what must be seen and writes out/fidelity/{fidelity.json,index.html}. Exit 1 when a target is
 *  missed. `--only a,b` runs some groups; `--out DIR` writes elsewhere;
 *  `--quick` (`npm test`) leaves out speed and what is told, takes fewer pictures (QUICK_PICTURES), and fails on what is broken (`sound`);
 *  `--record` adds the numbers to the trend (history.jsonl). */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { REPO } from '../support/paths.ts';
import { momentOf, readHistory, record } from './history.ts';
import { createGallery, type Row, writeReport } from './report.ts';
import { backendRows } from './rows/backends.ts';
import { caseRows } from './rows/cases.ts';
import { type Context, createContext } from './rows/context.ts';
import { costRows } from './rows/cost.ts';
import { finishRows } from './rows/finish.ts';
import { firstFrameRows } from './rows/first-frame.ts';
import { foundationRows } from './rows/foundation.ts';
import { frameMatchRows } from './rows/frame-match.ts';
import { lightRows } from './rows/lights.ts';
import { occlusionRows } from './rows/occlusion.ts';
import { photographRows } from './rows/photographs.ts';
import { skinRows } from './rows/skin.ts';
import { steadyRows } from './rows/steady.ts';
import { swatchRows } from './rows/swatch.ts';
import { textureRows } from './rows/texture.ts';
import { toneRows } from './rows/tones.ts';
import { trackingRows } from './rows/tracking.ts';

type Group = (context: Context) => Promise<Row[]>;

const QUICK = process.argv.includes('--quick');
/** What `--quick` looks at: of every row the pictures that came out worst, with light and deep skin among them. Faces are found on all the
 *  photographs, and the backends compared with the reference on more of them, by the browser tests. */
const QUICK_PICTURES = {
  clips: ['041', '085'],
  backends: ['005'],
  texture: ['005', '067', '079', '085'],
  swatch: [1, 4, 10],
  lights: [6, 9],
};

const GROUPS: readonly (readonly [string, Group])[] = [
  ['photographs', (context) => photographRows(context, { outlined: QUICK })],
  ['backends', (context) => (QUICK ? backendRows(context, QUICK_PICTURES.backends) : backendRows(context))],
  ['foundation', foundationRows],
  ['finish', finishRows],
  ['swatch', (context) => (QUICK ? swatchRows(context, QUICK_PICTURES.swatch) : swatchRows(context))],
  ['lights', (context) => (QUICK ? lightRows(context, QUICK_PICTURES.lights) : lightRows(context))],
  ['tones', toneRows],
  ['texture', (context) => (QUICK ? textureRows(context, QUICK_PICTURES.texture) : textureRows(context))],
  ...(QUICK ? [] : ([['cost', costRows]] as const)),
  ['frame-match', (context) => frameMatchRows(context)],
  ...(QUICK
    ? []
    : ([
        ['occlusion', occlusionRows],
        ['cases', caseRows],
      ] as const)),
  ['steady', (context) => (QUICK ? steadyRows(context, 40, QUICK_PICTURES.clips) : steadyRows(context))],
  ['skin', skinRows],
  ...(QUICK ? [] : ([['tracking', trackingRows]] as const)),
  ['first-frame', firstFrameRows],
];

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : undefined;
};

const build = (): void => {
  if (process.env.CARMINE_SKIP_BUILD) return;
  const args = ['scripts/build.mjs', '--only', 'assets,cli,library'];
  const { status } = spawnSync(process.execPath, args, { cwd: REPO, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('fidelity: the build failed');
};

/** A group that throws is a failed row, and the others go on. */
const runGroup = async (name: string, group: Group, context: Context): Promise<Row[]> => {
  const started = Date.now();
  try {
    return await group(context);
  } catch (error) {
    const measured = error instanceof Error ? error.message : String(error);
    const how = error instanceof Error ? (error.stack ?? '') : '';
    return [{ id: name, title: name, target: 'to run', measured, outcome: 'fail', how }];
  } finally {
    console.error(`fidelity: ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  }
};

const main = async (): Promise<number> => {
  const root = resolve(option('--out') ?? join(REPO, 'out/fidelity'));
  const only = option('--only')?.split(',');
  const started = Date.now();
  build();
  const context = createContext(createGallery(root));
  const rows: Row[] = [];
  try {
    for (const [name, group] of GROUPS)
      if (!only || only.includes(name)) rows.push(...(await runGroup(name, group, context)));
  } finally {
    await context.close();
  }
  const facts = {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    node: process.versions.node,
    took: `${Math.round((Date.now() - started) / 1000)} s`,
  };
  const now = momentOf(rows, facts.date);
  writeReport(root, rows, facts, [...readHistory(), now]);
  if (process.argv.includes('--record')) record(now);
  for (const { outcome, title, measured, target } of rows)
    console.log(`${outcome.padEnd(7)} ${title}: ${measured} (wanted: ${target})`);
  console.log(`\n${join(root, 'index.html')}`);
  const broken = (row: Row): boolean => row.outcome === 'fail' && !(QUICK && row.sound);
  return rows.some(broken) ? 1 : 0;
};

process.exitCode = await main();
