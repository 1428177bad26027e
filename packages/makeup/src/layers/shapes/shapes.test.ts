import {
  CANONICAL_POSITIONS,
  CANONICAL_UV,
  EYE_RINGS,
  LIP_RINGS,
  MESH_VERTEX_COUNT,
  MIRROR_VERTEX,
} from '@carmine/face';
import { describe, expect, test } from 'vitest';
import type { LookLayer } from '../../types.ts';
import type { FacePoint } from '../face-shape.ts';
import { filmsOf } from '../index.ts';
import { onFace } from './on-face.ts';

const vertex = (v: number): FacePoint => ({
  x: CANONICAL_POSITIONS[v * 3]!,
  y: CANONICAL_POSITIONS[v * 3 + 1]!,
  z: CANONICAL_POSITIONS[v * 3 + 2]!,
  u: CANONICAL_UV[v * 2]!,
  v: CANONICAL_UV[v * 2 + 1]!,
});
/** Most of the layer's films at a point. */
const amountAt = (layer: LookLayer, p: FacePoint): number =>
  Math.max(
    ...filmsOf([layer]).map(({ place }) => (place.on === 'skin' && place.shape ? place.shape.amount(p) : 0)),
  );
const middle = (vertices: readonly number[]): FacePoint => {
  const points = vertices.map(vertex);
  const mean = (k: 'x' | 'y' | 'z') => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  return { x: mean('x'), y: mean('y'), z: mean('z'), u: 0, v: 0 };
};

const color = '#a05040';
const zone = (name: 'lid' | 'crease' | 'outer' | 'lower'): LookLayer => ({
  product: 'eyeshadow',
  zones: [{ zone: name, color }],
});
/** Points of the subject's left half (cm, seen from the front) where a product lies full (at least .6), and landmarks where it does not lie at all. */
const TABLE: readonly (readonly [
  string,
  LookLayer,
  readonly (readonly [number, number])[],
  readonly number[],
])[] = [
  [
    'blush on the apple',
    { product: 'blush', color },
    [
      [4.77, -0.7],
      [4, -0.4],
      [5.4, 0.4],
    ],
    [4, 152, 10, 278, 397, 443],
  ],
  [
    'blush lifted',
    { product: 'blush', color, placement: 'lifted' },
    [
      [6.4, 1.1],
      [5.6, 0.4],
    ],
    [425, 4, 397, 436, 334],
  ],
  [
    'contour of the cheeks',
    { product: 'contour', color, areas: ['cheeks'] },
    [[7, -0.9]],
    [280, 4, 397, 152, 443, 334],
  ],
  ['contour of the jaw', { product: 'contour', color, areas: ['jaw'] }, [[5.4, -6.3]], [152, 280, 366, 10]],
  [
    'contour of the nose',
    { product: 'contour', color, areas: ['nose'] },
    [[0.95, 1.5]],
    [4, 5, 6, 280, 334, 152],
  ],
  [
    'bronzer',
    { product: 'bronzer', color },
    [
      [6.3, 4.79],
      [7, 0.76],
    ],
    [4, 2, 200, 9, 443],
  ],
  [
    'highlighter on cheekbones',
    { product: 'highlighter', color, areas: ['cheekbones'] },
    [
      [5.9, 1.35],
      [6.4, 1.85],
    ],
    [425, 4, 436, 10],
  ],
  [
    'highlighter on the nose',
    { product: 'highlighter', color, areas: ['nose'] },
    [
      [0, 1.73],
      [0, -0.5],
    ],
    [278, 425, 9, 2],
  ],
  [
    'highlighter on the bow',
    { product: 'highlighter', color, areas: ['cupid'] },
    [[0.62, -3.12]],
    [291, 2, 17, 4],
  ],
  [
    'highlighter on brow bones',
    { product: 'highlighter', color, areas: ['brow-bone'] },
    [[4.4, 4]],
    [336, 425, 4, 386],
  ],
  [
    'concealer',
    { product: 'concealer', color, areas: ['under-eye'] },
    [
      [2.53, 1.62],
      [2.1, 1.8],
      [3.27, 1.4],
    ],
    [4, 425, 443, 291],
  ],
  [
    'shadow on the lid',
    zone('lid'),
    [
      [3.18, 2.96],
      [2.72, 2.96],
      [3.67, 2.93],
    ],
    [374, 443, 334, 425],
  ],
  [
    'shadow in the crease',
    zone('crease'),
    [
      [3.75, 3.17],
      [3.21, 3.22],
    ],
    [374, 282, 425, 362],
  ],
  [
    'shadow of the outer V',
    zone('outer'),
    [
      [4.25, 2.77],
      [4.45, 2.66],
    ],
    [385, 362, 334, 425, 374],
  ],
  [
    'shadow along the lower lashes',
    zone('lower'),
    [
      [3.67, 2.36],
      [4.02, 2.48],
    ],
    [386, 450, 425, 362],
  ],
];

