import { deltaE2000, type Lab, linearToLab, SRGB8_TO_LINEAR } from '@carmine/color';
import { createHeadAnimator, type HeadRender, LIGHTS } from '@carmine/head';
import type { Look } from '@carmine/makeup';
import { renderReference } from '@carmine/makeup/reference';
import { describe, expect, it } from 'vitest';
import { readCrop } from '../read-crop.ts';
import { LightReader } from './light-reader.ts';
import { illuminantOf, planckian } from './locus.ts';

const kelvin = (k: number) => {
  const [p, w] = [planckian(1e6 / k), planckian(1e6 / 6504)];
  return illuminantOf(p[0] - w[0], p[1] - w[1]);
};

/** The six lights of the contract "light stability" (rendering.md 4), and how bright the camera has them. */
const SIX = [
  { name: 'studio', light: LIGHTS.studio, brightness: 0.9 },
  { name: 'window', light: LIGHTS.daylight, brightness: 0.9 },
  { name: 'lamp 2700 K', light: { ...LIGHTS.warm, illuminant: kelvin(2700) }, brightness: 0.8 },
  { name: 'shade 7500 K', light: { ...LIGHTS.cool, illuminant: kelvin(7500) }, brightness: 0.9 },
  { name: 'side', light: LIGHTS.side, brightness: 0.7 },
  { name: 'backlight, dim', light: LIGHTS.backlight, brightness: 0.45 },
] as const;

const LOOK: Look = {
  version: 1,
  layers: [
    { product: 'foundation', color: '#c68d60', finish: 'matte', coverage: 0.97 },
    { product: 'lipstick', color: '#b3122d', finish: 'matte', coverage: 0.97 },
  ],
};
/** px. */
const SIZE = 280;
const SPOTS = { cheeks: [50, 280], lips: [16, 11] } as const;

/** Colour of the worn product around landmarks, divided by the scene's true light (illuminant x shading x exposure). */
const wornColour = (r: HeadRender, worn: Uint8ClampedArray, spots: readonly number[]): Lab => {
  const sum: [number, number, number] = [0, 0, 0];
  const { width } = r.image;
  let n = 0;
  for (const v of spots)
    for (let dy = -3; dy <= 3; dy++)
      for (let dx = -3; dx <= 3; dx++) {
        const x = Math.floor(r.landmarks[v * 3]! * width) + dx;
        const at = (Math.floor(r.landmarks[v * 3 + 1]! * r.image.height) + dy) * width + x;
        for (let k = 0; k < 3; k++)
          sum[k]! +=
            SRGB8_TO_LINEAR[worn[at * 4 + k]!]! / Math.max(0.03, r.truth.shading[at * 3 + k]! * r.exposure);
        n++;
      }
  return linearToLab([sum[0] / n, sum[1] / n, sum[2] / n]);
};

/** Standard deviation, dE00, of a product's colour over the six lights on a head; `told`: with the light as it is read, else white and 1. */
const stability = (
  tone: number,
  lights: readonly (typeof SIX)[number][],
  told: boolean,
): Record<keyof typeof SPOTS, number> => {
  const animator = createHeadAnimator();
  const seen: Record<keyof typeof SPOTS, Lab[]> = { cheeks: [], lips: [] };
  for (const { light, brightness } of lights) {
    const r = animator.render({ tone, light, brightness, width: SIZE, height: SIZE, shine: { amount: 0.6 } });
    const scene = {
      width: SIZE,
      height: SIZE,
      read: (plan: Parameters<typeof readCrop>[1]) => readCrop(r.image, plan),
      captureTime: 0,
      mode: 'image' as const,
    };
    const read = new LightReader().read({ landmarks: r.landmarks, pose: r.pose, id: 0 }, scene);
    const hint = told ? { illuminant: read.illuminant, exposure: read.exposure } : {};
    const worn = renderReference(r.image, r.truthFaceFrame(), LOOK, { light: hint }).image.data;
    for (const spot of ['cheeks', 'lips'] as const) seen[spot].push(wornColour(r, worn, SPOTS[spot]));
  }
  return { cheeks: deviation(seen.cheeks), lips: deviation(seen.lips) };
};

const deviation = (colours: readonly Lab[]): number => {
  const mean = [0, 1, 2].map((k) => colours.reduce((s, c) => s + c[k]!, 0) / colours.length) as [
    number,
    number,
    number,
  ];
  return Math.sqrt(colours.reduce((s, c) => s + deltaE2000(c, mean) ** 2, 0) / colours.length);
};

describe('one head in six lights', () => {
  // Lips keep what the renderer's own anchor leaves there even when the light is known (docs/decisions/0126).
  // Of the deepest skin the camera's habit of exposing for the scene is doubted least: 2.5 to 2.7 remain there.
  it.each([
    [3, 2],
    [8, 2.8],
  ])('Monk %i wears the same colours', (tone, most) => {
    const known = stability(tone, SIX, true);
    expect(known.cheeks).toBeLessThan(most);
    expect(known.lips).toBeLessThan(3.2);
  });
  it('which it does not where the light is not read', () => {
    expect(stability(5, [SIX[0], SIX[2]], false).cheeks).toBeGreaterThan(10);
  });
});
