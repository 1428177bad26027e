import { LIP_RINGS } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { beforeAll, describe, expect, test } from 'vitest';
import { FaceGeometry } from './face-geometry.ts';
import { LIP_COLUMNS, LIP_FLOATS, LipStrip } from './lip-strip.ts';
import { SKIN_FLOATS, SKIN_VERTICES } from './skin-mesh.ts';
import { refineArc, refinedLength } from './spline.ts';

describe('refineArc', () => {
  test('passes through its knots and keeps a straight line straight', () => {
    const px = Float32Array.of(0, 0, 10, 5, 20, 10, 30, 15);
    const out = new Float32Array(refinedLength(4) * 2);
    refineArc(px, [0, 1, 2, 3], out, 0);
    for (let k = 0; k < 4; k++) expect(out[k * 8]).toBeCloseTo(k * 10, 5);
    for (let i = 0; i < out.length; i += 2) expect(out[i + 1]).toBeCloseTo(out[i]! / 2, 1);
  });
});

describe('FaceGeometry', () => {
  const head = (input: Parameters<typeof renderHead>[0]) =>
    renderHead({ width: 400, height: 500, quality: 'live', ...input });
  const of = (input: Parameters<typeof renderHead>[0]) => {
    const h = head(input);
    const g = new FaceGeometry();
    return { g, drawn: g.update(h.truthFaceFrame().faces[0]!, 400, 500), h };
  };
  let frontal: ReturnType<typeof of>;
  beforeAll(() => {
    frontal = of({});
  }, 60_000);

  test('millimetres follow the distance and not the pose', () => {
    // Camera of the head: px per cm at the face is focal / distance.
    const expected = (h: typeof frontal.h) => h.camera.focal / h.params.pose.distance / 10;
    for (const pose of [{}, { yaw: 25 }, { distance: 120 }, { pitch: 15, roll: 20 }]) {
      const { g, h } = of({ pose });
      expect(g.pixelsPerMm / expected(h)).toBeGreaterThan(0.93);
      expect(g.pixelsPerMm / expected(h)).toBeLessThan(1.07);
    }
  });

  test('refuses landmarks that are not finite, draws nothing outside the picture', () => {
    const face = frontal.h.truthFaceFrame().faces[0]!;
    const g = new FaceGeometry();
    expect(g.update({ ...face, landmarks: new Float32Array(478 * 3).fill(Number.NaN) }, 400, 500)).toBe(
      false,
    );
    expect(g.update({ ...face, landmarks: new Float32Array(478 * 3) }, 400, 500)).toBe(false);
    expect(
      g.update({ ...face, landmarks: face.landmarks.map((v, i) => (i % 3 === 0 ? v + 5 : v)) }, 400, 500),
    ).toBe(false);
  });

  test('the mesh around raises no doubt on lips, however it folds at their corners', () => {
    const { landmarks, pose, ...rest } = frontal.h.truthFaceFrame().faces[0]!;
    // A fold: the corners' inner rings lie deep in the mouth, as the tracker has them in a wide smile.
    const folded = landmarks.slice();
    for (const corner of [62, 78, 292, 308]) folded[corner * 3 + 2]! += 0.08;
    const g = new FaceGeometry();
    g.update({ landmarks: folded, pose, ...rest }, 400, 500);
    const facing = [61, 62, 78].map((v) => -g.skin.normals[v * 3 + 2]!);
    expect(Math.min(...facing)).toBeLessThan(0.2);
    for (const v of Object.values(LIP_RINGS).flat()) expect(g.skin.vertices[v * SKIN_FLOATS + 4]).toBe(0);
  });

  test('far lips end where a profile hides them; a frontal mouth ends nowhere', () => {
    const face = frontal.h.truthFaceFrame().faces[0]!;
    const outermost = (turn: number): number[] => {
      const strip = new LipStrip();
      const px = Float32Array.from(
        { length: 478 * 2 },
        (_, i) => face.landmarks[(i >> 1) * 3 + (i % 2)]! * (i % 2 ? 500 : 400),
      );
      strip.update(px, frontal.g.pixelsPerMm, { up: [0, -1], edge: 0.25, turn });
      // Semi-outer row of the upper lip: right corner, middle, left corner.
      return [4, 20, 36].map((col) => strip.vertices[(2 * LIP_COLUMNS + col) * LIP_FLOATS + 2]!);
    };
    const [right, middle, left] = outermost(0);
    expect(Math.min(right!, middle!, left!)).toBeGreaterThan(0);
    expect(outermost(0.8)[2]).toBeLessThan(-5);
    expect(outermost(0.8).slice(0, 2)).toEqual([right, middle]);
    expect(outermost(-0.8)[0]).toBeLessThan(-5);
    expect(outermost(-0.8).slice(1)).toEqual([middle, left]);
  });

  test('a second update with the same face gives the same vertices', () => {
    const face = frontal.h.truthFaceFrame().faces[0]!;
    const drawn = () => [frontal.g.skin, frontal.g.lips, frontal.g.eyes].map((m) => m.vertices.slice());
    const before = drawn();
    frontal.g.update(of({ pose: { yaw: 20 } }).h.truthFaceFrame().faces[0]!, 400, 500);
    frontal.g.update(face, 400, 500);
    expect(drawn()).toEqual(before);
  });

  test('the skin reaches above the oval along the skull, and a few millimetres past the jaw', () => {
    const { g, h } = frontal;
    const at = (landmark: number) => h.landmarks[landmark * 3 + 1]! * 500;
    const amounts = (y0: number, y1: number): number[] => {
      const out: number[] = [];
      for (let v = 0; v < SKIN_VERTICES; v++) {
        const [y, skin] = [g.skin.vertices[v * SKIN_FLOATS + 1]!, g.skin.vertices[v * SKIN_FLOATS + 3]!];
        if (y > y0 && y <= y1) out.push(skin);
      }
      return out;
    };
    const [top, chin] = [at(10), at(152)];
    // Well covered 10 mm above the oval, nothing past 35 mm.
    expect(Math.max(...amounts(top - 12 * g.pixelsPerMm, top - 5 * g.pixelsPerMm))).toBeGreaterThan(0.7);
    expect(Math.max(0, ...amounts(-1e4, top - 35 * g.pixelsPerMm))).toBe(0);
    expect(Math.max(0, ...amounts(chin + 3.9 * g.pixelsPerMm, 1e4))).toBeLessThan(0.01);
  });

  test('only lips that touch all along keep the line between them', () => {
    const inner = (mouthOpen: number): number => {
      const { g } = of({ expression: { mouthOpen } });
      let most = 0;
      for (let at = 7; at < g.lips.vertices.length; at += LIP_FLOATS)
        most = Math.max(most, g.lips.vertices[at]!);
      return most;
    };
    expect(inner(0)).toBe(0);
    expect(inner(0.3)).toBeGreaterThan(0.9);
  });
});
