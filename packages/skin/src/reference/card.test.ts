import { linearToSrgb8 } from '@carmine/color';
import type { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import type { PixelImage } from '../pixels/image.ts';
import { TOKEN_CHANNELS, type Tokens } from '../tokens.ts';
import type { Triple } from '../types.ts';
import { type CardLight, cardLight } from './card-light.ts';
import { COLOR_CHECKER_24 } from './color-checker.ts';
import { correctTokens } from './correct-tokens.ts';
import { squareToQuad } from './quad.ts';
import { readCard } from './read-card.ts';
import type { CardReference, Point } from './types.ts';

const linear = (patch: number | Triple): Triple =>
  typeof patch === 'number' ? [patch, patch, patch] : [...patch];

/** A camera: gains, a mix of the channels (rows sum to 1), a tone curve. */
interface Camera {
  readonly gain: Triple;
  readonly mix?: number;
  readonly gamma?: number;
}

const through = (rgb: Triple, { gain, mix = 0, gamma = 1 }: Camera): Triple =>
  rgb.map((v, k) => {
    const mixed = v * (1 - mix) + mix * rgb[(k + 1) % 3]!;
    return Math.max(0, mixed * gain[k]!) ** gamma;
  }) as unknown as Triple;

/** A picture of a card seen at an angle, as a camera stores it. */
const photograph = (card: CardReference, camera: Camera, size = 200): PixelImage => {
  const { columns = 1, rows = 1 } = card;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  const at = squareToQuad(card.corners)!;
  const steps = 600;
  for (let j = 0; j < steps; j++)
    for (let i = 0; i < steps; i++) {
      const [u, v] = [(i + 0.5) / steps, (j + 0.5) / steps];
      const [x, y] = at(u, v);
      const patch = card.patches[Math.floor(v * rows) * columns + Math.floor(u * columns)]!;
      const o = (Math.floor(y) * size + Math.floor(x)) * 4;
      through(linear(patch), camera).forEach((c, k) => {
        data[o + k] = Math.round(linearToSrgb8(Math.min(1, c)));
      });
    }
  return { width: size, height: size, data };
};

const CORNERS: CardReference['corners'] = [
  [20, 30],
  [180, 22],
  [170, 150],
  [30, 160],
];
const CHART: CardReference = { corners: CORNERS, columns: 6, rows: 4, patches: COLOR_CHECKER_24 };
const GREY: CardReference = { corners: CORNERS, patches: [0.18] };
const PLAIN: Camera = { gain: [1, 1, 1] };

const lit = (patches: Parameters<typeof cardLight>[0]): CardLight => {
  const light = cardLight(patches);
  if ('why' in light) throw new Error(light.why);
  return light;
};

/** Tokens whose fourteen regions all have this colour. */
const tokensOf = (rgb: Triple): Tokens => {
  const values = new Float32Array(14 * TOKEN_CHANNELS);
  for (let r = 0; r < 14; r++) values.set(rgb.map(Math.log), r * TOKEN_CHANNELS);
  return { values, valid: Array.from({ length: 14 }, (_, r) => r !== 13) };
};

describe('squareToQuad', () => {
  it('meets the corners and keeps lines', () => {
    const at = squareToQuad(CORNERS)!;
    const unit: Point[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    unit.forEach(([u, v], i) => {
      expect(at(u, v)[0]).toBeCloseTo(CORNERS[i]![0], 9);
      expect(at(u, v)[1]).toBeCloseTo(CORNERS[i]![1], 9);
    });
    const [p, q, r] = [at(0.2, 0), at(0.2, 0.5), at(0.2, 1)];
    expect((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])).toBeCloseTo(0, 6);
  });

  it('refuses crossed and flat quads', () => {
    expect(squareToQuad([CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]])).toBeNull();
    expect(
      squareToQuad([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toBeNull();
  });
});

describe('a grey card', () => {
  it('tells the white of the picture', () => {
    const gain: Triple = [0.9, 0.7, 0.5];
    const { white, level, profile } = lit(readCard(photograph(GREY, { gain }), GREY));
    expect(profile).toBeNull();
    expect(level).toBeCloseTo(Math.log(0.18), 5);
    white.forEach((v, k) => {
      expect(v).toBeCloseTo(Math.log(gain[k]!), 1);
    });
    const tokens = tokensOf([0.3, 0.2, 0.1]);
    expect(correctTokens(tokens, { white, level, profile })).toEqual({
      tokens,
      known: { white, level, corrected: false },
    });
  });

  it('that is blown out or black says so instead', () => {
    expect(cardLight(readCard(photograph(GREY, { gain: [9, 9, 9] }), GREY))).toEqual({ why: 'clipped' });
    const dark = cardLight([
      { seen: [1e-4, 1e-4, 1e-4], wanted: [0.18, 0.18, 0.18], grey: true, clipped: 0 },
    ]);
    expect(dark).toEqual({ why: 'too-dark' });
  });
});

describe('a colour card', () => {
  const skin: Triple = [0.38, 0.22, 0.15];

  it.each([
    ['the picture as it is', PLAIN],
    ['a warm cast and half the light', { gain: [0.62, 0.5, 0.36] }],
    ['a camera that mixes its channels', { gain: [0.8, 0.8, 0.8], mix: 0.2 }],
    ['a tone curve', { gain: [0.7, 0.8, 0.9], mix: 0.1, gamma: 1.12 }],
  ] as const)('brings skin back under %s', (_, camera) => {
    const { tokens, known } = correctTokens(
      tokensOf(through(skin, camera)),
      lit(readCard(photograph(CHART, camera), CHART)),
    );
    expect(known).toEqual({ white: [0, 0, 0], level: 0, corrected: true });
    for (const k of [0, 1, 2] as const)
      expect(Math.abs(tokens.values[k]! - Math.log(skin[k]))).toBeLessThan(0.05);
    expect([...tokens.values.subarray(13 * TOKEN_CHANNELS, 13 * TOKEN_CHANNELS + 3)]).not.toContain(
      Number.NaN,
    );
    expect(tokens.values[13 * TOKEN_CHANNELS]).toBe(
      tokensOf(through(skin, camera)).values[13 * TOKEN_CHANNELS],
    );
  });

  it('keeps grey grey: rows of its matrix sum to 1', () => {
    const { profile } = lit(readCard(photograph(CHART, { gain: [0.6, 0.7, 0.8], mix: 0.3 }), CHART));
    for (const row of [0, 3, 6])
      expect(profile!.matrix.slice(row, row + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 9);
  });

  it('leaves blown-out patches out', () => {
    const patches = readCard(photograph(CHART, { gain: [1.4, 1.4, 1.4] }), CHART);
    expect(patches.filter((p) => p.clipped > 0.5).length).toBeGreaterThan(0);
    const { tokens } = correctTokens(tokensOf(through(skin, { gain: [1.4, 1.4, 1.4] })), lit(patches));
    for (const k of [0, 1, 2] as const)
      expect(Math.abs(tokens.values[k]! - Math.log(skin[k]))).toBeLessThan(0.05);
  });
});

describe('a card that makes no sense is invalid-argument and names its field', () => {
  const image = photograph(GREY, PLAIN);
  const moved = (corners: readonly (readonly number[])[]): CardReference =>
    ({ ...GREY, corners }) as unknown as CardReference;
  it.each([
    ['three corners', moved(CORNERS.slice(0, 3)), 'corners'],
    ['a corner outside', moved([[-5, 0], ...CORNERS.slice(1)]), 'corners'],
    ['a corner that is no number', moved([[Number.NaN, 0], ...CORNERS.slice(1)]), 'corners'],
    ['crossed corners', moved([CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]]), 'corners'],
    [
      'a card of a few pixels',
      moved([
        [5, 5],
        [9, 5],
        [9, 9],
        [5, 9],
      ]),
      'corners',
    ],
    ['too few patches', { ...GREY, columns: 2 }, 'patches'],
    ['no grey', { ...GREY, patches: [[0.2, 0.2, 0.2]] as const }, 'patches'],
    ['a grey beyond white', { ...GREY, patches: [18] }, 'patches'],
    ['a colour of two numbers', { ...GREY, patches: [[0.2, 0.1]] as unknown as Triple[] }, 'patches'],
    ['half a row', { ...GREY, rows: 1.5 }, 'rows'],
  ] as const)('%s', (_, card, field) => {
    try {
      readCard(image, card as CardReference);
      expect.unreachable();
    } catch (error) {
      expect((error as CarmineError).code).toBe('invalid-argument');
      expect((error as CarmineError).details.field).toBe(`reference.card.${field}`);
    }
  });
});
