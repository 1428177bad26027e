import { EYE_ARCS, LIP_RINGS } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { describe, expect, test } from 'vitest';
import type { Stroke, StrokeFace } from '../layers/stroke.ts';
import { EYE_COLUMNS, EYE_FLOATS, EYE_INDICES, EYE_ROWS, EYE_VERTICES, EyeStrip } from './eye-strip.ts';
import { FaceGeometry } from './face-geometry.ts';
import { LIP_COLUMNS, LIP_FLOATS, LIP_INDICES, LIP_ROWS, LIP_VERTICES } from './lip-strip.ts';
import { SKIN_FLOATS, SKIN_INDICES, SKIN_VERTICES } from './skin-mesh.ts';
import { STROKE_FLOATS, StrokeMesh } from './stroke-mesh.ts';

const [W, H] = [400, 500];
const of = (input: Parameters<typeof renderHead>[0] = {}) => {
  const face = renderHead({ width: W, height: H, quality: 'live', ...input }).truthFaceFrame().faces[0]!;
  const g = new FaceGeometry();
  g.update(face, W, H);
  return { g, face };
};

test('indices stay inside their vertices', () => {
  expect(Math.max(...LIP_INDICES)).toBe(LIP_VERTICES - 1);
  expect(Math.max(...EYE_INDICES)).toBe(EYE_VERTICES - 1);
  expect(Math.max(...SKIN_INDICES)).toBe(SKIN_VERTICES - 1);
});

describe('LipStrip', () => {
  const { g, face } = of({ expression: { mouthOpen: 0.4 } });
  const at = (lip: number, row: number, col: number) => {
    const o = ((lip * LIP_ROWS + row) * LIP_COLUMNS + col) * LIP_FLOATS;
    const [x, y, out, into, side, across, along, interior] = g.lips.vertices.subarray(
      o,
      o + LIP_FLOATS,
    ) as unknown as [number, number, number, number, number, number, number, number];
    return { x, y, out, into, side, across, along, interior };
  };
  const px = (v: number): [number, number] => [face.landmarks[v * 3]! * W, face.landmarks[v * 3 + 1]! * H];

  test('the outline passes through the landmarks, at distance nothing', () => {
    LIP_RINGS.outer.slice(0, 11).forEach((v, k) => {
      const p = at(0, 1, k * 4);
      // To the sixteenth of a pixel that vertices are placed by.
      expect(Math.abs(p.x - px(v)[0])).toBeLessThanOrEqual(1 / 32 + 1e-4);
      expect(Math.abs(p.y - px(v)[1])).toBeLessThanOrEqual(1 / 32 + 1e-4);
      expect([p.out, p.across]).toEqual([0, 0]);
    });
  });

  test('distances are millimetres square to the outline, outside and inside', () => {
    for (const lip of [0, 1])
      for (let col = 8; col <= 32; col++) {
        const [outside, line] = [at(lip, 0, col), at(lip, 1, col)];
        const mm = Math.hypot(outside.x - line.x, outside.y - line.y) / g.pixelsPerMm;
        expect(outside.out).toBeCloseTo(-mm, 1);
        // Out of the lip: away from the other side.
        expect(Math.sign(outside.y - line.y)).toBe(lip === 0 ? -1 : 1);
        const inner = at(lip, 4, col);
        // Open, the wet rim stays bare.
        expect(inner.into).toBeCloseTo(-0.24, 3);
        expect(inner.out).toBeGreaterThan(2);
        expect(at(lip, 5, col).into).toBeLessThan(-0.5);
      }
  });

  test('in the corners of an open mouth the inner third may be the dark behind it, elsewhere it is lip', () => {
    for (const lip of [0, 1]) {
      const doubts = Array.from({ length: LIP_COLUMNS }, (_, col) => at(lip, 3, col).interior);
      expect(Math.max(...doubts.slice(1, 5))).toBeGreaterThan(0.3);
      expect(Math.max(...doubts)).toBeLessThanOrEqual(0.5);
      expect(Math.max(...doubts.slice(14, 27))).toBeLessThanOrEqual(0);
      // The rim around the mouth keeps its product, dark or not.
      for (let col = 0; col < LIP_COLUMNS; col++)
        for (const row of [0, 1, 2]) expect(at(lip, row, col).interior).toBe(0);
    }
  });

  test('on a full upper lip, whose grooves are dark, the doubt ends 1.2 mm from the edge, on a full lower at the ring beside it', () => {
    const full = of({ expression: { mouthOpen: 0.4 } });
    LIP_RINGS.semiInner.forEach((v, k) => {
      // Both rings away from the mouth by 1 mm; a picture's height is 1.
      if (k % 10 !== 0) full.face.landmarks[v * 3 + 1]! += ((k < 10 ? -1 : 1) * full.g.pixelsPerMm) / H;
    });
    full.g.update(full.face, W, H);
    const row = (lip: number, k: number, col: number) =>
      full.g.lips.vertices.subarray(((lip * LIP_ROWS + k) * LIP_COLUMNS + col) * LIP_FLOATS);
    for (let col = 18; col <= 22; col++) {
      const [ring, edge] = [row(0, 3, col), row(0, 4, col)];
      const away = Math.hypot(ring[0]! - edge[0]!, ring[1]! - edge[1]!) / full.g.pixelsPerMm;
      expect(away).toBeGreaterThan(1.3);
      const ends = (edge[7]! / (edge[7]! - ring[7]!)) * away;
      // Vertices are placed by the sixteenth of a pixel.
      expect(Math.abs(ends - 1.2)).toBeLessThan(0.1);
      expect(row(1, 3, col)[7]).toBe(0);
    }
  });

  test('the side tells the upper from the lower lip, across runs from the outline to the mouth', () => {
    for (let col = 4; col <= 36; col++)
      for (let row = 1; row < 4; row++) {
        expect(at(0, row, col).side).toBeGreaterThan(0);
        expect(at(1, row, col).side).toBeLessThan(0);
        expect(at(0, row, col).across).toBeCloseTo((row - 1) / 3, 6);
      }
    expect([at(0, 1, 0).along, at(1, 1, LIP_COLUMNS - 1).along]).toEqual([0, 1]);
  });

  test('closed lips have no inner edge and meet on the line between them', () => {
    const v = of().g.lips.vertices;
    for (let col = 0; col < LIP_COLUMNS; col++) {
      const [u, l] = [0, 1].map((lip) => ((lip * LIP_ROWS + 4) * LIP_COLUMNS + col) * LIP_FLOATS) as [
        number,
        number,
      ];
      expect(Math.hypot(v[u]! - v[l]!, v[u + 1]! - v[l + 1]!)).toBeLessThan(0.01);
      expect(v[u + 3]).toBeGreaterThan(0.9);
      expect(v[u + 4]).toBeCloseTo(0, 6);
      expect(v[u + 7]).toBe(0);
    }
  });
});

