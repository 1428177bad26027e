import { readFileSync } from 'node:fs';
import { deltaE2000 } from '@carmine/color';
import { FACE_STRIDE, fromMessage } from '@carmine/face';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeImage, analyzeMapped } from './analyze.ts';
import { MEASURE_IDS } from './measures/index.ts';
import type { ColourNet } from './model/colour-net.ts';
import { parseMeta } from './model/meta.ts';
import { createOrtNet } from './model/ort.ts';
import { type PaintedFace, paintFace } from './testing/paint-face.ts';
import type { SkinReport } from './types.ts';

const weights = new URL('../../../models/skin/weights/', import.meta.url);
let net: ColourNet;

beforeAll(async () => {
  const meta = parseMeta(readFileSync(new URL('colournet.json', weights), 'utf8'));
  net = await createOrtNet({ meta, model: new Uint8Array(readFileSync(new URL('colournet.onnx', weights))) });
});
afterAll(() => net.close());

const analyse = (options: PaintedFace): Promise<SkinReport> => {
  const { image, frame } = paintFace({ size: 320, ...options });
  return analyzeImage(image, frame, net);
};

const LIGHT = [66, 11, 13] as const;
const DEEP = [30, 17, 26] as const;

const allNumbers = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value
      ? Object.values(value).flatMap(allNumbers)
      : [];

describe('analyzeImage', () => {
  it('tells a light face from a deep one, in any exposure', async () => {
    for (const exposure of [0.7, 1]) {
      const light = await analyse({ skin: LIGHT, exposure });
      const deep = await analyse({ skin: DEEP, exposure });
      expect(light.skin!.lab[0] - deep.skin!.lab[0]).toBeGreaterThan(18);
      expect(light.skin!.ita).toBeGreaterThan(28);
      expect(deep.skin!.ita).toBeLessThan(0);
    }
  });

  it('moves less than the picture when exposure and white balance change', async () => {
    const base = (await analyse({ skin: LIGHT, exposure: 0.85 })).skin!.lab;
    const dim = (await analyse({ skin: LIGHT, exposure: 0.6 })).skin!.lab;
    const warm = (await analyse({ skin: LIGHT, exposure: 0.85, light: [1.08, 1, 0.9] })).skin!.lab;
    // The cheek's own shift: 0.5 EV is 7.2 dE00, this cast 5 (skin.md 0.1).
    expect(deltaE2000(base, dim)).toBeLessThan(3.2);
    expect(deltaE2000(base, warm)).toBeLessThan(3.2);
  });

  it('fills the whole report with finite numbers, probabilities that sum to 1 and a valid covariance', async () => {
    const report = await analyse({ skin: [55, 13, 19] });
    expect(allNumbers(report).every(Number.isFinite)).toBe(true);
    const skin = report.skin!;
    expect(skin.mst.p).toHaveLength(10);
    expect(skin.mst.p.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(Object.values(skin.undertone.p).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(skin.sigma.every((s, i) => Math.abs(s * s - skin.cov[i * 4]!) < 1e-6)).toBe(true);
    expect(report.measures.map((m) => m.id)).toEqual(MEASURE_IDS);
    expect(report.light!.exposure).toBeGreaterThan(0);
    expect(report.model.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is less sure without the whites of the eyes', async () => {
    const seen = await analyse({ skin: LIGHT });
    const unseen = await analyse({ skin: LIGHT, sclera: 0.05 });
    expect(unseen.gates.find((g) => g.id === 'eyes')!.level).toBe('warn');
    expect(unseen.skin!.r90).toBeGreaterThan(seen.skin!.r90);
    expect(unseen.light!.sigmaEv).toBeGreaterThan(seen.light!.sigmaEv);
  });

  it('reads the exposure of the picture', async () => {
    const bright = await analyse({ skin: LIGHT, exposure: 1 });
    const dim = await analyse({ skin: LIGHT, exposure: 0.5 });
    expect(dim.light!.exposure / bright.light!.exposure).toBeLessThan(0.7);
  });
});

describe('analyzeMapped', () => {
  it('gives the same report, and the three maps', async () => {
    const { image, frame } = paintFace({ size: 320, skin: LIGHT });
    const { timings: _, ...plain } = await analyzeImage(image, frame, net);
    const { report, maps } = await analyzeMapped(image, frame, net);
    expect(report).toMatchObject(plain);
    expect(maps!.maps.map((m) => m.id)).toEqual(['melanin', 'blood', 'specular']);
    for (const { values } of maps!.maps) {
      expect(values).toHaveLength(maps!.size ** 2);
      expect(values.some((v) => !Number.isNaN(v))).toBe(true);
    }
  });

  it('gives none where a gate blocks', async () => {
    const { image, frame } = paintFace({ size: 320, skin: LIGHT, grey: true });
    const { report, maps } = await analyzeMapped(image, frame, net);
    expect([report.skin, maps]).toEqual([null, null]);
  });
});

describe('pictures that cannot be judged give a gate, never an exception', () => {
  const gate = (report: SkinReport, id: string): string | undefined =>
    report.gates.find((g) => g.id === id)?.level;

  it('no face', async () => {
    const { image, frame } = paintFace({ size: 100, skin: LIGHT });
    const report = await analyzeImage(image, { ...frame, faces: [] }, net);
    expect(report.skin).toBeNull();
    expect(gate(report, 'face')).toBe('block');
    expect(report.measures.every((m) => m.abstained && m.reason)).toBe(true);
  });

  it('one pixel', async () => {
    const { frame } = paintFace({ size: 100, skin: LIGHT });
    const report = await analyzeImage({ width: 1, height: 1, data: new Uint8ClampedArray(4) }, frame, net);
    expect(gate(report, 'size')).toBe('block');
  });

  it('a small face', async () =>
    expect(gate(await analyse({ skin: LIGHT, size: 120 }), 'size')).toBe('block'));

  it('a grey picture', async () => {
    const report = await analyse({ skin: LIGHT, grey: true });
    expect(gate(report, 'colour')).toBe('block');
    expect(report.skin).toBeNull();
  });

  it('a burnt-out picture', async () =>
    expect((await analyse({ skin: LIGHT, exposure: 4 })).skin).toBeNull());

  it('a black picture', async () => expect((await analyse({ skin: LIGHT, exposure: 0 })).skin).toBeNull());

  it('landmarks that are not numbers, or far outside the picture', async () => {
    const { image, frame } = paintFace({ size: 200, skin: LIGHT });
    for (const value of [Number.NaN, 1e6, -50]) {
      const packed = new Float32Array(FACE_STRIDE).fill(value);
      const broken = fromMessage({ ...frame, faceCount: 1, packed });
      const report = await analyzeImage(image, broken, net);
      expect(report.skin).toBeNull();
      expect(allNumbers(report).every(Number.isFinite)).toBe(true);
    }
  });

  it('one-sided light is warned about', async () =>
    expect(gate(await analyse({ skin: LIGHT, sideLight: 1.8, exposure: 0.5 }), 'hard-light')).not.toBe(
      'pass',
    ));
});
