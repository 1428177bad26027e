import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { spreadOf } from '../measure/percentiles.ts';
import { entriesOf } from '../runner/wishes.ts';
import { subjectText } from '../view/subjects.ts';
import { cautionsOf } from '../view/summary.ts';
import { en } from '../view/words/en.ts';
import { blankRun } from './blank.ts';
import { unlikeness } from './compared.ts';
import { reportHtml } from './html.ts';
import { reportJsonSchema } from './json-schema.ts';
import { compareReports, compareSubjects, ratiosOf } from './ratios.ts';
import { parseReport, type Report, type Run } from './schema.ts';
import { holdTo, parseThresholds } from './thresholds.ts';
import { failuresOf } from './verdict.ts';

/** A run of `subject` that showed `rate` unique frames a second and kept the page's thread `busyMs` a frame. */
const runOf = (subject: string, round: number, rate: number, busyMs = 1): Run => ({
  ...blankRun({ subject, round, clip: 'turn', fps: 30, pageWorkMs: 0 }),
  startup: { coldMs: 1000, warmMs: 400 },
  frames: {
    spanMs: 1000,
    emitted: 30,
    unique: Math.round(rate),
    uniquePerSecond: rate,
    ownCount: Math.round(rate),
    backwards: 0,
    looks: 2,
    unread: 0,
  },
  stages: { track: spreadOf([20, 22]), draw: null },
  page: {
    spanMs: 1000,
    shown: Math.round(rate),
    busy: {
      perFrameMs: busyMs,
      windowMs: spreadOf([busyMs])!,
      cameraWindowMs: spreadOf([busyMs])!,
      share: 0.1,
      clock: 'cpu',
    },
    longFrames: null,
    longTasks: null,
    heapBytes: null,
  },
  series: [33, 34],
});

const rounds = (subject: string, rates: readonly number[], busyMs = 1) =>
  rates.map((rate, round) => runOf(subject, round, rate, busyMs));

const reportOf = (runs: readonly Run[], rest: Partial<Report> = {}): Report => ({
  version: 1,
  made: '2026-11-22T06:00:00.000Z',
  build: { version: '0.1.0', digest: null },
  machine: {
    userAgent: 'test',
    cores: 2,
    memoryGiB: null,
    gl: null,
    softwareGl: true,
    display: null,
    load: null,
  },
  protocol: { rounds: 2, warmUpMs: 0, shownMs: 1000, pageMs: 1000, interleaved: true, quick: true },
  clips: [{ id: 'turn', width: 640, height: 480, frames: 40, hash: null }],
  runs: [...runs],
  troubles: [],
  ratios: ratiosOf(runs),
  ...rest,
});

const rowOf = (report: Report, id: string) => report.ratios.find((row) => row.id === id)!;

describe('schema', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(reportJsonSchema());
  test('the published file is what the source says', () => {
    const file = readFileSync(new URL('../../schema/report.v1.json', import.meta.url), 'utf8');
    expect(JSON.parse(file)).toEqual(reportJsonSchema());
  });
  test('a report passes both, a broken one neither, and the field is named', () => {
    const good = JSON.parse(JSON.stringify(reportOf(rounds('carmine', [20, 21]))));
    expect(parseReport(good)).toEqual(good);
    expect(validate(good), JSON.stringify(validate.errors)).toBe(true);
    const bad = structuredClone(good);
    bad.runs[1].frames.unique = -1;
    expect(() => parseReport(bad)).toThrow(/runs\.1\.frames\.unique/);
    expect(validate(bad)).toBe(false);
    expect(() => parseReport({ ...good, secret: 1 })).toThrow(/secret/);
  });
});

