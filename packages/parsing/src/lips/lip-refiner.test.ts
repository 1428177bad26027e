import { LIP_RINGS } from '@carmine/face';
import { type HeadInput, type HeadRender, renderHead } from '@carmine/head';
import { describe, expect, test } from 'vitest';
import { readCrop } from '../read-crop.ts';
import type { ParseScene } from '../types.ts';
import { LipRefiner } from './lip-refiner.ts';

const SIZE = { width: 320, height: 320 };
/** Deterministic noise, -1..1. */
const wobble = (i: number): number => Math.sin(12.9898 * i + 4.1414 * i * i) % 1;

const head = (input: HeadInput): HeadRender => renderHead({ ...SIZE, fovY: 22, ...input });

const sceneOf = ({ image }: HeadRender, more: Partial<ParseScene> = {}): ParseScene => ({
  width: image.width,
  height: image.height,
  read: (plan) => readCrop(image, plan),
  captureTime: 0,
  mode: 'image',
  ...more,
});

const LIPS = [LIP_RINGS.outer, LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner].flat();

/** Landmarks whose lips lie lower by `shift` of the picture's height. */
const misplaced = (truth: Float32Array, shift: number): Float32Array => {
  const out = truth.slice();
  for (const i of LIPS) out[i * 3 + 1]! += shift;
  return out;
};

/** Even-odd test of a point against the lips of `landmarks`, px. */
const inRing = (landmarks: ArrayLike<number>, ring: readonly number[], x: number, y: number): boolean => {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = [landmarks[ring[i]! * 3]! * SIZE.width, landmarks[ring[i]! * 3 + 1]! * SIZE.height];
    const [xj, yj] = [landmarks[ring[j]! * 3]! * SIZE.width, landmarks[ring[j]! * 3 + 1]! * SIZE.height];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
};

/** Intersection over union of the outer outline with the head's lips and mouth. */
const overlap = (landmarks: ArrayLike<number>, { masks }: HeadRender): number => {
  let [both, either] = [0, 0];
  for (let y = 0; y < SIZE.height; y++)
    for (let x = 0; x < SIZE.width; x++) {
      const at = y * SIZE.width + x;
      const is = masks.lip[at]! > 127 || masks.mouth[at]! > 127;
      const drawn = inRing(landmarks, LIP_RINGS.outer, x + 0.5, y + 0.5);
      if (is && drawn) both++;
      if (is || drawn) either++;
    }
  return both / either;
};

const refined = (render: HeadRender, landmarks: Float32Array): Float32Array => {
  new LipRefiner().refine({ landmarks, pose: render.pose, id: 1 }, sceneOf(render));
  return landmarks;
};

describe('on the synthetic head, lips put 1.2 mm too low', () => {
  const rows: [string, HeadInput][] = [
    ...[1, 3, 5, 7, 9, 10].map((tone): [string, HeadInput] => [`tone ${tone}`, { tone }]),
    ['open', { expression: { mouthOpen: 0.3 } }],
    ['smile', { tone: 4, expression: { smile: 1 } }],
    ['turned', { tone: 4, pose: { yaw: 20 } }],
    ['side light', { tone: 6, light: 'side' }],
  ];
  test.each(rows)('%s: the outline comes closer', (_name, input) => {
    const render = head(input);
    const wrong = misplaced(render.landmarks, 1.8 / SIZE.height);
    const before = overlap(wrong, render);
    expect(overlap(refined(render, wrong), render)).toBeGreaterThan(before);
  });
});

test('the same picture gives the same landmarks, and nothing but the lips moves', () => {
  const render = head({ tone: 5 });
  const [a, b] = [refined(render, render.landmarks.slice()), refined(render, render.landmarks.slice())];
  expect(a).toEqual(b);
  const lips = new Set<number>(LIPS);
  for (let i = 0; i < 478; i++)
    if (!lips.has(i))
      expect(a.subarray(i * 3, i * 3 + 3)).toEqual(render.landmarks.subarray(i * 3, i * 3 + 3));
});

