import { linearToSrgb8, SRGB8_TO_LINEAR } from '@carmine/color';
import { FACE_LIGHT_FLOATS, packFaceLight, readFaceLight } from '@carmine/face';
import { createHeadAnimator, type HeadInput, type HeadRender, LIGHTS } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import { type Picture, readCrop } from '../read-crop.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { LightReader } from './light-reader.ts';
import { illuminantOf, planckian } from './locus.ts';
import { EYE_CROP_WIDTH } from './plans.ts';

const animator = createHeadAnimator();
/** The animator keeps its buffers: the picture is copied. */
const head = (input: HeadInput): HeadRender => {
  const made = animator.render({ width: 360, height: 360, truth: false, ...input });
  return { ...made, image: { ...made.image, data: made.image.data.slice() } };
};
const faceOf = (r: HeadRender, id = 0): ParsedFace => ({ landmarks: r.landmarks, pose: r.pose, id });
const sceneOf = (picture: Picture, more: Partial<ParseScene> = {}): ParseScene => ({
  width: picture.width,
  height: picture.height,
  read: (plan) => readCrop(picture, plan),
  captureTime: 0,
  mode: 'image',
  ...more,
});
const still = (r: HeadRender, more: Partial<ParseScene> = {}) =>
  new LightReader().read(faceOf(r), sceneOf(r.image, more));

/** The picture under other gains, as a camera that is set otherwise takes it. */
const regained = (p: Picture, gains: readonly number[]): Picture => {
  const codes = gains.map((g) =>
    Uint8Array.from({ length: 256 }, (_, i) => linearToSrgb8(SRGB8_TO_LINEAR[i]! * g)),
  );
  const data = Uint8ClampedArray.from(p.data, (v, i) => (i % 4 === 3 ? v : codes[i % 4]![v]!));
  return { ...p, data };
};

const degrees = (a: readonly number[], b: readonly number[]): number => {
  const dot = (p: readonly number[], q: readonly number[]) => p[0]! * q[0]! + p[1]! * q[1]! + p[2]! * q[2]!;
  return (Math.acos(Math.min(1, dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)))) * 180) / Math.PI;
};
const kelvin = (k: number): readonly [number, number, number] => {
  const [p, w] = [planckian(1e6 / k), planckian(1e6 / 6504)];
  return illuminantOf(p[0] - w[0], p[1] - w[1]) as [number, number, number];
};

describe('illuminant and exposure on heads', () => {
  const rows = [1, 3, 5, 6, 7, 8, 10].flatMap((tone) =>
    (
      [
        ['studio', [1, 1, 1]],
        ['warm', kelvin(2700)],
        ['cool', kelvin(9000)],
      ] as const
    ).map(([light, illuminant]) => [tone, light, illuminant] as const),
  );
  it.each(rows)('Monk %i in %s', (tone, light, illuminant) => {
    const told = still(head({ tone, light: { ...LIGHTS[light], illuminant }, brightness: 0.8 }));
    expect(degrees(told.illuminant, illuminant)).toBeLessThan(4.5);
    // The anchor is the lit side: at most 10 % above the mean of the cheeks in these lights.
    expect(Math.abs(Math.log2(told.exposure / 0.82))).toBeLessThan(0.35);
    expect(told.illuminantConfidence).toBeGreaterThan(0.4);
  });

  it('does not take deep skin in bright light for light skin in dim light', () => {
    // Both show cheeks of about the same luminance.
    const deep = still(head({ tone: 7, brightness: 1.3 }));
    const pale = still(head({ tone: 5, brightness: 0.32 }));
    expect(deep.exposure / pale.exposure).toBeGreaterThan(2.5);
  });

  it('tells lamps of colour, less sure', () => {
    const green = illuminantOf(-0.35, -0.3) as [number, number, number];
    const told = still(head({ tone: 5, light: { ...LIGHTS.studio, illuminant: green } }));
    expect(degrees(told.illuminant, green)).toBeLessThan(6);
    expect(told.illuminantConfidence).toBeLessThan(0.5);
  });
});

describe('direction', () => {
  it.each(['studio', 'daylight', 'side', 'warm', 'dim'] as const)('%s comes from its key light', (light) => {
    const told = still(head({ tone: 6, light }));
    expect(degrees(told.direction, LIGHTS[light].key.direction)).toBeLessThan(15);
    expect(told.directionConfidence).toBeGreaterThan(0.6);
  });
  it('is not told in even light', () => {
    const told = still(head({ tone: 6, light: 'flat' }));
    expect(told.directionConfidence).toBeLessThan(0.1);
    expect(told.ambient).toBeGreaterThan(0.8);
  });
  it('turns with the light, not with the head', () => {
    const told = still(head({ tone: 6, light: 'side', pose: { yaw: -25 } }));
    expect(degrees(told.direction, LIGHTS.side.key.direction)).toBeLessThan(20);
  });
});

