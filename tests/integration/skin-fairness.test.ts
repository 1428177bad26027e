import { readFileSync } from 'node:fs';
import { type HeadRender, renderHead } from '@carmine/head';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyzeImage } from '../../packages/skin/src/analyze.ts';
import type { ColourNet } from '../../packages/skin/src/model/colour-net.ts';
import { parseMeta } from '../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../packages/skin/src/model/ort.ts';
import type { PixelImage } from '../../packages/skin/src/pixels/image.ts';
import type { GateResult, SkinReport } from '../../packages/skin/src/types.ts';
import { grey, sepia, toned } from '../support/tones.ts';

/** No gate may judge a face by how light or deep it is: the same head in ten Monk tones, the same light, the same camera. */
const WEIGHTS = new URL('../../models/skin/weights/', import.meta.url);
const MONK = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** A camera's noise: a picture without any is rightly taken for a filtered one. */
const NOISE = { read: 0.001, shot: 0.006 };

let net: ColourNet;
beforeAll(async () => {
  const meta = parseMeta(readFileSync(new URL('colournet.json', WEIGHTS), 'utf8'));
  net = await createOrtNet({ meta, model: new Uint8Array(readFileSync(new URL('colournet.onnx', WEIGHTS))) });
});
afterAll(() => net.close());

const draw = (tone: number): HeadRender =>
  renderHead({ width: 640, height: 640, quality: 'live', truth: false, noise: NOISE, tone, ...GOOD });
const analyse = (head: HeadRender, change = (image: PixelImage): PixelImage => image): Promise<SkinReport> =>
  analyzeImage(change(head.image), head.truthFaceFrame(), net);
const gate = (report: SkinReport, id: string): GateResult | undefined =>
  report.gates.find((g) => g.id === id);

/** White at 60 % of the picture's range: light skin does not clip, deep skin is not lifted. */
const GOOD = { brightness: 0.6 };

describe.each(MONK)('Monk %i', (tone) => {
  let head: HeadRender;
  beforeAll(() => {
    head = draw(tone);
  });

  test('in good light passes every gate about colour, exposure, noise and smoothing', async () => {
    const report = await analyse(head);
    const bad = [
      'colour',
      'brightness',
      'clipping',
      'noise',
      'filter',
      'mixed-light',
      'hard-light',
      'regions',
    ].filter((id) => gate(report, id)?.level !== 'pass');
    expect(bad).toEqual([]);
    expect(report.skin).not.toBeNull();
  });

  test.each([
    ['grey', grey],
    ['sepia', sepia],
    ['toned in blue', toned([5, 15, 50], [90, 140, 200], [250, 250, 240])],
    ['toned in copper', toned([30, 10, 20], [180, 100, 70], [255, 240, 210])],
  ])('%s is no colour picture', async (_, change) => {
    expect(gate(await analyse(head, change), 'colour')?.level).toBe('block');
  });
});
