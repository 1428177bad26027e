import { deltaE2000, linearToLab } from '@carmine/color';
import {
  FACE_LIGHT_FLOATS,
  type FaceFrame,
  packFaceLight,
  type TrackedFace,
  VISIBILITY_SIZE,
} from '@carmine/face';
import { renderHead } from '@carmine/head';
import { describe, expect, test } from 'vitest';
import type { Film, FilmPlace } from '../layers/film.ts';
import { POWDER } from '../layers/finish.ts';
import { bakeFilms } from '../look/film-table.ts';
import type { PixelImage } from '../types.ts';
import { renderFilms } from './index.ts';

const [W, H] = [300, 375];
const h = renderHead({ width: W, height: H, tone: 5 });
const frame = h.truthFaceFrame();
const faceAs = (change: Partial<TrackedFace>): FaceFrame => ({
  ...frame,
  faces: [{ ...frame.faces[0]!, ...change }],
});

const film = (place: FilmPlace, more: Partial<Film> = {}): Film => ({
  product: 'blush',
  place,
  color: '#3040c0',
  coverage: 0.8,
  intensity: 1,
  finish: POWDER,
  ...more,
});
const WHOLE: FilmPlace = { on: 'skin', shape: null };
const LIPS: FilmPlace = { on: 'lips', shape: { kind: 'all' } };
const leftHalf: FilmPlace = {
  on: 'skin',
  shape: { key: 'test-films-left', amount: (p) => (p.x > 1 ? 1 : 0) },
};
const render = (films: readonly Film[], on: FaceFrame = frame, image: PixelImage = h.image) =>
  renderFilms(image, on, bakeFilms(films));

/** Index of the pixel at a landmark. */
const at = (v: number): number => {
  const lm = frame.faces[0]!.landmarks;
  return Math.floor(lm[v * 3 + 1]! * H) * W + Math.floor(lm[v * 3]! * W);
};
/** Landmarks: middle of the subject's left and right cheek, forehead, lower lip. */
const [LEFT, RIGHT, FOREHEAD, LIP] = [425, 205, 151, 15];
const colour = (image: PixelImage, pixel: number): number[] => [
  ...image.data.subarray(pixel * 4, pixel * 4 + 3),
];
const changed = (image: PixelImage, pixel: number): boolean =>
  colour(image, pixel).some((v, k) => v !== h.image.data[pixel * 4 + k]);

