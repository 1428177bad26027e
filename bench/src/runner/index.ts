import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOutcome, BenchRequest } from '@carmine/cli';
import { CLIPS } from '../clip/plan.ts';
import { reportHtml } from '../report/html.ts';
import { compareReports } from '../report/ratios.ts';
import { parseReport, type Report } from '../report/schema.ts';
import { holdTo, parseThresholds, type Thresholds } from '../report/thresholds.ts';
import { failuresOf } from '../report/verdict.ts';
import { type BenchPaths, buildAt, visionOf } from './paths.ts';
import { writePhonePage } from './phone-page.ts';
import { runBench } from './run-bench.ts';
import { entriesOf, FULL, type Protocol, QUICK, STEPS } from './wishes.ts';

export const clips = CLIPS.map(({ id }) => id);
export const entries = [
  ...new Set(
    [...(['official', 'build'] as const).flatMap((a) => entriesOf(a, true)), STEPS].map((e) => e.name),
  ),
];

/** Exit codes of the command (packages/cli/src/commands/usage.ts). */
const EXIT = { ok: 0, failed: 1, threshold: 3 } as const;

const protocolOf = ({ quick, rounds, seconds }: BenchRequest): Protocol => {
  const base = quick ? QUICK : FULL;
  const counted = seconds === null ? {} : { shownMs: seconds * 1000, pageMs: seconds * 500 };
  return { ...base, ...(rounds === null ? {} : { rounds }), ...counted };
};

const write = (request: BenchRequest, report: Report): string[] => {
  mkdirSync(request.out, { recursive: true });
  const view = (name: string) => readFileSync(join(request.paths.bench, 'view', name), 'utf8');
  const json = join(request.out, 'bench.json');
  const html = join(request.out, 'bench.html');
  // What is written is what the schema says: a report that breaks it is a fault of the bench.
  const checked = parseReport(JSON.parse(JSON.stringify(report)));
  writeFileSync(json, `${JSON.stringify(checked, null, 1)}\n`);
  writeFileSync(html, reportHtml(checked, { script: view('view.js'), style: view('view.css') }));
  return [json, html];
};

const judge = (report: Report, thresholds: Thresholds | null, say: (text: string) => void): number => {
  if (thresholds) {
    const failures = failuresOf(report, thresholds);
    for (const failure of failures) say(`missed: ${failure}`);
    if (failures.length) return EXIT.threshold;
  }
  const long = [report.soak, report.mounts].flatMap((part) => part ?? []);
  const failed = [...report.runs, ...long].some(({ faults }) => faults.some(({ code }) => code === 'failed'));
  return failed && !thresholds ? EXIT.failed : EXIT.ok;
};

const sayRatios = ({ ratios }: Report, say: (text: string) => void): void => {
  for (const { id, value, low, high, met } of ratios) {
    const interval =
      low === null || high === null ? '' : ` (${low.toPrecision(3)} to ${high.toPrecision(3)})`;
    say(
      `${id}: ${value?.toPrecision(3) ?? 'not measured'}${interval}${met === null ? '' : met ? ', met' : ', missed'}`,
    );
  }
};

const wordsOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** What is wrong with a request, in the caller's words, or null. */
export const refuse = (request: BenchRequest): string | null => {
  const { against, compare, thresholds, paths } = request;
  const bounds = thresholds === null ? null : wordsOf(() => parseThresholds(thresholds));
  if (bounds) return `--thresholds: ${bounds}`;
  for (const report of compare ?? []) {
    const words = wordsOf(() => parseReport(report));
    if (words) return `--compare: ${words}`;
  }
  if (compare) return null;
  if (!buildAt(paths.build, 'this'))
    return `the library was not built: ${paths.build} has no lib/ or assets/ (pnpm bench builds both).`;
  if (against === 'official' && visionOf(request) === null)
    return '--against official needs MediaPipe: npm install @mediapipe/tasks-vision@1.1.0, or --mediapipe.';
  return null;
};

const measure = (request: BenchRequest, say: (text: string) => void): Promise<Report> => {
  const { against, clip, fps, line, only, troubles, soak, mounts, backend, faceModel, photos } = request;
  const vision = visionOf(request);
  const paths: BenchPaths = {
    bench: request.paths.bench,
    build: buildAt(request.paths.build, 'this')!,
    vision,
    faceModel,
    photos,
  };
  const other = against && typeof against === 'object' ? buildAt(against.build, 'other') : null;
  const peers = against === 'none' || vision === null ? 'none' : 'official';
  const protocol = protocolOf(request);
  return runBench(
    {
      protocol,
      clip,
      fps,
      line,
      against: other ? 'build' : peers,
      other,
      only,
      troubles,
      soak,
      mounts,
      backend,
    },
    paths,
    say,
  );
};

/** The newer report with its numbers over the older's; what else the older one holds lies in its own file. */
const comparison = (a: Report, { runs, made, build, machine, clips: played }: Report): Report => ({
  ...a,
  ratios: compareReports(a.runs, runs),
  compared: { made, build, machine, clips: played },
});

/** Measures, compares two reports, or writes the page for phones; asked only what `refuse` let through. Rejects only when nothing could be
 *  done at all. */
export const run = async (request: BenchRequest, say: (text: string) => void): Promise<BenchOutcome> => {
  if (request.page) return { code: EXIT.ok, written: writePhonePage(request) };
  const thresholds = request.thresholds === null ? null : parseThresholds(request.thresholds);
  const [a, b] = (request.compare ?? []).map(parseReport);
  const raw = a && b ? comparison(a, b) : await measure(request, say);
  const report = thresholds ? { ...raw, ratios: holdTo(raw.ratios, thresholds) } : raw;
  sayRatios(report, say);
  return { written: write(request, report), code: judge(report, thresholds, say) };
};