describe('EyeStrip', () => {
  const row = (v: Float32Array, eye: number, r: number, c: number) =>
    v.subarray(
      ((eye * EYE_ROWS + r) * EYE_COLUMNS + c) * EYE_FLOATS,
      ((eye * EYE_ROWS + r) * EYE_COLUMNS + c + 1) * EYE_FLOATS,
    );

  test('an open eye is open between its lids and nowhere else', () => {
    const { eyes } = of().g;
    for (const eye of [0, 1]) {
      expect(row(eyes.vertices, eye, 2, 16)[2]).toBeGreaterThan(2);
      expect(row(eyes.vertices, eye, 1, 16)[2]).toBeCloseTo(0, 6);
      for (const r of [0, 4]) expect(row(eyes.vertices, eye, r, 16)[2]).toBeLessThan(-0.4);
      // The upper row lies above.
      expect(row(eyes.vertices, eye, 0, 16)[1]).toBeLessThan(row(eyes.vertices, eye, 1, 16)[1]!);
      expect(row(eyes.vertices, eye, 4, 16)[1]).toBeGreaterThan(row(eyes.vertices, eye, 3, 16)[1]!);
    }
  });

  test('lids that touch have no edge between them, lids that nearly do may be closed', () => {
    const px = new Float32Array(478 * 2);
    const place = (opening: number): EyeStrip => {
      for (const side of ['left', 'right'] as const)
        for (const [arc, sign] of [
          [EYE_ARCS[side].upper, -1],
          [EYE_ARCS[side].lower, 1],
        ] as const)
          arc.forEach((v, k) => {
            px[v * 2] = 100 + k * 10;
            px[v * 2 + 1] = 100 + (sign * opening * Math.sin((k / 8) * Math.PI)) / 2;
          });
      const eyes = new EyeStrip();
      eyes.update(px, 3, 0.2);
      return eyes;
    };
    const touching = place(0).vertices;
    for (let c = 0; c < EYE_COLUMNS; c++)
      for (let r = 0; r < EYE_ROWS; r++) expect(row(touching, 0, r, c)[2]).toBeLessThanOrEqual(-0.4 + 1e-6);
    // Opening over the width (80 px).
    expect(row(place(10).vertices, 0, 2, 16)[3]).toBe(1);
    expect(row(place(20).vertices, 0, 2, 16)[3]).toBe(0);
  });
});

describe('SkinMesh', () => {
  test('the nose is nearer than the cheeks, and the normals follow the head', () => {
    const at = (g: FaceGeometry, v: number, k: number): number => g.skin.vertices[v * SKIN_FLOATS + k]!;
    const { g } = of();
    expect(at(g, 4, 2)).toBeLessThan(at(g, 205, 2) - 0.02);
    // Forehead up, chin down, cheeks outwards (the subject's right is the picture's left).
    expect(at(g, 10, 8)).toBeGreaterThan(0.2);
    expect(at(g, 234, 7)).toBeLessThan(-0.5);
    expect(at(g, 454, 7)).toBeGreaterThan(0.5);
    const turned = of({ pose: { yaw: 30 } }).g;
    expect(at(turned, 4, 7) - at(g, 4, 7)).toBeGreaterThan(0.35);
  });
});

describe('StrokeMesh', () => {
  const stroke = (key: string, x: number): Stroke => ({
    key,
    vertexCount: 3,
    indices: Uint16Array.of(0, 1, 2),
    clipEye: false,
    place: (_: StrokeFace, sink) => {
      for (let v = 0; v < 3; v++) sink(v, x + v, 10, 0.5);
    },
  });

  test('each stroke writes its own channel, and the face has room for all', () => {
    const mesh = new StrokeMesh([stroke('a', 20), stroke('b', 70)]);
    mesh.update(of().g.strokeFace);
    expect([...mesh.indices]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...mesh.vertices.subarray(0, STROKE_FLOATS)]).toEqual([20, 10, 0.5, 0, 0, 0]);
    expect([...mesh.vertices.subarray(4 * STROKE_FLOATS, 5 * STROKE_FLOATS)]).toEqual([71, 10, 0, 0.5, 0, 0]);
    const roi = { x0: 30, y0: 30, x1: 60, y1: 60 };
    mesh.grow(roi, 100, 100);
    expect(roi).toEqual({ x0: 19, y0: 9, x1: 73, y1: 60 });
  });
});