describe('films on a face', () => {
  test('a shape lies where it says, and nowhere else', () => {
    const { image, masks } = render([film(leftHalf)]);
    expect(masks.blush![at(LEFT)]).toBeGreaterThan(230);
    expect([masks.blush![at(RIGHT)], changed(image, at(RIGHT)), changed(image, at(LIP))]).toEqual([
      0,
      false,
      false,
    ]);
    expect(Object.keys(masks)).toEqual(['blush']);
  });

  test('films lie on each other in their order, and presence fades all of them', () => {
    const [blue, red] = [film(WHOLE), film(WHOLE, { product: 'bronzer', color: '#c02020', coverage: 0.95 })];
    const [, , top] = colour(render([blue, red]).image, at(LEFT));
    const [, , under] = colour(render([red, blue]).image, at(LEFT));
    expect(under!).toBeGreaterThan(top! + 20);
    const half = render([blue], faceAs({ presence: 0.5 }));
    expect(half.masks.blush![at(LEFT)]).toBeCloseTo(render([blue]).masks.blush![at(LEFT)]! / 2, -1);
    const gone = render([blue], faceAs({ presence: 0 }));
    expect(Buffer.compare(Buffer.from(gone.image.data), Buffer.from(h.image.data))).toBe(0);
  });

  test('a lift brightens shade and leaves light alone', () => {
    const y = (image: PixelImage, i: number) => image.data[i * 4 + 1]!;
    const plain = render([film(WHOLE, { coverage: 0.2 })]).image;
    const lifted = render([film(WHOLE, { coverage: 0.2, lift: 0.4 })]).image;
    let [darker, brighter] = [0, 0];
    for (let i = 0; i < W * H; i++) {
      if (y(lifted, i) < y(plain, i)) darker++;
      if (y(lifted, i) > y(plain, i) + 2) brighter++;
    }
    expect(darker).toBe(0);
    expect(brighter).toBeGreaterThan(500);
  });

  test('pearl adds light of its colour, in light more than in shadow', () => {
    const pearl = { color: '#ffc080', strength: 0.4, alpha: 0.45, glints: 0 };
    const sheer = { coverage: 0.05, color: '#a07050' } as const;
    const plain = render([film(WHOLE, sheer)]).image;
    const worn = render([film(WHOLE, { ...sheer, pearl })]).image;
    const gain = (v: number, k: number) => worn.data[at(v) * 4 + k]! - plain.data[at(v) * 4 + k]!;
    expect(gain(FOREHEAD, 0)).toBeGreaterThan(10);
    expect(gain(FOREHEAD, 0)).toBeGreaterThan(gain(FOREHEAD, 2));
    const glints = render([film(WHOLE, { ...sheer, pearl: { ...pearl, glints: 0.6 } })]).image;
    const again = render([film(WHOLE, { ...sheer, pearl: { ...pearl, glints: 0.6 } })]).image;
    expect(Buffer.compare(Buffer.from(glints.data), Buffer.from(again.data))).toBe(0);
    const spread = (image: PixelImage): number => {
      const v = [...Array(81).keys()].map(
        (i) => image.data[(at(FOREHEAD) + (i % 9) + ((i / 9) | 0) * W) * 4]!,
      );
      return Math.max(...v) - Math.min(...v);
    };
    expect(spread(glints)).toBeGreaterThan(spread(worn) + 15);
  });

  test('a line goes past the lips, not into the mouth', () => {
    const line: FilmPlace = { on: 'lips', shape: { kind: 'line', width: 3 } };
    const open = renderHead({ width: W, height: H, tone: 4, expression: { mouthOpen: 0.5 } });
    const { masks } = renderFilms(
      open.image,
      open.truthFaceFrame(),
      bakeFilms([film(line), film(LIPS, { product: 'lipstick' })]),
    );
    let [outside, mouth, mouthPixels] = [0, 0, 0];
    masks.blush!.forEach((m, i) => {
      if (m > 128 && masks.lipstick![i] === 0) outside++;
      if (open.truth.masks.mouth[i] === 255) [mouth, mouthPixels] = [mouth + m / 255, mouthPixels + 1];
    });
    expect(outside).toBeGreaterThan(60);
    expect(mouth / mouthPixels).toBeLessThan(0.05);
  });

  test('two shades that share the lips cover them as one does', () => {
    const half = (kind: 'upper' | 'lower') => film({ on: 'lips', shape: { kind } }, { product: 'lipstick' });
    const one = render([film(LIPS, { product: 'lipstick' })]).image;
    const two = render([half('upper'), half('lower')]).image;
    for (let i = 0; i < one.data.length; i++) expect(Math.abs(one.data[i]! - two.data[i]!)).toBeLessThan(2);
  });
});

describe('strokes', () => {
  const square = (v: number, clipEye: boolean): FilmPlace => ({
    on: 'stroke',
    stroke: {
      key: `square-${v}-${clipEye}`,
      vertexCount: 4,
      indices: Uint16Array.of(0, 1, 2, 0, 2, 3),
      clipEye,
      place: ({ px }, sink) => {
        [-4, 4].forEach((dy, j) => {
          [-4, 4].forEach((dx, i) => {
            sink(j === 0 ? i : 3 - i, px[v * 2]! + dx, px[v * 2 + 1]! + dy, 1);
          });
        });
      },
    },
  });

  test('triangles are drawn where they are placed; the open eye cuts those that ask for it', () => {
    const iris = 468;
    const cut = render([film(square(iris, true))]);
    const over = render([film(square(iris, false))]);
    expect(cut.masks.blush![at(iris)]).toBe(0);
    expect(over.masks.blush![at(iris)]).toBe(255);
    expect(changed(over.image, at(iris))).toBe(true);
    expect(over.masks.blush!.filter((m) => m > 0).length).toBeLessThanOrEqual(81);
  });
});

