import { describe, expect, it } from 'vitest';
import { fuseReports } from './fuse.ts';
import type { Measure, SkinColor, SkinReport, Triple } from './types.ts';

const colour = (lab: Triple, variance = 4, r90 = 3): SkinColor =>
  ({ lab, cov: [variance, 0, 0, 0, variance / 4, 0, 0, 0, variance / 2], r90 }) as unknown as SkinColor;
const measure = (change: Partial<Measure> = {}): Measure => ({
  id: 'redness',
  value: 4,
  unit: '%',
  score: 70,
  sem: 5,
  mdc: 13.9,
  abstained: false,
  pixels: 1000,
  regions: [],
  parts: [],
  smallest: null,
  ...change,
});
const report = (skin: SkinColor | null, ...measures: Measure[]): SkinReport =>
  ({
    version: 1,
    gates: [{ id: 'size', level: 'pass', value: skin?.lab[0] ?? 0, hint: '' }],
    skin,
    measures,
    timings: { infer: 2 },
  }) as unknown as SkinReport;
const fuse = (...labs: Triple[]): SkinColor => fuseReports(labs.map((lab) => report(colour(lab)))).skin!;

describe('fuseReports', () => {
  it('leaves one frame as it is, and says that it is one', () => {
    const one = report(colour([60, 10, 20]), measure());
    expect(fuseReports([one])).toEqual({ ...one, frames: 1 });
  });

  it('weighs frames by how sure they are', () => {
    const sure = report(colour([60, 10, 20], 1));
    const unsure = report(colour([66, 10, 20], 9));
    expect(fuseReports([sure, unsure]).skin!.lab[0]).toBeCloseTo(60.6, 5);
  });

  it('is no surer of a bias that all frames share: five times the same is one', () => {
    const same = fuse(...new Array<Triple>(5).fill([60, 10, 20]));
    expect(same.cov[0]).toBeCloseTo(4, 9);
    expect(same.r90).toBeCloseTo(3, 9);
  });

  it('keeps 70 % of one frame whatever the scatter', () => {
    const wild = fuse([50, 10, 20], [70, 10, 20], [45, 10, 20], [75, 10, 20], [60, 10, 20]);
    expect(wild.cov[0]! + wild.cov[4]! + wild.cov[8]!).toBeGreaterThanOrEqual(0.7 * 7);
    expect(wild.r90).toBeGreaterThanOrEqual(Math.sqrt(0.7) * 3);
  });

  it('takes what scatters between frames for noise, which falls with their number', () => {
    const scattered = fuse([60, 10, 20], [61, 10, 20], [59, 10, 20], [60.5, 10, 20], [59.5, 10, 20]);
    const agreed = fuse(...new Array<Triple>(5).fill([60, 10, 20]));
    expect(scattered.lab[0]).toBeCloseTo(60, 6);
    expect(scattered.cov[0]).toBeLessThan(agreed.cov[0]!);
    expect(scattered.cov[0]).toBeCloseTo(4 - 0.625 * 0.8, 6);
  });

  it('leaves out frames that a gate blocked, and tells the gates of the best that was read', () => {
    const fused = fuseReports([report(null), report(colour([60, 10, 20])), report(colour([60, 10, 20]))]);
    expect([fused.frames, fused.gates[0]!.value]).toEqual([2, 60]);
    const none = report(null);
    expect(fuseReports([none, report(null)])).toEqual({ ...none, frames: 1 });
  });

  it('means the measures of the frames that tell them, and tells nothing that most do not', () => {
    const skin = colour([60, 10, 20]);
    const dumb = measure({ value: null, score: null, sem: null, abstained: true, reason: 'too-grainy' });
    const most = fuseReports([
      report(skin, measure()),
      report(skin, measure({ value: 6, score: 66 })),
      report(skin, dumb),
    ]);
    expect(most.measures[0]).toMatchObject({ value: 5, score: 68, abstained: false });
    expect(most.measures[0]!.sem).toBeLessThan(5);
    expect(most.measures[0]!.mdc! / most.measures[0]!.sem!).toBeCloseTo(1.96 * Math.SQRT2, 6);
    const few = fuseReports([report(skin, measure()), report(skin, dumb), report(skin, dumb)]);
    expect(few.measures[0]).toEqual(dumb);
  });

  it('means each part and each region with its like', () => {
    const skin = colour([60, 10, 20]);
    const of = (value: number, score: number): Measure =>
      measure({
        regions: [{ id: 'nose', value, score, sem: 4, pixels: 10 }],
        parts: [{ id: 'fine', value, unit: '%' }],
      });
    const [fused] = fuseReports([report(skin, of(1, 60)), report(skin, of(3, 70))]).measures;
    expect(fused!.regions[0]).toMatchObject({ id: 'nose', value: 2, score: 65, pixels: 10 });
    expect(fused!.parts[0]).toEqual({ id: 'fine', value: 2, unit: '%' });
  });

  it('adds the time up', () => {
    const skin = colour([60, 10, 20]);
    expect(fuseReports([report(skin), report(skin)]).timings).toEqual({ infer: 4 });
  });
});
