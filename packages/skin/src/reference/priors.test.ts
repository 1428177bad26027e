import type { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import type { SkinPosterior } from '../model/posterior.ts';
import type { SkinReport, Triple } from '../types.ts';
import { disagreement, fuse } from './fuse.ts';
import { REMEMBERED_FOR, rememberedBelief, rememberSkin, shadeBelief } from './priors.ts';
import type { RememberedSkin } from './types.ts';
import { usePriors } from './use.ts';

const diagonal = (a: number, b: number, c: number): number[] => [a, 0, 0, 0, b, 0, 0, 0, c];
const lab: Triple = [55, 12, 18];
const posterior: SkinPosterior = {
  lab,
  cov: diagonal(9, 2, 4),
  r90: 5,
  unusual: 6,
  light: [0, 0, 0],
  mst: Array(10).fill(0.1),
};
const remembered: RememberedSkin = { version: 1, lab: [57, 12, 18], cov: diagonal(4, 1, 2), at: 1000 };
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as CarmineError).code;
  }
  return 'none';
};

describe('fuse', () => {
  it('weighs by precision and is surer than either', () => {
    const got = fuse(
      { lab: [50, 10, 20], cov: diagonal(4, 4, 4) },
      { lab: [56, 10, 20], cov: diagonal(2, 4, 4) },
    );
    expect(got.lab[0]).toBeCloseTo(54, 9);
    expect(got.cov[0]).toBeCloseTo(4 / 3, 9);
    expect(got.cov[4]).toBeCloseTo(2, 9);
  });

  it('uses correlation: what one knows of L* tells b*', () => {
    const tied = { lab: [50, 10, 20] as Triple, cov: [4, 0, 3, 0, 1, 0, 3, 0, 4] };
    const got = fuse(tied, { lab: [54, 10, 20], cov: diagonal(0.01, 1e6, 1e6) });
    expect(got.lab[2]).toBeCloseTo(23, 1);
  });

  it('measures disagreement in standard deviations', () => {
    expect(
      disagreement({ lab, cov: diagonal(3, 1, 1) }, { lab: [58, 12, 18], cov: diagonal(6, 1, 1) }),
    ).toBeCloseTo(1, 9);
  });
});

describe('a shade that fits', () => {
  it('moves the reading towards it and narrows the radius', () => {
    const { posterior: told, uses } = usePriors(posterior, { shade: { lab: [58, 12, 18], sigma: 2 } });
    expect(uses).toEqual([{ mode: 'shade', used: true }]);
    expect(told.lab[0]).toBeCloseTo(55 + (3 * 9) / 13, 6);
    expect(told.r90).toBeLessThan(posterior.r90);
    expect(told.light).toEqual(posterior.light);
  });

  it('with little trust says little', () => {
    const { posterior: told } = usePriors(posterior, { shade: { lab: [58, 12, 18], sigma: 9 } });
    expect(Math.abs(told.lab[0] - 55)).toBeLessThan(0.4);
  });

  it('that contradicts the picture is left out and said so', () => {
    const got = usePriors(posterior, { shade: { lab: [30, 12, 15], sigma: 2 } });
    expect(got.posterior).toEqual(posterior);
    expect(got.uses).toEqual([{ mode: 'shade', used: false, why: 'contradicts' }]);
  });

  it.each([
    [{ lab: [55, 12] as unknown as Triple, sigma: 2 }],
    [{ lab: [Number.NaN, 1, 1] as Triple, sigma: 2 }],
    [{ lab, sigma: 0 }],
    [{ lab, sigma: [1, 2] as unknown as Triple }],
  ])('%j is invalid-argument', (shade) => {
    expect(code(() => shadeBelief(shade))).toBe('invalid-argument');
  });
});

describe('a remembered reading', () => {
  const { at } = remembered;

  it('fades: less of it each week, nothing after thirty days', () => {
    const pull = [0, 7, 14, 21, 29].map((days) => {
      const now = at + (days / 30) * REMEMBERED_FOR;
      return usePriors(posterior, { remembered, now }).posterior.lab[0] - lab[0];
    });
    pull.forEach((v, i) => {
      expect(v).toBeGreaterThan(0);
      if (i) expect(v).toBeLessThan(pull[i - 1]!);
    });
    expect(pull[4]).toBeLessThan(0.1);
    const late = usePriors(posterior, { remembered, now: at + REMEMBERED_FOR });
    expect(late).toEqual({ posterior, uses: [{ mode: 'remembered', used: false, why: 'too-old' }] });
  });

  it('from the future is not believed', () => {
    expect(rememberedBelief(remembered, at - 1)).toBeNull();
  });

  it('read twice does not halve the doubt: the bias of both is shared', () => {
    const same = { ...remembered, lab, cov: posterior.cov };
    const { posterior: told } = usePriors(posterior, { remembered: same, now: at });
    expect(told.cov[0]! / posterior.cov[0]!).toBeGreaterThan(0.7);
    expect(told.cov[0]! / posterior.cov[0]!).toBeLessThan(1);
  });

  it('comes from a report that tells a colour, and only from one', () => {
    const report = { skin: { lab, cov: posterior.cov, confidence: 'medium' } } as unknown as SkinReport;
    expect(rememberSkin(report, 5)).toEqual({ version: 1, lab, cov: posterior.cov, at: 5 });
    expect(rememberSkin({ ...report, skin: null }, 5)).toBeNull();
    const doubt = { skin: { ...report.skin, confidence: 'abstain' } } as unknown as SkinReport;
    expect(rememberSkin(doubt, 5)).toBeNull();
  });

  it('of another version, or no numbers, is invalid-argument', () => {
    expect(code(() => rememberedBelief({ ...remembered, version: 2 as 1 }, at))).toBe('invalid-argument');
    expect(code(() => rememberedBelief({ ...remembered, cov: [1, 2] }, at))).toBe('invalid-argument');
    expect(code(() => rememberedBelief({ ...remembered, cov: diagonal(0, 1, 1) }, at))).toBe(
      'invalid-argument',
    );
  });
});