describe('occlusion', () => {
  /** The map over the whole picture: its right half is hidden. */
  const visibility = (() => {
    const data = new Uint8Array(VISIBILITY_SIZE ** 2).fill(255);
    for (let i = 0; i < data.length; i++) if (i % VISIBILITY_SIZE >= VISIBILITY_SIZE / 2) data[i] = 0;
    return { data, toMap: Float32Array.of(VISIBILITY_SIZE / W, 0, 0, 0, VISIBILITY_SIZE / H, 0) };
  })();

  test('what hides the face stays as it is', () => {
    const { masks, image } = render([film(WHOLE)], faceAs({ visibility }));
    // The subject's left is the picture's right.
    expect([masks.blush![at(LEFT)], changed(image, at(LEFT))]).toEqual([0, false]);
    expect(masks.blush![at(RIGHT)]).toBeGreaterThan(230);
  });

  test('the border follows an edge of the picture, not the grid of the map', () => {
    // A dark bar that begins 1.5 px beside the map's border.
    const edge = W / 2 + 1.5;
    const data = new Uint8ClampedArray(h.image.data);
    for (let i = 0; i < W * H; i++) if (i % W >= edge) data.set([20, 60, 30], i * 4);
    const image = { width: W, height: H, data };
    const { masks } = render([film(WHOLE)], faceAs({ visibility }), image);
    const row = Math.floor(at(FOREHEAD) / W) * W;
    expect(masks.blush![row + Math.floor(edge) - 2]).toBeGreaterThan(200);
    expect(masks.blush![row + Math.ceil(edge) + 1]).toBe(0);
  });
});

describe('light', () => {
  const light = (more: object): Float32Array => {
    const out = new Float32Array(FACE_LIGHT_FLOATS);
    packFaceLight(
      {
        illuminant: [1, 1, 1],
        illuminantConfidence: 0,
        exposure: 1,
        exposureConfidence: 0,
        direction: [0, 0, 1],
        directionConfidence: 0,
        ambient: 0.5,
        noise: 0,
        ...more,
      },
      out,
    );
    return out;
  };

  test('what the face tells counts where the host says nothing, and only as far as it is sure', () => {
    const opaque = [film(WHOLE, { coverage: 0.98, color: '#b08060' })];
    const lab = (options: object, told: object) => {
      const { image } = renderFilms(h.image, faceAs({ light: light(told) }), bakeFilms(opaque), options);
      const [r, g, b] = colour(image, at(LEFT)).map((v) => (v / 255) ** 2.2) as [number, number, number];
      return linearToLab([r, g, b]);
    };
    const plain = lab({}, {});
    const warm = { illuminant: [1.3, 0.95, 0.6] };
    const told = lab({}, { ...warm, illuminantConfidence: 1 });
    expect(deltaE2000(lab({}, warm), plain)).toBeLessThan(0.01);
    expect(deltaE2000(told, plain)).toBeGreaterThan(5);
    expect(deltaE2000(lab({ light: warm }, {}), told)).toBeLessThan(0.01);
    const hinted = lab({ light: { illuminant: [1, 1, 1] } }, { ...warm, illuminantConfidence: 1 });
    expect(deltaE2000(hinted, plain)).toBeLessThan(0.01);
  });

  test('a told direction moves the highlight', () => {
    const pearl = { color: '#ffffff', strength: 0.4, alpha: 0.4, glints: 0 };
    const from = (x: number) =>
      render(
        [film(WHOLE, { coverage: 0.02, pearl })],
        faceAs({ light: light({ direction: [x, 0, 0.6], directionConfidence: 1 }) }),
      ).image;
    const [left, right] = [from(-0.8), from(0.8)];
    // From the picture's right the subject's left cheek shines.
    expect(right.data[at(LEFT) * 4]! - left.data[at(LEFT) * 4]!).toBeGreaterThan(15);
    expect(left.data[at(RIGHT) * 4]! - right.data[at(RIGHT) * 4]!).toBeGreaterThan(15);
  });
});
