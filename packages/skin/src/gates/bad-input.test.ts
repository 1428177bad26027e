import { readFileSync } from 'node:fs';
import {
  EYE_RINGS,
  FACE_OVAL,
  FACE_STRIDE,
  type FaceFrame,
  fromMessage,
  LIP_RINGS,
  packFace,
} from '@carmine/face';
import type { HeadInput } from '@carmine/head';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeImage } from '../analyze.ts';
import type { ColourNet } from '../model/colour-net.ts';
import { parseMeta } from '../model/meta.ts';
import { createOrtNet } from '../model/ort.ts';
import { maskedBlur } from '../pixels/blur.ts';
import type { PixelImage } from '../pixels/image.ts';
import { fillRings, shrinkRing } from '../pixels/polygon.ts';
import { plainHead } from '../testing/plain-head.ts';
import type { SkinReport } from '../types.ts';
import type { GatePresetName } from './presets.ts';

const WEIGHTS = new URL('../../../../models/skin/weights/', import.meta.url);
let net: ColourNet;
beforeAll(async () => {
  const meta = parseMeta(readFileSync(new URL('colournet.json', WEIGHTS), 'utf8'));
  net = await createOrtNet({ meta, model: new Uint8Array(readFileSync(new URL('colournet.onnx', WEIGHTS))) });
});
afterAll(() => net.close());

interface Picture {
  readonly image: PixelImage;
  readonly frame: FaceFrame;
}

/** The palest skin that was measured and a deep one: no gate may mistake a tone for bad input. */
const TONES = [
  ['very light', { lab: [74, 7, 11] }],
  ['deep', 8],
] as const;

type Rgb = [number, number, number];
type Edit = (rgb: Rgb) => Rgb;

const ring = ({ frame, image }: Picture, list: readonly number[], grow = 1): Float32Array => {
  const { landmarks } = frame.faces[0]!;
  const points = list.flatMap((v) => [landmarks[v * 3]! * image.width, landmarks[v * 3 + 1]! * image.height]);
  return shrinkRing(Float32Array.from(points), grow);
};

/** Changes pixels (0..1) inside the rings (even-odd), or everywhere. */
const edited = (from: Picture, edit: Edit, rings?: readonly Float32Array[]): Picture => {
  const { width, height } = from.image;
  const data = from.image.data.slice();
  const change = (x: number, y: number): void => {
    const i = (y * width + x) * 4;
    const out = edit([data[i]! / 255, data[i + 1]! / 255, data[i + 2]! / 255]);
    for (const k of [0, 1, 2] as const) data[i + k] = Math.round(255 * out[k]);
  };
  if (rings) fillRings(rings, { width, height }, change);
  else for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) change(x, y);
  return { ...from, image: { width, height, data } };
};

const grey = ([r, g, b]: Rgb): number => 0.3 * r + 0.59 * g + 0.11 * b;
const eyes = (p: Picture, grow = 1): Float32Array[] => [
  ring(p, EYE_RINGS.left, grow),
  ring(p, EYE_RINGS.right, grow),
];
const bareFace = (p: Picture): Float32Array[] => [ring(p, FACE_OVAL), ...eyes(p), ring(p, LIP_RINGS.outer)];

/** Smoothing as of a strong beauty filter: the whole face blurred, its eyes and lips kept. */
const smoothed = (p: Picture): Picture => {
  const { width, height, data } = p.image;
  const mask = new Uint8Array(width * height).fill(1);
  const out = data.slice();
  const blurred = [0, 1, 2].map((k) =>
    maskedBlur(
      Float32Array.from(mask, (_, i) => data[i * 4 + k]!),
      mask,
      { size: width, sigma: 3 },
    ),
  );
  fillRings(bareFace(p), p.image, (x, y) => {
    const i = y * width + x;
    for (const k of [0, 1, 2] as const) out[i * 4 + k] = Math.round(blurred[k]![i]!);
  });
  return { ...p, image: { width, height, data: out } };
};

/** Half the face in shadow: a soft edge down the middle, to a seventh of the light. */
const halfShadow = (p: Picture): Picture => {
  const { width, height } = p.image;
  const data = p.image.data.slice();
  for (let i = 0; i < width * height; i++) {
    const t = Math.min(1, Math.max(0, 0.5 + ((i % width) / width - 0.5) * 12));
    const light = (1 + t * (1 / 7 - 1)) ** (1 / 2.2);
    for (const k of [0, 1, 2]) data[i * 4 + k] = Math.round(data[i * 4 + k]! * light);
  }
  return { ...p, image: { width, height, data } };
};

const twoFaces = (p: Picture): Picture => {
  const packed = new Float32Array(FACE_STRIDE * 2);
  const face = p.frame.faces[0]!;
  const landmarks = face.landmarks.map((v, i) => (i % 3 === 0 ? v * 0.8 + 0.3 : v));
  packFace(packed, 0, face);
  packFace(packed, 1, { ...face, landmarks });
  const { width, height } = p.frame;
  const frame = fromMessage({
    frameId: 1,
    captureTime: 0,
    width,
    height,
    inferenceMs: 0,
    faceCount: 2,
    packed,
  });
  return { ...p, frame };
};