describe('what cannot be read stays as it came', () => {
  const render = head({ tone: 5 });
  const untouched = (landmarks: Float32Array, scene = sceneOf(render)): void => {
    const before = landmarks.slice();
    const { confidence } = new LipRefiner().refine({ landmarks, pose: render.pose, id: 1 }, scene);
    expect(confidence).toBe(0);
    expect(landmarks).toEqual(before);
  };
  test('landmarks that are no numbers', () => untouched(new Float32Array(478 * 3).fill(Number.NaN)));
  test('a mouth outside the picture', () =>
    untouched(render.landmarks.map((v, i) => (i % 3 === 0 ? v + 3 : v))));
  test('a mouth of a few pixels', () =>
    untouched(render.landmarks.map((v, i) => (i % 3 === 2 ? v * 0.1 : 0.5 + (v - 0.5) * 0.1))));
});

test('a covered mouth: the edges are not sought in what covers it', () => {
  const render = head({ tone: 5 });
  const flat = { ...render.image, data: new Uint8ClampedArray(render.image.data.length) };
  for (let i = 0; i < flat.data.length; i += 4) flat.data.set([150, 110, 95, 255], i);
  const landmarks = render.landmarks.slice();
  const { confidence } = new LipRefiner().refine(
    { landmarks, pose: render.pose, id: 1 },
    sceneOf(render, { read: (plan) => readCrop(flat, plan) }),
  );
  expect(confidence).toBe(0);
});

describe('video', () => {
  const render = head({ tone: 4, noise: { read: 0.01, shot: 0.01 } });
  const edgeOf = (landmarks: ArrayLike<number>): number => landmarks[17 * 3 + 1]! * SIZE.height;
  /** Heights of the lower lip's edge on a still head whose landmarks jitter, px. */
  const heights = (mode: 'video' | 'image', cutAt = -1): number[] => {
    const refiner = new LipRefiner();
    return Array.from({ length: 20 }, (_, n) => {
      const landmarks = misplaced(render.landmarks, (0.6 * wobble(n + 1)) / SIZE.height);
      refiner.refine(
        { landmarks, pose: render.pose, id: 7 },
        sceneOf(render, { mode, captureTime: n * 33, cut: n === cutAt }),
      );
      return edgeOf(landmarks);
    });
  };
  const spread = (values: readonly number[]): number =>
    Math.sqrt(
      values.reduce((s, v) => s + v * v, 0) / values.length -
        (values.reduce((s, v) => s + v, 0) / values.length) ** 2,
    );

  test('the outline stands stiller than frame by frame, and a cut forgets it', () => {
    const [alone, steadied] = [heights('image'), heights('video')];
    expect(spread(steadied.slice(5))).toBeLessThan(0.6 * spread(alone.slice(5)));
    expect(steadied[0]).toBe(alone[0]);
    expect(steadied[10]).not.toBe(alone[10]);
    expect(heights('video', 10)[10]).toBe(alone[10]);
  });

  test.each([
    ['at once', [0, 0, 0, 0, 0.1, 0.2, 0.3, 0.3, 0.3]],
    ['slowly', [0, 0, 0, 0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.21, 0.24, 0.27, 0.3]],
  ])('a mouth that opens %s is followed', (_, opened) => {
    const films = opened.map((mouthOpen) => head({ tone: 4, expression: { mouthOpen } }));
    const [video, alone] = [new LipRefiner(), new LipRefiner()];
    const late = films.map((film, n) => {
      const [a, b] = [film.landmarks.slice(), film.landmarks.slice()];
      video.refine(
        { landmarks: a, pose: film.pose, id: 1 },
        sceneOf(film, { mode: 'video', captureTime: n * 33 }),
      );
      alone.refine({ landmarks: b, pose: film.pose, id: 1 }, sceneOf(film));
      return edgeOf(a) - edgeOf(b);
    });
    const travel = edgeOf(films.at(-1)!.landmarks) - edgeOf(films[0]!.landmarks);
    expect(travel).toBeGreaterThan(4);
    for (const v of late) expect(Math.abs(v)).toBeLessThan(0.2 * travel);
  });
});
