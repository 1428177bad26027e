import { readFileSync } from 'node:fs';
import { deltaE2000, type Lab, linearToSrgb, SRGB8_TO_LINEAR } from '@carmine/color';
import { FACE_STRIDE, type FaceFrame, fromMessage, LANDMARK_COUNT, toMessage } from '@carmine/face';
import { type HeadInput, type HeadRender, renderHead } from '@carmine/head';
import { fuseReports } from '@carmine/skin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzeImage } from '../../packages/skin/src/analyze.ts';
import type { ColourNet } from '../../packages/skin/src/model/colour-net.ts';
import { parseMeta } from '../../packages/skin/src/model/meta.ts';
import { createOrtNet } from '../../packages/skin/src/model/ort.ts';
import type { PixelImage } from '../../packages/skin/src/pixels/image.ts';
import { normalFrom, randomFrom } from '../../packages/skin/src/testing/random.ts';
import type { SkinReport } from '../../packages/skin/src/types.ts';
import { IN_FULL } from '../support/full.ts';

/** C6 of skin.md 8: how far two bursts of one scene lie apart. Noise, a head that is never quite still, landmarks that tremble. */
const WEIGHTS = new URL('../../models/skin/weights/', import.meta.url);
const FRAMES = 5;
const BURSTS = IN_FULL ? 4 : 3;
/** Positions that a swaying head is rendered in. */
const HEADS = 6;
/** Linear, of a phone indoors: read noise, and shot noise at white. */
const NOISE = { read: 0.002, shot: 0.012 };
/** Degrees and mm that a head held still moves between frames; px that landmarks tremble. */
const SWAY = 0.8;
const TREMBLE = 0.4;

const SCENES: readonly (HeadInput & { readonly name: string })[] = [
  { name: 'Monk 3, daylight', tone: 3, light: 'daylight', brightness: 0.6 },
  { name: 'Monk 5, daylight', tone: 5, light: 'daylight', brightness: 0.7 },
  { name: 'Monk 7, warm', tone: 7, light: 'warm', brightness: 0.7 },
  { name: 'Monk 9, studio', tone: 9, brightness: 0.7 },
];

let net: ColourNet;
beforeAll(async () => {
  const meta = parseMeta(readFileSync(new URL('colournet.json', WEIGHTS), 'utf8'));
  net = await createOrtNet({ meta, model: new Uint8Array(readFileSync(new URL('colournet.onnx', WEIGHTS))) });
});
afterAll(() => net.close());

const noisy = ({ width, height, data }: PixelImage, random: () => number): PixelImage => ({
  width,
  height,
  data: Uint8ClampedArray.from(data, (code, i) => {
    if (i % 4 === 3) return code;
    const level = SRGB8_TO_LINEAR[code]!;
    const sd = Math.sqrt(NOISE.read ** 2 + NOISE.shot ** 2 * level);
    return 255 * linearToSrgb(Math.max(0, level + sd * normalFrom(random)));
  }),
});

const trembling = (frame: FaceFrame, random: () => number): FaceFrame => {
  const packed = frame.packed.slice(0, FACE_STRIDE);
  for (let i = 0; i < LANDMARK_COUNT * 3; i += 3) {
    packed[i] = packed[i]! + (TREMBLE / frame.width) * normalFrom(random);
    packed[i + 1] = packed[i + 1]! + (TREMBLE / frame.height) * normalFrom(random);
  }
  return fromMessage({ ...toMessage(frame), packed });
};

/** Heads of a scene that sway a little: rendered once, photographed often. */
const headsOf = (scene: HeadInput, random: () => number): HeadRender[] =>
  Array.from({ length: HEADS }, () => {
    const sway = (): number => SWAY * normalFrom(random);
    return renderHead({
      width: 448,
      height: 448,
      quality: 'live',
      truth: false,
      ...scene,
      pose: { yaw: sway(), pitch: sway(), roll: sway() },
      expression: { smile: 0.05 * random() },
    });
  });

const shot = (head: HeadRender, random: () => number): Promise<SkinReport> =>
  analyzeImage(noisy(head.image, random), trembling(head.truthFaceFrame(), random), net);

/** Root mean square distance from the mean, dE00. */
const scatter = (labs: readonly Lab[]): number => {
  const mean = [0, 1, 2].map((k) => labs.reduce((s, lab) => s + lab[k]!, 0) / labs.length) as unknown as Lab;
  return Math.sqrt(labs.reduce((s, lab) => s + deltaE2000(lab, mean) ** 2, 0) / (labs.length - 1));
};

const labOf = (report: SkinReport): Lab => report.skin!.lab as Lab;

test.each(SCENES)('$name: bursts of one scene agree within .6 dE00', async ({ name: _, ...scene }) => {
  const random = randomFrom(11);
  const heads = headsOf(scene, random);
  const fused: SkinReport[] = [];
  for (let b = 0; b < BURSTS; b++) {
    const frames: SkinReport[] = [];
    for (let f = 0; f < FRAMES; f++) frames.push(await shot(heads[Math.floor(random() * HEADS)]!, random));
    expect(frames.flatMap((r) => r.gates.filter((g) => g.level === 'block'))).toEqual([]);
    fused.push(fuseReports(frames));
  }
  expect(scatter(fused.map(labOf))).toBeLessThanOrEqual(0.6);
  expect(fused.every((r) => r.frames === FRAMES)).toBe(true);
});
