import {
  deltaE2000,
  hexToLab,
  linearToLab,
  linearToSrgb8,
  MONK_SWATCHES,
  SRGB8_TO_LINEAR,
} from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { CANONICAL_UV, FACE_OVAL, LANDMARK_COUNT, LIP_RINGS, MESH_VERTEX_COUNT } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { Sculptor } from './geometry.ts';
import type { HeadInput } from './params.ts';
import { createHeadAnimator, renderHead } from './render.ts';
import type { HeadRender } from './result.ts';

const SMALL = { width: 320, height: 240 } as const;
const render = (input: HeadInput = {}): HeadRender => renderHead({ ...SMALL, ...input });

const CASES: [string, HeadInput][] = [
  ['frontal', {}],
  ['turned', { tone: 9, pose: { yaw: 25, pitch: -8, roll: 12 } }],
  ['open mouth, warm light', { tone: 2, light: 'warm', expression: { mouthOpen: 0.5 } }],
  [
    'blink, side light, live',
    { tone: 7, light: 'side', quality: 'live', expression: { blink: 1, smile: 1 } },
  ],
  ['marks', { texture: { freckles: 80, spots: 8, redness: 0.4, darkCircles: 0.3, pores: 1 } }],
];

describe.each(CASES)('truth of a %s head', (_, input) => {
  const r = render(input);
  const { albedo, shading, specular, masks } = r.truth;
  const pixels = r.image.width * r.image.height;

  it('encodes to the picture within one code', () => {
    let worst = 0;
    for (let i = 0; i < pixels * 3; i++) {
      const code = linearToSrgb8(r.exposure * (albedo[i]! * shading[i]! + specular[i]!));
      worst = Math.max(worst, Math.abs(code - r.image.data[Math.floor(i / 3) * 4 + (i % 3)]!));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('has masks that share out every pixel', () => {
    const { skin, lip, mouth, rightEye, leftEye, rest, background, teeth } = masks;
    for (let i = 0; i < pixels; i++) {
      const sum = skin[i]! + lip[i]! + mouth[i]! + rightEye[i]! + leftEye[i]! + rest[i]! + background[i]!;
      if (sum !== 255 || teeth[i]! > mouth[i]!) expect.fail(`pixel ${i}: cover ${sum}`);
    }
  });

  it('lets no backdrop through the face', () => {
    const oval = FACE_OVAL.map((v) => [r.landmarks[v * 3]! * 320, r.landmarks[v * 3 + 1]! * 240] as const);
    let holes = 0;
    for (let i = 0; i < pixels; i++)
      if (masks.background[i]! > 0 && within(oval, (i % 320) + 0.5, Math.floor(i / 320) + 0.5, 1.5)) holes++;
    expect(holes).toBe(0);
  });

  it('puts each facing landmark where its own UV is', () => {
    const seen = visibleLandmarks(r);
    const astray = seen.filter(({ v, at }) => {
      const uv = r.truth.uv.subarray(at * 2, at * 2 + 2);
      return Math.hypot(uv[0]! - CANONICAL_UV[v * 2]!, uv[1]! - CANONICAL_UV[v * 2 + 1]!) > 0.025;
    });
    expect(seen.length).toBeGreaterThan(150);
    expect(astray.length / seen.length).toBeLessThan(0.03);
  });

  it('keeps lips and eyes inside their landmark rings', () => {
    let outside = 0;
    const outer = LIP_RINGS.outer.map(
      (v) => [r.landmarks[v * 3]! * 320, r.landmarks[v * 3 + 1]! * 240] as const,
    );
    for (let i = 0; i < pixels; i++)
      if (masks.lip[i]! >= 128 && !within(outer, (i % 320) + 0.5, Math.floor(i / 320) + 0.5, -1.5)) outside++;
    expect(outside).toBe(0);
  });
});

/** Mesh landmarks on a pixel of pure face skin whose depth is their own within 4 mm. */
const visibleLandmarks = (r: HeadRender): { v: number; at: number }[] => {
  const m = r.pose;
  const { positions } = new Sculptor().sculpt(r.params.expression);
  return Array.from({ length: MESH_VERTEX_COUNT }, (_, v) => {
    const at =
      Math.floor(r.landmarks[v * 3 + 1]! * r.image.height) * r.image.width +
      Math.floor(r.landmarks[v * 3]! * r.image.width);
    const p = positions.subarray(v * 3, v * 3 + 3);
    const depth = -(m[2]! * p[0]! + m[6]! * p[1]! + m[10]! * p[2]! + m[14]!);
    return { v, at, off: Math.abs(r.truth.depth[at]! - depth) };
  }).filter(({ at, off }) => r.masks.skin[at] === 255 && !Number.isNaN(r.truth.uv[at * 2]!) && off < 0.4);
};

/** Point in polygon, `margin` px inside of every edge (negative: outside allowed). */
const within = (
  ring: readonly (readonly [number, number])[],
  x: number,
  y: number,
  margin: number,
): boolean => {
  let inside = false;
  let least = Number.POSITIVE_INFINITY;
  ring.forEach(([bx, by], i) => {
    const [ax, ay] = ring[(i + ring.length - 1) % ring.length]!;
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    const t = Math.min(
      1,
      Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
    );
    least = Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  });
  return inside ? least >= margin : least <= -margin;
};

describe('renderHead', () => {
  it('gives the same picture for the same parameters, whatever came before', () => {
    const input: HeadInput = { tone: 6, pose: { yaw: 11 }, noise: { read: 0.002, shot: 0.01 }, seed: 5 };
    const first = render(input).image.data;
    const animator = createHeadAnimator();
    animator.render({ ...SMALL, tone: 3, expression: { blink: 1, mouthOpen: 1 }, light: 'dim' });
    expect(animator.render({ ...SMALL, ...input }).image.data).toEqual(first);
  });

  it('does not touch a result it has handed out', () => {
    const a = render();
    const copy = a.image.data.slice();
    render({ tone: 9 });
    expect(a.image.data).toEqual(copy);
  });

  it.each(MONK_SWATCHES.map((hex, i) => [i + 1, hex] as const))(
    'shows Monk %i near its swatch on the cheeks in flat light',
    (tone, hex) => {
      const r = render({ tone, light: 'flat', shine: { amount: 0 } });
      const mean = [0, 0, 0];
      let n = 0;
      for (const name of ['rightCheek', 'leftCheek'] as const) {
        const { x, y } = r.regions[name]!;
        for (let dy = -4; dy <= 4; dy++)
          for (let dx = -4; dx <= 4; dx++, n++)
            for (let c = 0; c < 3; c++)
              mean[c] = mean[c]! + SRGB8_TO_LINEAR[r.image.data[((y + dy) * 320 + x + dx) * 4 + c]!]!;
      }
      const lab = linearToLab([mean[0]! / n, mean[1]! / n, mean[2]! / n]);
      expect(deltaE2000(lab, hexToLab(hex))).toBeLessThan(2.5);
    },
  );

  it('exposes the frontal cheek to 1 in every light', () => {
    for (const light of ['studio', 'daylight', 'warm', 'dim', 'flat'] as const) {
      const r = render({ light, truth: true });
      const level = [r.regions.rightCheek!, r.regions.leftCheek!].map(({ index }) => {
        const s = r.truth.shading.subarray(index * 3, index * 3 + 3);
        return r.exposure * (0.2126 * s[0]! + 0.7152 * s[1]! + 0.0722 * s[2]!);
      });
      expect((level[0]! + level[1]!) / 2).toBeCloseTo(1, 0.6);
    }
  });

  it('offers the FaceFrame of the picture', () => {
    const r = render({ pose: { yaw: 20, pitch: 5 } });
    const f = r.truthFaceFrame({ frameId: 7, captureTime: 12 });
    expect([f.frameId, f.captureTime, f.width, f.height, f.faces.length]).toEqual([7, 12, 320, 240, 1]);
    const face = f.faces[0]!;
    expect(face.landmarks.length).toBe(LANDMARK_COUNT * 3);
    expect(face.pose).toEqual(r.pose);
    // Column 2 of the rotation is where the face looks: 20 degrees to the picture's right, 5 up.
    expect(face.pose[8]).toBeCloseTo(Math.sin((20 * Math.PI) / 180), 5);
    expect((Math.asin(face.pose[9]!) * 180) / Math.PI).toBeCloseTo(4.7, 1);
  });

  it('counts the marks it paints', () => {
    const r = render({ texture: { spots: 12, freckles: 40 } });
    expect(r.marks.filter((m) => m.kind === 'spot').length).toBe(12);
    expect(r.marks.filter((m) => m.kind === 'freckle').length).toBe(40);
  });

  it('opens mouth and shuts eyes', () => {
    const sum = (m: Uint8Array): number => m.reduce((a, b) => a + b, 0) / 255;
    const rest = render().masks;
    const open = render({ expression: { mouthOpen: 0.5 } }).masks;
    const shut = render({ expression: { blink: 1 } }).masks;
    expect(sum(rest.mouth)).toBeLessThan(8);
    expect(sum(open.mouth)).toBeGreaterThan(200);
    expect(sum(open.teeth)).toBeGreaterThan(20);
    expect(sum(rest.rightEye)).toBeGreaterThan(40);
    expect(sum(shut.rightEye) + sum(shut.leftEye)).toBeLessThan(6);
  });
});

describe('bad parameters', () => {
  it.each<[string, unknown]>([
    ['tone', { tone: 11 }],
    ['tone', { tone: 2.5 }],
    ['tone', { tone: { linear: [2, 0, 0] } }],
    ['lipColor', { lipColor: { lab: [50, 300, 0] } }],
    ['width', { width: 0 }],
    ['width', { width: Number.NaN }],
    ['pose.yaw', { pose: { yaw: 400 } }],
    ['pose.distance', { pose: { distance: 1 } }],
    ['expression.blink', { expression: { blink: 2 } }],
    ['light', { light: 'disco' }],
    ['quality', { quality: 'best' }],
    ['exposure', { exposure: -1 }],
    ['frameCode', { frameCode: 70000 }],
  ])('names %s', (field, input) => {
    try {
      renderHead(input as HeadInput);
    } catch (error) {
      expect(error).toBeInstanceOf(CarmineError);
      expect((error as CarmineError).code).toBe('invalid-argument');
      expect((error as CarmineError).message).toContain(field);
      return;
    }
    expect.fail('accepted');
  });
});