const judge = ({ image, frame }: Picture, strictness?: GatePresetName): Promise<SkinReport> =>
  analyzeImage(image, frame, net, { strictness });
const gate = (report: SkinReport, id: string) => report.gates.find((g) => g.id === id);

/** Nothing that is told may rest on a blocked picture. */
const pretends = (report: SkinReport): boolean =>
  report.skin === null && report.measures.some((m) => !m.abstained || m.value !== null || !m.reason);

describe.each(TONES)('%s', (_, tone) => {
  const drawn = new Map<string, Picture>();
  /** Each face is drawn once: an edit copies the pixels. */
  const face = (input: HeadInput = {}): Picture => {
    const key = JSON.stringify(input);
    const picture = drawn.get(key) ?? plainHead({ tone, ...input });
    drawn.set(key, picture);
    return picture;
  };

  it('as it is passes every gate about surface, glasses, faces and shadow', async () => {
    for (const light of ['studio', 'cool', 'warm', 'flat'] as const) {
      const report = await judge(face({ light }));
      const said = ['surface', 'glasses', 'faces', 'half-shadow', 'filter'].filter(
        (id) => gate(report, id)?.level !== 'pass',
      );
      expect(said, light).toEqual([]);
    }
  });

  it.each<[string, string, string, 'warn' | 'block', (p: Picture) => Picture]>([
    [
      'sunglasses',
      'glasses',
      'remove-glasses',
      'warn',
      (p) => edited(p, () => [0.07, 0.06, 0.07], eyes(p, 1.9)),
    ],
    [
      'black and white',
      'colour',
      'colour-picture',
      'block',
      (p) => edited(p, (c) => [grey(c), grey(c), grey(c)]),
    ],
    ['heavy beauty filter', 'filter', 'remove-filter', 'warn', smoothed],
    ['half the face in shadow', 'half-shadow', 'light-both-sides', 'block', halfShadow],
    [
      'green paint',
      'surface',
      'bare-skin',
      'block',
      (p) => edited(p, (c) => [0.2 * grey(c) + 0.05, 0.7 * grey(c) + 0.1, 0.3 * grey(c) + 0.05], bareFace(p)),
    ],
    [
      'white clown paint',
      'surface',
      'bare-skin',
      'block',
      (p) => edited(p, (c) => [0.5 + 0.4 * grey(c), 0.5 + 0.4 * grey(c), 0.49 + 0.4 * grey(c)], bareFace(p)),
    ],
    [
      'grey stone',
      'surface',
      'bare-skin',
      'block',
      (p) => edited(p, (c) => [grey(c) * 1.01, grey(c), grey(c) * 0.97], [ring(p, FACE_OVAL)]),
    ],
    [
      'terracotta: lips of the skin’s colour',
      'surface',
      'bare-skin',
      'block',
      (p) => edited(p, (c) => [grey(c), grey(c) * 0.8, grey(c) * 0.66], [ring(p, FACE_OVAL)]),
    ],
    [
      'green stage light',
      'surface',
      'neutral-light',
      'block',
      (p) => edited(p, ([r, g, b]) => [r * 0.35, g, b * 0.5]),
    ],
    ['two faces', 'faces', 'one-face', 'warn', twoFaces],
  ])('%s: %s says %s', async (__, id, hint, level, change) => {
    const report = await judge(change(face()));
    expect(gate(report, id)).toMatchObject({ hint, level });
    expect(pretends(report)).toBe(false);
  });

  it('purple stage light is told by a gate or by the confidence', async () => {
    const report = await judge(edited(face(), ([r, g, b]) => [r * 0.9, g * 0.4, b]));
    const said = report.gates.filter((g) => g.level !== 'pass').map((g) => g.hint);
    expect(said).toContain('neutral-light');
    expect(
      report.skin === null || report.skin.confidence === 'abstain' || report.skin.confidence === 'low',
    ).toBe(true);
  });

  it('closed eyes: asked to open them, and the colour is told with more doubt', async () => {
    const open = await judge(face());
    const closed = await judge(face({ expression: { blink: 1 } }));
    expect(gate(closed, 'eyes')).toMatchObject({ level: 'warn', hint: 'open-eyes' });
    expect(closed.skin!.r90).toBeGreaterThan(open.skin!.r90);
    expect(closed.measures.find((m) => m.id === 'dark-circles')).toMatchObject({ abstained: true });
  });

  it('a face of 60 px is asked to come closer', async () => {
    const report = await judge(face({ width: 160, height: 160 }));
    expect(gate(report, 'size')).toMatchObject({ level: 'block', hint: 'come-closer' });
    expect(pretends(report)).toBe(false);
  });
});

it('the strictness decides: a face that standard warns about may pass leniently and be refused strictly', async () => {
  const p = plainHead({ tone: 4, pose: { yaw: 16 } });
  const levels = await Promise.all(
    (['lenient', 'standard', 'strict'] as const).map(
      async (name) => gate(await judge(p, name), 'yaw')!.level,
    ),
  );
  expect(levels).toEqual(['pass', 'warn', 'block']);
});