describe('ratios of one report', () => {
  const runs = [
    ...rounds('carmine', [20, 10], 1),
    ...rounds('recipe', [10, 5], 40),
    ...rounds('tracker', [25, 12.5]),
  ];
  test('rounds are paired, so a slow second round changes nothing', () => {
    const report = reportOf(runs);
    expect(rowOf(report, 'unique-lipstick')).toMatchObject({
      value: 2,
      low: expect.closeTo(2),
      high: expect.closeTo(2),
    });
    expect(rowOf(report, 'end-to-end').value).toBeCloseTo(0.8);
    expect(rowOf(report, 'page-busy-per-frame').value).toBeCloseTo(1 / 40);
    expect(rowOf(report, 'warm-start').value).toBeCloseTo(0.4);
    expect(rowOf(report, 'unique-lipstick-three')).toBeUndefined();
  });
  test('a run that failed is left out of its round, on both sides', () => {
    const failed = { ...runOf('carmine', 1, 500), faults: [{ code: 'failed', message: 'x' }] };
    const report = reportOf([...rounds('carmine', [20]), failed, ...rounds('recipe', [10, 5])]);
    expect(rowOf(report, 'unique-lipstick')).toMatchObject({
      value: expect.closeTo(2),
      low: null,
      high: null,
    });
  });
  test('two builds of one report, metric by metric', () => {
    const rows = compareSubjects(
      [...rounds('carmine', [20, 30]), ...rounds('other', [10, 15])],
      'carmine',
      'other',
    );
    expect(rows.find((row) => row.id === 'unique-per-second')).toMatchObject({ value: expect.closeTo(2) });
    expect(rows.every(({ value }) => value !== null)).toBe(true);
  });
  test('two reports are compared subject by subject, unpaired', () => {
    const rows = compareReports(rounds('carmine', [20, 30]), [
      ...rounds('carmine', [10, 15]),
      ...rounds('recipe', [9]),
    ]);
    const row = rows.find(({ id }) => id === 'carmine/unique-per-second')!;
    expect(row.value).toBeCloseTo(2);
    expect(row.high! - row.low!).toBeGreaterThan(0.5);
    expect(rows.some(({ id }) => id.startsWith('recipe/'))).toBe(false);
  });
});

describe('thresholds', () => {
  const own = JSON.parse(readFileSync(new URL('../../thresholds.json', import.meta.url), 'utf8'));
  test("the repository's file is one, and names only ratios that exist", () => {
    const everybody = entriesOf('official', true).map(({ name }) => name);
    const known = new Set(ratiosOf(everybody.flatMap((name) => rounds(name, [10]))).map(({ id }) => id));
    for (const id of Object.keys(parseThresholds(own).ratios)) expect(known).toContain(id);
  });
  test.each([
    [{ version: 1, ratios: { x: {} } }, /ratios\.x/],
    [{ version: 2, ratios: {} }, /version/],
    [{ version: 1, ratios: { x: { least: 1 } } }, /least/],
    [{ version: 1, ratios: {}, troubles: ['fine'] }, /troubles/],
  ])('%j is refused and the field named', (json, field) => {
    expect(() => parseThresholds(json)).toThrow(field);
  });
  const thresholds = parseThresholds({
    version: 1,
    ratios: {
      'unique-lipstick': { min: 1.5 },
      'page-busy-per-frame': { max: 0.01 },
      'busy-page': { min: 0.95 },
    },
  });
  const runs = [...rounds('carmine', [20, 20]), ...rounds('recipe', [10, 10], 40)];
  test('met, missed and never measured: only the first passes', () => {
    const held = holdTo(ratiosOf(runs), thresholds);
    const met = Object.fromEntries(held.filter(({ bound }) => bound).map(({ id, met }) => [id, met]));
    expect(met).toEqual({ 'unique-lipstick': true, 'page-busy-per-frame': false, 'busy-page': false });
    const failures = failuresOf({ ...reportOf(runs), ratios: held }, thresholds);
    expect(failures).toHaveLength(2);
    expect(failures[0]).toMatch(/page-busy-per-frame: 0\.0250, wanted at most 0\.01/);
    expect(failures[1]).toMatch(/busy-page: not measured/);
  });
  test('a hung mirror and a fault of a run fail the job unless the file lets them through', () => {
    const trouble = { framesBefore: 3, framesAfter: 0, phase: 'live', error: null, note: '' };
    const faulty = { ...runs[0]!, faults: [{ code: 'gpu-lost', message: 'gone' }] };
    const report = reportOf([faulty], {
      ratios: [],
      troubles: [
        { id: 'hidden-tab', outcome: 'hung', ...trouble },
        { id: 'worker-killed', outcome: 'said-why', ...trouble },
      ],
    });
    const strict = parseThresholds({ version: 1, ratios: {} });
    expect(failuresOf(report, strict)).toEqual(['hidden-tab: hung', 'carmine, round 1: gpu-lost: gone']);
    expect(failuresOf(report, { ...strict, faults: ['gpu-lost'], troubles: ['hung', 'said-why'] })).toEqual(
      [],
    );
  });
  test('a mirror that goes on and does not take its error back does not pass', () => {
    const trouble = { id: 'gpu-lost-five-times', framesBefore: 3, framesAfter: 3, phase: 'live', note: '' };
    const report = reportOf([], {
      ratios: [],
      troubles: [{ ...trouble, outcome: 'went-on', error: 'gpu-lost' }],
    });
    const strict = parseThresholds({ version: 1, ratios: {} });
    expect(failuresOf(report, strict)).toEqual([
      'gpu-lost-five-times: went on, but its state still says gpu-lost',
    ]);
  });
});

