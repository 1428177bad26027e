import { CANONICAL_POSITIONS, EYE_ARCS, MESH_VERTEX_COUNT } from '@carmine/face';
import { describe, expect, test } from 'vitest';
import type { Stroke, StrokeFace } from '../stroke.ts';
import { browHairStroke } from './brow-hair-stroke.ts';
import { browPowderStroke } from './brow-powder-stroke.ts';
import { edgeOf, peakOf } from './edge.ts';
import { joined } from './joined.ts';
import { lashStroke } from './lash-stroke.ts';
import { linerStroke } from './liner-stroke.ts';

/** The canonical face from the front (its left to the picture's right), turned by `yaw` radians to its left, `ppmm` px a mm. */
const faceOf = (ppmm = 4, { yaw = 0, shut = 0 } = {}): StrokeFace => {
  const px = new Float32Array(478 * 2);
  for (let i = 0; i < MESH_VERTEX_COUNT; i++) {
    const [x, y, z] = [0, 1, 2].map((k) => CANONICAL_POSITIONS[i * 3 + k]!) as [number, number, number];
    px[i * 2] = 500 + (x * Math.cos(yaw) + z * Math.sin(yaw)) * 10 * ppmm;
    px[i * 2 + 1] = 500 - y * 10 * ppmm;
  }
  // Lids that close: the upper one comes down on the lower.
  for (const { upper, lower } of Object.values(EYE_ARCS))
    upper.forEach((v, i) => {
      const at = px[v * 2 + 1]!;
      px[v * 2 + 1] = at + (px[lower[i]! * 2 + 1]! - at) * shut;
    });
  return { px, facing: new Float32Array(MESH_VERTEX_COUNT).fill(1), pixelsPerMm: ppmm, up: [0, -1] };
};
interface Placed {
  readonly v: Float64Array;
  readonly calls: Uint8Array;
}
const placed = (stroke: Stroke, face: StrokeFace): Placed => {
  const v = new Float64Array(stroke.vertexCount * 3);
  const calls = new Uint8Array(stroke.vertexCount);
  stroke.place(face, (i, x, y, amount) => {
    v.set([x, y, amount], i * 3);
    calls[i]!++;
  });
  return { v, calls };
};
/** Product on the picture, mm^2: the sum over triangles of area times mean amount (overlaps count twice). */
const ink = (stroke: Stroke, face: StrokeFace): number => {
  const { v } = placed(stroke, face);
  let sum = 0;
  for (let t = 0; t < stroke.indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => stroke.indices[t + k]! * 3) as [number, number, number];
    const cross = (v[b]! - v[a]!) * (v[c + 1]! - v[a + 1]!) - (v[b + 1]! - v[a + 1]!) * (v[c]! - v[a]!);
    sum += (Math.abs(cross) / 2) * ((v[a + 2]! + v[b + 2]! + v[c + 2]!) / 3);
  }
  return sum / face.pixelsPerMm ** 2;
};
/** Points with product on them, mm from the given landmark, x outwards on the subject's left, y up. */
const reach = (
  stroke: Stroke,
  face: StrokeFace,
  landmark: number,
): { x: number; y: number; amount: number }[] => {
  const { v } = placed(stroke, face);
  return Array.from({ length: stroke.vertexCount }, (_, i) => ({
    x: (v[i * 3]! - face.px[landmark * 2]!) / face.pixelsPerMm,
    y: (face.px[landmark * 2 + 1]! - v[i * 3 + 1]!) / face.pixelsPerMm,
    amount: v[i * 3 + 2]!,
  }));
};
const leftOnly = (points: { x: number; y: number; amount: number }[]) => points.slice(0, points.length / 2);
const most = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

const LINER = { width: 1.2, wing: 0, lower: false };
const LASHES = { length: 1.2, volume: 1, lower: true };
const STROKES: readonly (readonly [string, Stroke])[] = [
  ['liner', linerStroke(LINER)],
  ['liner, wing and lower line', linerStroke({ width: 2, wing: 8, lower: true })],
  ['thinnest liner', linerStroke({ width: 0.3, wing: 0, lower: true })],
  ['lashes', lashStroke(LASHES)],
  ['most lashes', lashStroke({ length: 2, volume: 2, lower: true })],
  ['brow powder', browPowderStroke()],
  ['brow hair', browHairStroke()],
  [
    'brow powder under hair',
    joined('both', [
      { stroke: browPowderStroke(), share: 0.5 },
      { stroke: browHairStroke(), share: 1 },
    ]),
  ],
];
const NOWHERE: StrokeFace = {
  px: new Float32Array(956),
  facing: new Float32Array(MESH_VERTEX_COUNT),
  pixelsPerMm: 0.01,
  up: [0, -1],
};