describe('what the camera does', () => {
  const base = head({ tone: 6, brightness: 0.7 });
  const before = still({ ...base });
  it('half the gain is half the exposure', () => {
    const after = new LightReader().read(faceOf(base), sceneOf(regained(base.image, [0.5, 0.5, 0.5])));
    expect(Math.log2(after.exposure / before.exposure)).toBeGreaterThan(-1.1);
    expect(Math.log2(after.exposure / before.exposure)).toBeLessThan(-0.7);
    expect(degrees(after.illuminant, before.illuminant)).toBeLessThan(2);
  });
  it('a warmer white balance is a warmer light', () => {
    const after = new LightReader().read(faceOf(base), sceneOf(regained(base.image, [1.2, 1, 0.8])));
    const cast = illuminantOf(Math.log(1.2), Math.log(0.8));
    expect(degrees(after.illuminant, cast)).toBeLessThan(6);
  });
  it('noise is measured at the level of the skin', () => {
    const noisy = still(head({ tone: 5, noise: { read: 0.004, shot: 0.02 }, width: 480, height: 480 }));
    const clean = still(head({ tone: 5, width: 480, height: 480 }));
    expect(noisy.noise).toBeGreaterThan(0.006);
    expect(noisy.noise).toBeLessThan(0.02);
    expect(clean.noise).toBeLessThan(noisy.noise / 2);
  });
});

describe('eyes that cannot be read', () => {
  const open = still(head({ tone: 6 }));
  it('closed eyes: exposure is less sure', () => {
    const closed = still(head({ tone: 6, expression: { blink: 1 } }));
    expect(closed.exposureConfidence).toBeLessThan(open.exposureConfidence * 0.8);
    expect(closed.illuminantConfidence).toBeLessThan(open.illuminantConfidence * 0.95);
  });
  it('dark glasses: less sure, and not thought dim', () => {
    const r = head({ tone: 6 });
    const shaded: ParseScene = {
      ...sceneOf(r.image),
      read: (plan) => {
        const crop = readCrop(r.image, plan);
        if (plan.width === EYE_CROP_WIDTH)
          for (let i = 0; i < crop.data.length; i++) if (i % 4 < 3) crop.data[i]! *= 0.12;
        return crop;
      },
    };
    const told = new LightReader().read(faceOf(r), shaded);
    expect(told.exposureConfidence).toBeLessThan(open.exposureConfidence * 0.85);
    expect(told.exposure).toBeGreaterThan(0.5);
  });
});

describe('bad input', () => {
  const r = head({ tone: 5 });
  const dark = { illuminantConfidence: 0, exposureConfidence: 0, directionConfidence: 0, exposure: 1 };
  it('a face outside the picture tells nothing', () => {
    const landmarks = r.landmarks.map((v, i) => (i % 3 === 0 ? v + 3 : v));
    const told = new LightReader().read({ ...faceOf(r), landmarks }, sceneOf(r.image));
    expect(told).toMatchObject(dark);
  });
  it.each([
    ['landmarks', { landmarks: new Float32Array(478 * 3).fill(Number.NaN) }],
    ['pose', { pose: new Float32Array(16).fill(Number.NaN) }],
  ])('NaN in %s tells nothing', (_, part) => {
    expect(new LightReader().read({ ...faceOf(r), ...part }, sceneOf(r.image))).toMatchObject(dark);
  });
  it('half outside, black and white pictures give finite numbers', () => {
    const half = { ...faceOf(r), landmarks: r.landmarks.map((v, i) => (i % 3 === 0 ? v + 0.45 : v)) };
    const flat = (v: number): Picture => ({
      ...r.image,
      data: new Uint8ClampedArray(r.image.data.length).fill(v),
    });
    const opaqueBlack = flat(0);
    for (let i = 3; i < opaqueBlack.data.length; i += 4) opaqueBlack.data[i] = 255;
    for (const told of [
      new LightReader().read(half, sceneOf(r.image)),
      new LightReader().read(faceOf(r), sceneOf(flat(255))),
      new LightReader().read(faceOf(r), sceneOf(opaqueBlack)),
      new LightReader().read(faceOf(r), sceneOf(flat(0))),
    ]) {
      const packed = new Float32Array(FACE_LIGHT_FLOATS);
      packFaceLight(told, packed);
      expect([...packed].every(Number.isFinite)).toBe(true);
      expect(readFaceLight(packed).exposure).toBeGreaterThan(0);
    }
  });
  it('gives the same for the same, whatever was read before', () => {
    const reader = new LightReader();
    const first = reader.read(faceOf(r), sceneOf(r.image));
    reader.read(faceOf(r), sceneOf(regained(r.image, [0.3, 0.5, 0.9])));
    expect(reader.read(faceOf(r), sceneOf(r.image))).toEqual(first);
  });
});