test('the page of a report is one file that its own words cannot end', () => {
  const report = reportOf([{ ...runOf('carmine', 0, 9), faults: [{ code: 'x', message: '</script><b>' }] }]);
  const html = reportHtml(report, { script: 'const a = "</script>";', style: '' });
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toContain('<b>');
  const data = /<script type="application\/json" id="data">(.*)<\/script>/.exec(html)![1]!;
  expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(report)));
});

describe('the page of a report', () => {
  test('every subject has a line that says what it is', () => {
    const names = [...entriesOf('official', true), ...entriesOf('build', true)].map(({ name }) => name);
    for (const name of names) expect(subjectText(name, en), name).not.toBe('');
    expect(subjectText('carmine-at-540p', en)).toContain('540p');
  });
  test('it warns of a machine that draws in software, is busy, or gave few rounds; of a good one it says nothing', () => {
    const runs = rounds('carmine', [20, 20]);
    const busy = reportOf(runs);
    const machine = { ...busy.machine, load: [1, 7.5] as [number, number] };
    expect(cautionsOf({ ...busy, machine }, en)).toEqual([
      expect.stringContaining('without a graphics card'),
      expect.stringContaining('load 1.0 to 7.5 on 2 cores'),
      expect.stringContaining('2 rounds'),
    ]);
    const good = { ...busy.machine, softwareGl: false, load: [0.2, 1.5] as [number, number] };
    expect(cautionsOf({ ...busy, machine: good, protocol: { ...busy.protocol, rounds: 5 } }, en)).toEqual([]);
  });
  test('two reports of different machines, browsers or films are told apart', () => {
    const clip = { id: 'turn', width: 640, height: 480, frames: 40, hash: 'a' };
    const newer = { ...reportOf([]), clips: [clip] };
    const { made, build, machine } = newer;
    const same = { made, build, machine, clips: [clip] };
    expect(unlikeness(newer, same)).toHaveLength(1);
    const other = {
      ...same,
      machine: { ...machine, cores: 8, gl: 'Apple M2' },
      clips: [{ ...clip, hash: 'b' }],
    };
    expect(unlikeness(newer, other).slice(1).map(en.unlike)).toEqual([
      'Not the same number of cores: 2, before 8.',
      'Not the same graphics: ?, before Apple M2.',
      'The clip turn is not the same film in both.',
    ]);
    expect(parseReport(JSON.parse(JSON.stringify({ ...newer, compared: other }))).compared).toEqual(other);
  });
});