describe('placements', () => {
  test.each(TABLE)('%s: where it belongs and nowhere else', (_, layer, full, none) => {
    for (const [x, y] of full) {
      const z = onFace(x, y)[2];
      expect(amountAt(layer, { x, y, z, u: 0, v: 0 }), `${x}, ${y}`).toBeGreaterThan(0.6);
    }
    for (const v of none) expect(amountAt(layer, vertex(v)), `landmark ${v}`).toBeLessThan(0.02);
  });

  test.each(TABLE)('%s: none on eyeballs, in nostrils and in the mouth', (_, layer) => {
    for (const p of [
      middle(EYE_RINGS.left),
      middle(EYE_RINGS.right),
      middle(LIP_RINGS.inner),
      // Nostrils, from below.
      middle([98, 97, 20, 242]),
      middle([327, 326, 250, 462]),
    ])
      expect(amountAt(layer, p)).toBeLessThan(0.02);
  });

  test.each(TABLE)('%s: alike on both sides, within 0 and 1', (_, layer) => {
    for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
      const amount = amountAt(layer, vertex(v));
      expect(amount).toBeGreaterThanOrEqual(0);
      expect(amount).toBeLessThanOrEqual(1);
      expect(amountAt(layer, vertex(MIRROR_VERTEX[v]!))).toBeCloseTo(amount, 3);
    }
  });

  test.each(TABLE)('%s: no edge that the eye would find', (_, layer) => {
    // Largest change over half a millimetre, anywhere on the front of the face; lash gaps are the finest edges (1.5 mm and more).
    let steepest = 0;
    for (let y = -9; y < 8; y += 0.23)
      for (let x = 0; x < 7; x += 0.23) {
        const at = (dx: number, dy: number) => amountAt(layer, { x: x + dx, y: y + dy, z: 4, u: 0, v: 0 });
        steepest = Math.max(steepest, Math.abs(at(0.05, 0) - at(0, 0)), Math.abs(at(0, 0.05) - at(0, 0)));
      }
    expect(steepest).toBeLessThan(0.75);
  });

  test('concealer keeps off the lash line all along it', () => {
    const layer: LookLayer = { product: 'concealer', color, areas: ['under-eye'] };
    for (const v of EYE_RINGS.left) expect(amountAt(layer, vertex(v)), `landmark ${v}`).toBeLessThan(0.02);
  });

  test('the outer V is smoke, not a fin: no notch between its legs', () => {
    const at = (x: number, y: number) => amountAt(zone('outer'), { x, y, z: onFace(x, y)[2], u: 0, v: 0 });
    expect(at(4.65, 3.3)).toBeGreaterThan(0.9 * Math.min(at(4.3, 3.34), at(5, 3.26)));
    expect(at(4.45, 3.3)).toBeGreaterThan(0.45);
  });

  test('shadow along the lower lashes stays under the line on which the lower lid runs on', () => {
    const [x, y] = [CANONICAL_POSITIONS[263 * 3]!, CANONICAL_POSITIONS[263 * 3 + 1]!];
    for (const [dx, dy] of [
      [0.1, 0.12],
      [0.2, 0.12],
      [0.2, 0.2],
    ] as const) {
      const p = { x: x + dx, y: y + dy, z: onFace(x + dx, y + dy)[2], u: 0, v: 0 };
      expect(amountAt(zone('lower'), p)).toBeLessThan(0.08);
    }
  });

  test('zones of shadow join: between lash line and crease no skin is bare', () => {
    const look: LookLayer = {
      product: 'eyeshadow',
      zones: (['lid', 'crease', 'outer'] as const).map((name) => ({ zone: name, color })),
    };
    for (const [lash, crease] of [
      [387, 259],
      [386, 257],
      [385, 258],
      [388, 260],
    ] as const)
      for (let t = 0; t <= 1; t += 0.1) {
        const [a, b] = [vertex(lash), vertex(crease)];
        const p = { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t, z: a.z, u: 0, v: 0 };
        expect(amountAt(look, p)).toBeGreaterThan(0.45);
      }
  });
});
