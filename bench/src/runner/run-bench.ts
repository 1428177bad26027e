import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '@carmine/cli/browser';
import { mountRows, soakRows } from '../report/endurance.ts';
import { compareSubjects, ratiosOf } from '../report/ratios.ts';
import { type ClipRecord, REPORT_VERSION, type Report, type Run } from '../report/schema.ts';
import { keepClips } from './clips.ts';
import { Line, ROUND_TRIP } from './line.ts';
import { digestOf, loadNow, machineOf } from './machine.ts';
import { type Bench, measureEntry } from './measure-entry.ts';
import { measureSteps } from './measure-steps.ts';
import { mounts } from './mounts.ts';
import { type BenchPaths, type Build, manifestOf } from './paths.ts';
import { photoUrls, startBenchServer } from './server.ts';
import { soak } from './soak.ts';
import { meetTroubles } from './troubles.ts';
import { type Against, entriesOf, orderOf, type Protocol, STEPS } from './wishes.ts';

/** What a bench is asked for. */
export interface BenchWishes {
  readonly protocol: Protocol;
  readonly clip: string;
  readonly fps: number;
  /** Mbit a second of the line that starts are measured by. */
  readonly line: number;
  readonly against: Against;
  /** What the product draws with; null: it chooses. */
  readonly backend: 'webgpu' | 'webgl2' | null;
  /** The second build; only with `against` build. */
  readonly other: Build | null;
  /** Only these subjects; null: all. */
  readonly only: readonly string[] | null;
  readonly troubles: boolean;
  /** Minutes one mirror is left alone; null: not asked for. */
  readonly soak: number | null;
  /** How often the element is put on a page; null: not asked for. */
  readonly mounts: number | null;
}

/** A slow drawing is no hung one: the watchdog would end the GPU process of a software browser on a busy machine. And the cache must hold
 *  a file of 13 MB, which takes a cache eight times as large. */
const FLAGS = ['--disable-gpu-watchdog', `--disk-cache-size=${2 ** 30}`];

/** Photographs a clip of them shows. */
const PHOTOS = 6;

/** Clips are code's: kept by the digest of the code that makes them, which is this file's bundle. */
const clipFolder = (): string => {
  const folder = join(
    tmpdir(),
    `carmine-bench-clips-${digestOf(readFileSync(fileURLToPath(import.meta.url), 'utf8')).slice(0, 12)}`,
  );
  mkdirSync(folder, { recursive: true });
  return folder;
};

const entriesFor = ({ against, only }: BenchWishes, official: boolean) =>
  only
    ? [...entriesOf(against, official), STEPS].filter(({ name }) => only.includes(name))
    : entriesOf(against, official);

/** What a run came to, in a few words. */
const wordsOf = ({ frames, startup: { coldMs, warmMs } }: Run): string => {
  if (frames) return `${frames.uniquePerSecond.toFixed(1)} unique frames/s`;
  if (coldMs !== null && warmMs !== null) return `cold ${coldMs.toFixed(0)} ms, warm ${warmMs.toFixed(0)} ms`;
  return 'no frames';
};

/** Measures everything in turns. Closes what it opened, whatever happens. */
export const runBench = async (
  wishes: BenchWishes,
  paths: BenchPaths,
  say: (text: string) => void,
): Promise<Report> => {
  const loadBefore = loadNow();
  const clips = clipFolder();
  keepClips(clips, [wishes.clip, ...(wishes.troubles ? ['portrait'] : [])], say);
  const server = await startBenchServer({
    ...paths,
    other: wishes.other,
    clips,
    line: new Line(wishes.line),
  });
  const browser = await launchBrowser({ viewport: { width: 800, height: 640 }, flags: FLAGS });
  try {
    const bench: Bench = {
      browser,
      server,
      clip: wishes.clip,
      fps: wishes.fps,
      protocol: wishes.protocol,
      photos: photoUrls(paths.photos, PHOTOS),
      official: paths.faceModel !== null,
      backend: wishes.backend,
    };
    // Asked first: a browser that dies later must not take the report with it.
    const machine = await machineOf(browser);
    const long = wishes.soak !== null || wishes.mounts !== null;
    // Asked for what takes long, the subjects are measured only where they are named.
    const entries = long && !wishes.only ? [] : entriesFor(wishes, bench.official);
    const runs: Run[] = [];
    const seen = new Map<string, ClipRecord>();
    for (let round = 0; round < wishes.protocol.rounds; round++)
      for (const entry of orderOf(entries, round)) {
        say(`round ${round + 1} of ${wishes.protocol.rounds}: ${entry.name}`);
        if (entry === STEPS) {
          runs.push(...(await measureSteps(bench, round)));
          continue;
        }
        const measured = await measureEntry(bench, entry, round);
        runs.push(measured.run);
        for (const clip of measured.clips) seen.set(clip.id, clip);
        say(
          `  ${wordsOf(measured.run)}${measured.run.faults.map((f) => `; ${f.code}: ${f.message}`).join('')}`,
        );
      }
    const troubles = wishes.troubles ? await meetTroubles(bench, say) : [];
    if (wishes.soak !== null) say(`soak: ${wishes.soak} minutes`);
    const soaked = wishes.soak === null ? null : await soak(bench, wishes.soak, say);
    if (wishes.mounts !== null) say(`mounts: ${wishes.mounts}`);
    const mounted = wishes.mounts === null ? null : await mounts(bench, wishes.mounts, say);
    const version = (runs.find((run) => run.subject === 'carmine') ?? soaked)?.facts.version;
    const { quick, ...protocol } = wishes.protocol;
    return {
      version: REPORT_VERSION,
      made: new Date().toISOString(),
      build: {
        version: typeof version === 'string' ? version : null,
        digest: digestOf(manifestOf(paths.build)),
      },
      machine: { ...machine, load: loadBefore === null ? null : [loadBefore, loadNow() ?? 0] },
      protocol: { ...protocol, interleaved: true, quick, lineMbit: wishes.line, lineRoundTripMs: ROUND_TRIP },
      clips: [...seen.values()],
      runs,
      troubles,
      ...(soaked ? { soak: soaked } : {}),
      ...(mounted ? { mounts: mounted } : {}),
      ratios: [
        ...(wishes.against === 'build' ? compareSubjects(runs, 'carmine', 'other') : ratiosOf(runs)),
        ...(soaked ? soakRows(soaked) : []),
        ...(mounted ? mountRows(mounted) : []),
      ],
    };
  } finally {
    await browser.close();
    await server.close();
  }
};
