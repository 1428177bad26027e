import { readFileSync } from 'node:fs';
import { deltaE2000, linearToSrgb8 } from '@carmine/color';
import type { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeImage } from '../analyze.ts';
import type { ColourNet } from '../model/colour-net.ts';
import { parseMeta } from '../model/meta.ts';
import { createOrtNet } from '../model/ort.ts';
import type { PixelImage } from '../pixels/image.ts';
import { paintFace } from '../testing/paint-face.ts';
import type { SkinReport, Triple } from '../types.ts';
import type { CardReference, SkinReference } from './types.ts';

const weights = new URL('../../../../models/skin/weights/', import.meta.url);
let net: ColourNet;

beforeAll(async () => {
  const meta = parseMeta(readFileSync(new URL('colournet.json', weights), 'utf8'));
  net = await createOrtNet({ meta, model: new Uint8Array(readFileSync(new URL('colournet.onnx', weights))) });
});
afterAll(() => net.close());

const SKIN: Triple = [55, 13, 19];
const CARD: CardReference = {
  corners: [
    [2, 2],
    [34, 2],
    [34, 34],
    [2, 34],
  ],
  patches: [0.4],
};

interface Scene {
  readonly exposure: number;
  readonly light?: Triple;
}

/** A painted face with a grey card in the corner, in the same light. */
const scene = ({ exposure, light = [1, 1, 1] }: Scene): { image: PixelImage; frame: FaceFrame } => {
  const painted = paintFace({ size: 320, skin: SKIN, exposure, light });
  const { data, width } = painted.image;
  for (let y = 2; y < 34; y++)
    for (let x = 2; x < 34; x++)
      light.forEach((l, k) => {
        data[(y * width + x) * 4 + k] = Math.round(linearToSrgb8(Math.min(1, 0.4 * l * exposure)));
      });
  return painted;
};

const read = (where: Scene, reference?: SkinReference): Promise<SkinReport> => {
  const { image, frame } = scene(where);
  return analyzeImage(image, frame, net, { reference });
};

describe('analyzeImage with a reference', () => {
  it('reads the whites of the eyes without one, and says so', async () => {
    const report = await read({ exposure: 0.85 });
    expect(report.reference).toEqual([{ mode: 'sclera', used: true }]);
  });

  it('a grey card tells the light of the picture', async () => {
    const light: Triple = [1.1, 1, 0.85];
    const report = await read({ exposure: 0.6, light }, { card: CARD });
    expect(report.reference).toContainEqual({ mode: 'grey-card', used: true });
    const told = report.light!;
    expect(told.illuminant[0] / told.illuminant[1]).toBeCloseTo(1.1, 1);
    expect(told.illuminant[2] / told.illuminant[1]).toBeCloseTo(0.85, 1);
    expect(told.exposure).toBeGreaterThan(0.5);
    expect(told.exposure).toBeLessThan(0.7);
  });

  it('holds the reading together over exposures and casts that a grey card shows', async () => {
    const scenes: Scene[] = [
      { exposure: 0.9 },
      { exposure: 0.5 },
      { exposure: 0.75, light: [1.12, 1, 0.8] },
      { exposure: 0.75, light: [0.9, 1, 1.15] },
    ];
    const labs = [];
    for (const where of scenes) labs.push((await read(where, { card: CARD })).skin!.lab);
    for (const lab of labs) expect(deltaE2000(lab, labs[0]!)).toBeLessThan(3);
  });

  it('a shade that fits narrows the radius; one that cannot be is left out', async () => {
    const bare = await read({ exposure: 0.85 });
    const fits = await read({ exposure: 0.85 }, { shade: { lab: bare.skin!.lab, sigma: 2 } });
    expect(fits.skin!.r90).toBeLessThan(0.9 * bare.skin!.r90);
    expect(deltaE2000(fits.skin!.lab, bare.skin!.lab)).toBeLessThan(0.1);
    const wrong = await read({ exposure: 0.85 }, { shade: { lab: [20, 8, 8], sigma: 1 } });
    expect(wrong.skin!.lab).toEqual(bare.skin!.lab);
    expect(wrong.reference).toContainEqual({ mode: 'shade', used: false, why: 'contradicts' });
  });

  it('refuses a card outside the picture', async () => {
    const card = { ...CARD, corners: [[900, 0], ...CARD.corners.slice(1)] } as unknown as CardReference;
    const error = await read({ exposure: 0.85 }, { card }).catch((e: CarmineError) => e);
    expect((error as CarmineError).code).toBe('invalid-argument');
  });
});
