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
import { entriesOf, FULL, type Protocol, QUICK } from './wishes.ts';

export const clips = CLIPS.map(({ id }) => id);
export const entries = [
  ...new Set((['official', 'build'] as const).flatMap((a) => entriesOf(a, true).map((e) => e.name))),
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
  const failed = report.runs.some(({ faults }) => faults.some(({ code }) => code === 'failed'));
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

const measure = async (request: BenchRequest, say: (text: string) => void): Promise<Report> => {
  const build = buildAt(request.paths.build, 'this');
  if (!build)
    throw new Error(
      `the library was not built: ${request.paths.build} has no lib/ or assets/ (pnpm bench builds both)`,
    );
  const vision = visionOf(request);
  const { bench } = request.paths;
  const paths: BenchPaths = { bench, build, vision, faceModel: request.faceModel, photos: request.photos };
  const { against } = request;
  const peers = paths.vision !== null;
  if (against === 'official' && !peers)
    throw new Error(
      '--against official needs MediaPipe: npm install @mediapipe/tasks-vision@1.1.0, or --mediapipe',
    );
  const other = against && typeof against === 'object' ? buildAt(against.build, 'other') : null;
  const kind = other ? 'build' : against === 'none' || !peers ? 'none' : 'official';
  const { clip, fps, only, troubles, backend } = request;
  return runBench(
    { protocol: protocolOf(request), clip, fps, against: kind, other, only, troubles, backend },
    paths,
    say,
  );
};

/** Measures, compares two reports, or writes the page for phones. Rejects only when nothing could be done at all. */
export const run = async (request: BenchRequest, say: (text: string) => void): Promise<BenchOutcome> => {
  if (request.page) return { code: EXIT.ok, written: writePhonePage(request) };
  const thresholds = request.thresholds === null ? null : parseThresholds(request.thresholds);
  const [a, b] = (request.compare ?? []).map(parseReport);
  const raw = a && b ? { ...a, ratios: compareReports(a.runs, b.runs) } : await measure(request, say);
  const report = thresholds ? { ...raw, ratios: holdTo(raw.ratios, thresholds) } : raw;
  sayRatios(report, say);
  return { written: write(request, report), code: judge(report, thresholds, say) };
};