describe.each(STROKES)('%s', (_, stroke) => {
  test('indices stay inside the vertices, and every vertex is placed once', () => {
    expect(stroke.indices.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(stroke.vertexCount);
    expect(stroke.vertexCount).toBeLessThan(65536);
    expect([...new Set(placed(stroke, faceOf()).calls)]).toEqual([1]);
  });

  test.each([
    ['as it is', faceOf()],
    ['60 px wide', faceOf(0.4)],
    ['4K', faceOf(16)],
    ['turned by 80 degrees', faceOf(4, { yaw: 1.4 })],
    ['eyes shut', faceOf(4, { shut: 1 })],
    ['all landmarks in one point', NOWHERE],
  ])('finite, amounts 0 to 1: %s', (_name, face) => {
    const { v } = placed(stroke, face);
    for (let i = 0; i < v.length; i += 3) {
      expect(Number.isFinite(v[i]! + v[i + 1]!)).toBe(true);
      expect(v[i + 2]).toBeGreaterThanOrEqual(0);
      expect(v[i + 2]).toBeLessThanOrEqual(1);
    }
  });

  test('alike on both sides of a face from the front', () => {
    const { v } = placed(stroke, faceOf());
    // Sums over what has product: rims and sides are listed in different orders.
    const sums = (side: 1 | -1) => {
      let [weight, x, y] = [0, 0, 0];
      for (let i = 0; i < v.length; i += 3)
        if ((v[i]! - 500) * side > 0) {
          weight += v[i + 2]!;
          x += v[i + 2]! * Math.abs(v[i]! - 500);
          y += v[i + 2]! * v[i + 1]!;
        }
      return [weight, x / weight, y / weight];
    };
    sums(1).forEach((value, k) => {
      expect(value).toBeCloseTo(sums(-1)[k]!, 0);
    });
  });

  test('the rim of every triangle strip has no product: edges are soft', () => {
    const { v } = placed(stroke, faceOf());
    let rims = 0;
    for (let i = 2; i < v.length; i += 3) if (v[i] === 0) rims++;
    expect(rims).toBeGreaterThan(stroke.vertexCount * 0.25);
  });

  test('as much product on a small picture as on a large one', () => {
    const large = ink(stroke, faceOf(16));
    expect(ink(stroke, faceOf(4)) / large).toBeGreaterThan(0.75);
    expect(ink(stroke, faceOf(4)) / large).toBeLessThan(1.35);
  });
});

describe('peakOf', () => {
  test.each([0.05, 0.3, 0.9, 1.2, 5])(
    'a line %f px thick has its own product in its cross-section',
    (thick) => {
      const edge = edgeOf(1);
      const inner = Math.max(0, thick - 2 * edge);
      // Trapezoid: full in the middle, linear rims of `edge` to both sides of the line's borders (or of its middle).
      const base = thick + 2 * edge;
      expect((peakOf(thick, edge) * (base + inner)) / 2).toBeCloseTo(thick, 5);
    },
  );
});

describe('liner', () => {
  const canonical = faceOf(16);
  const OUTER = 263;

  test.each([0.6, 1.2, 2.4])('is %f mm wide at the middle of the lid', (width) => {
    const points = leftOnly(reach(linerStroke({ ...LINER, width }), canonical, 386));
    const near = points.filter((p) => Math.abs(p.x) < 0.8 && p.amount > 0.5);
    expect(most(near.map((p) => p.y))).toBeGreaterThan(width * 0.8 - 0.1);
    expect(most(near.map((p) => p.y))).toBeLessThan(width * 1.1 + 0.1);
  });

  test('tapers at the inner corner', () => {
    const points = leftOnly(reach(linerStroke(LINER), canonical, 362));
    const near = points.filter((p) => p.x < 0.4 && p.amount > 0.1);
    expect(most(near.map((p) => p.y))).toBeLessThan(0.9);
  });

  test.each([4, 10])('wing of %f mm runs on from the corner, outwards and up', (wing) => {
    const points = leftOnly(reach(linerStroke({ ...LINER, wing }), canonical, OUTER)).filter(
      (p) => p.amount > 0.2,
    );
    const tip = points.reduce((a, b) => (b.x > a.x ? b : a));
    expect(Math.hypot(tip.x, tip.y)).toBeGreaterThan(wing * 0.85);
    expect(Math.hypot(tip.x, tip.y)).toBeLessThan(wing + 1.5);
    expect(tip.y / tip.x).toBeGreaterThan(0.2);
    expect(tip.y / tip.x).toBeLessThan(1);
  });

  test('the lower line is laid when it is asked for, below the margin', () => {
    const with_ = ink(linerStroke({ ...LINER, lower: true }), canonical);
    expect(with_).toBeGreaterThan(ink(linerStroke(LINER), canonical) * 1.1);
  });

  test('is not drawn on the far eye of a face in profile', () => {
    const { v } = placed(linerStroke(LINER), faceOf(8, { yaw: 1.1 }));
    const amounts = (from: number) =>
      [...v.subarray(from, from + v.length / 2)].filter((_, i) => i % 3 === 2);
    expect(most(amounts(0))).toBe(0);
    expect(most(amounts(v.length / 2))).toBe(1);
  });

  test('a wing is one pull to its tip: its upper edge does not follow the lid down and hook up again', () => {
    const points = leftOnly(reach(linerStroke({ ...LINER, wing: 6 }), canonical, 263)).filter(
      (p) => p.amount > 0,
    );
    const tip = points.reduce((a, b) => (b.x > a.x ? b : a));
    expect(tip.y).toBeGreaterThan(1.5);
    // The uppermost point of each column, from where the wing leaves the lid to the tip.
    const top = (x: number) => most(points.filter((p) => Math.abs(p.x - x) < 0.4).map((p) => p.y));
    const from = { x: -7.5, y: top(-7.5) };
    for (let x = -6; x < tip.x - 0.5; x += 1) {
      const chord = from.y + ((tip.y - from.y) * (x - from.x)) / (tip.x - from.x);
      expect(chord - top(x), `${x} mm`).toBeLessThan(0.62);
    }
  });

  test('the far eye of a turned face: bare beside the nose before the rest fades', () => {
    const amounts = (yaw: number) => {
      const points = leftOnly(reach(linerStroke(LINER), faceOf(8, { yaw }), 362));
      return (from: number, to: number) =>
        most(points.filter((p) => p.x > from && p.x < to).map((p) => p.amount));
    };
    expect(amounts(0)(4, 7)).toBeGreaterThan(0.5);
    expect(amounts(0.52)(-1, 2.5)).toBeLessThan(0.1);
    expect(amounts(0.52)(12, 18)).toBe(1);
  });

  test('lies on the margin and no deeper in the eye than it is clipped', () => {
    const face = canonical;
    const points = leftOnly(reach(linerStroke(LINER), face, 386)).filter(
      (p) => Math.abs(p.x) < 3 && p.amount > 0,
    );
    const lowest = -most(points.map((p) => -p.y));
    expect(lowest).toBeGreaterThan(-0.6);
    expect(lowest).toBeLessThan(0);
    expect(linerStroke(LINER).clipEye).toBe(true);
  });
});

describe('lashes', () => {
  test.each([
    ['longer', { length: 1.8 }, 1.2],
    ['denser', { volume: 2 }, 1.3],
  ])('%s ones hold more', (_, more, factor) => {
    const face = faceOf(16);
    expect(ink(lashStroke({ ...LASHES, ...more }), face)).toBeGreaterThan(
      ink(lashStroke(LASHES), face) * factor,
    );
  });

  test('open eyes: upper lashes rise over the lid; shut: they point down', () => {
    const tips = (shut: number) => {
      const face = faceOf(8, { shut });
      const ys = leftOnly(reach(lashStroke({ ...LASHES, lower: false }), face, 386))
        .filter((p) => Math.abs(p.x) < 5)
        .map((p) => p.y);
      return { top: most(ys), bottom: -most(ys.map((y) => -y)) };
    };
    const [open, closed] = [tips(0), tips(1)];
    expect(open.top).toBeGreaterThan(3.5);
    expect(closed.bottom).toBeLessThan(-4);
    expect(closed.top).toBeLessThan(2);
  });

  test('fan outwards at the outer corner', () => {
    const points = leftOnly(reach(lashStroke(LASHES), faceOf(8), 263));
    expect(most(points.map((p) => p.x))).toBeGreaterThan(2);
  });

  test('are hidden on the far eye of a turned face, and stay on the near one', () => {
    const { v } = placed(lashStroke(LASHES), faceOf(8, { yaw: 0.75 }));
    const half = v.length / 2;
    const side = (from: number) => most([...v.subarray(from, from + half)].filter((_, i) => i % 3 === 2));
    // Turned to its left: the left eye is the far one; its vertices come first as sides are listed.
    expect(side(0)).toBe(0);
    expect(side(half)).toBeGreaterThan(0.5);
  });

  test('none below when not asked for', () => {
    const low = leftOnly(reach(lashStroke({ ...LASHES, lower: false }), faceOf(8), 374)).filter(
      (p) => p.amount > 0,
    );
    expect(-most(low.map((p) => -p.y))).toBeGreaterThan(-0.5);
  });
});

describe('brows', () => {
  test('the front is softer than the body', () => {
    for (const stroke of [browPowderStroke(), browHairStroke()]) {
      const points = leftOnly(reach(stroke, faceOf(8), 285));
      const front = points.filter((p) => p.x < 4).map((p) => p.amount);
      const body = points.filter((p) => p.x > 18 && p.x < 26).map((p) => p.amount);
      expect(most(front)).toBeLessThan(most(body) * 0.75);
    }
  });

  test('powder stays on the brow: 3 mm around its landmarks at most', () => {
    const points = leftOnly(reach(browPowderStroke(), faceOf(8), 282)).filter((p) => p.amount > 0.05);
    expect(most(points.map((p) => p.y))).toBeLessThan(9);
    expect(-most(points.map((p) => -p.y))).toBeGreaterThan(-12);
  });
});
