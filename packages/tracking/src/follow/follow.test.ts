import { describe, expect, test } from 'vitest';
import type { DetectedFace } from '../detector.ts';
import { FaceFollower } from './follower.ts';
import { OneEuro } from './one-euro.ts';
import { type PicturePart, SceneCut, THUMBNAIL } from './scene-cut.ts';

const SIZE = { width: 640, height: 480 };
const STEP = 1000 / 30;

/** A square face of `side` px round a point. */
const faceAt = (x: number, y: number, side = 120): DetectedFace => {
  const landmarks = new Float32Array(478 * 3);
  for (let i = 0; i < 478; i++) {
    landmarks[i * 3] = (x + ((i % 2) - 0.5) * side) / SIZE.width;
    landmarks[i * 3 + 1] = (y + ((i % 4 < 2 ? 0 : 1) - 0.5) * side) / SIZE.height;
  }
  return { landmarks, pose: new Array(16).fill(0), confidence: 1 };
};

/** Runs frames through a follower; `cuts`: frames of another scene; `gone`: those in which something else is seen where faces were. */
const run = (
  frames: readonly (readonly DetectedFace[])[],
  { cuts = [], gone = [] }: { cuts?: readonly number[]; gone?: readonly number[] } = {},
) => {
  const follower = new FaceFollower(false);
  return frames.map((faces, i) =>
    follower
      .update(faces, SIZE, { time: i * STEP, cut: cuts.includes(i), gone: () => gone.includes(i) })
      .map(({ id, presence, seen }) => ({ id, presence: Math.round(presence * 100) / 100, seen })),
  );
};

describe('FaceFollower', () => {
  test('the first face of a source is there at once and keeps its id as it moves', () => {
    const seen = run([0, 20, 40, 60].map((x) => [faceAt(200 + x, 240)]));
    expect(seen.flat()).toEqual(Array(4).fill({ id: 0, presence: 1, seen: true }));
  });

  test('a face that comes later fades in over 120 ms', () => {
    const presence = run([[], [], ...Array(4).fill([faceAt(200, 240)])]).flatMap((f) =>
      f.map((x) => x.presence),
    );
    expect(presence).toEqual([0.28, 0.56, 0.83, 1]);
  });

  test('a lost face fades where it was within 80 ms, is gone after, and is itself again when it returns', () => {
    const here = [faceAt(200, 240)];
    const frames = run([here, here, [], [], [], [], here]);
    expect(frames[2]).toEqual([{ id: 0, presence: 0.58, seen: false }]);
    expect(frames[3]).toEqual([{ id: 0, presence: 0.17, seen: false }]);
    expect(frames[4]).toEqual([]);
    expect(frames[6]).toEqual([{ id: 0, presence: 0.28, seen: true }]);
  });

  test('where something else is seen by now, nothing of a lost face is, for as long as it is lost', () => {
    const here = [faceAt(200, 240)];
    const frames = run([here, here, [], [], here, []], { gone: [1, 2] });
    // One that is found is there, whatever changed around it.
    expect(frames[1]).toEqual([{ id: 0, presence: 1, seen: true }]);
    expect(frames.slice(2, 4)).toEqual([[], []]);
    // It is itself again when it returns, as present as if it had faded, and then lost as any other.
    expect(frames[4]).toEqual([{ id: 0, presence: 0.44, seen: true }]);
    expect(frames[5]).toEqual([{ id: 0, presence: 0.03, seen: false }]);
  });

  test('it is asked for the place of the face, in shares of the picture', () => {
    const asked: PicturePart[] = [];
    const follower = new FaceFollower(false);
    for (const [i, faces] of [[faceAt(160, 240)], []].entries())
      follower.update(faces, SIZE, { time: i * STEP, cut: false, gone: (part) => asked.push(part) > 9 });
    const part = { left: 100 / 640, top: 180 / 480, right: 220 / 640, bottom: 300 / 480 };
    expect(asked).toEqual([
      Object.fromEntries(Object.entries(part).map(([side, v]) => [side, expect.closeTo(v, 5)])),
    ]);
  });

  test('two faces that cross keep their ids', () => {
    const frames = Array.from({ length: 11 }, (_, i) => {
      const [a, b] = [faceAt(200 + i * 20, 200), faceAt(400 - i * 20, 280)];
      return i % 2 ? [a, b] : [b, a];
    });
    for (const [i, faces] of run(frames).entries()) {
      const order = i % 2 ? [1, 0] : [0, 1];
      expect(faces.map((f) => f.id)).toEqual(order);
    }
  });

  test('a cut carries nothing over: another id, there at once, nothing where the old face was', () => {
    const frames = run([[faceAt(200, 240)], [faceAt(210, 240)], [faceAt(205, 240)], []], { cuts: [2, 3] });
    expect(frames[2]).toEqual([{ id: 1, presence: 1, seen: true }]);
    expect(frames[3]).toEqual([]);
  });

  test('a face elsewhere, or of another size, is another face', () => {
    const ids = run([[faceAt(150, 240)], [faceAt(450, 240)], [faceAt(450, 240, 240)]]).map(
      (faces) => faces.find((f) => f.seen)!.id,
    );
    expect(ids).toEqual([0, 1, 2]);
  });
});

describe('OneEuro', () => {
  /** Deterministic noise of about unit variance. */
  const noise = (i: number) => Math.sin(i * 12.9898) * 1.2 + Math.sin(i * 78.233) * 0.8;

  test('a still face loses two thirds of its noise or more, a moving one lags little', () => {
    const still = new OneEuro(1);
    const out: number[] = [];
    for (let i = 0; i < 200; i++) {
      const v = Float32Array.of(0.5 + noise(i) * 0.0005);
      still.apply(v, i * STEP, 0.4);
      out.push(v[0]! - 0.5);
    }
    const rms = Math.sqrt(out.slice(50).reduce((s, v) => s + v * v, 0) / 150);
    expect(rms).toBeLessThan(0.0005 * 0.4);

    const moving = new OneEuro(1);
    let lag = 0;
    for (let i = 0; i < 60; i++) {
      const v = Float32Array.of(0.1 + i * 0.01);
      moving.apply(v, i * STEP, 0.4);
      lag = 0.1 + i * 0.01 - v[0]!;
    }
    // rendering.md 6.2: the lag of a ramp saturates at 0.20 % of the face's size.
    expect(lag / 0.4).toBeLessThan(0.003);
  });

  test('after reset the next value is taken as it is', () => {
    const filter = new OneEuro(1);
    for (const x of [0.1, 0.1, 0.1]) filter.apply(Float32Array.of(x), x, 1);
    filter.reset();
    const v = Float32Array.of(0.9);
    filter.apply(v, 5000, 1);
    expect(v[0]).toBeCloseTo(0.9, 6);
  });
});

describe('SceneCut', () => {
  const picture = (at: (x: number, y: number) => number): Uint8ClampedArray => {
    const out = new Uint8ClampedArray(THUMBNAIL * THUMBNAIL * 4);
    for (let i = 0; i < THUMBNAIL * THUMBNAIL; i++)
      out.fill(at(i % THUMBNAIL, Math.floor(i / THUMBNAIL)), i * 4, i * 4 + 3);
    return out;
  };
  const head = (shift: number, gain = 1) =>
    picture((x, y) => gain * (Math.hypot(x - 8 - shift, y - 8) < 5 ? 170 : 70));

  const rgb = (a: Uint8ClampedArray, red: number): Uint8ClampedArray =>
    a.map((v, i) => (i % 4 === 0 ? v * red : v));
  const noisy = (a: Uint8ClampedArray): Uint8ClampedArray => a.map((v, i) => v + ((i * 37) % 13) - 6);
  const face = { left: 0.3, top: 0.25, right: 0.7, bottom: 0.75 };

  test.each([
    ['the same again', head(0), head(0), false],
    ['a head that moves', head(0), head(1), false],
    ['automatic exposure', head(0), head(0, 1.4), false],
    ['another scene', head(0), picture((x, y) => (((x >> 1) + (y >> 1)) % 2 ? 220 : 20)), true],
    ['black', head(0), picture(() => 0), true],
  ])('%s', (_, a, b, cut) => {
    const scene = new SceneCut();
    expect(scene.saw(a)).toBe(false);
    expect(scene.saw(b)).toBe(cut);
  });

  test.each([
    ['a face that was only missed', head(0), noisy(head(0)), false],
    ['... while exposure moves', head(0), head(0, 1.4), false],
    ['nothing but the wall', head(0), picture(() => 70), true],
    [
      'a wall as bright as the face, of another colour',
      head(0),
      rgb(
        picture(() => 150),
        0.75,
      ),
      true,
    ],
    [
      'something beside it',
      head(0),
      picture((x, y) => (x > 13 ? 230 : Math.hypot(x - 8, y - 8) < 5 ? 170 : 70)),
      false,
    ],
  ])('gone from its place: %s', (_, a, b, gone) => {
    const scene = new SceneCut();
    scene.saw(a);
    expect(scene.gone(face)).toBe(false);
    scene.saw(b);
    expect(scene.gone(face)).toBe(gone);
  });

  test('a place smaller than a cell, and one outside the picture, are told by the cell that is nearest', () => {
    const scene = new SceneCut();
    scene.saw(head(0));
    scene.saw(picture(() => 70));
    expect(scene.gone({ left: 0.52, top: 0.51, right: 0.54, bottom: 0.54 })).toBe(true);
    expect(scene.gone({ left: 1.2, top: 0, right: 1.5, bottom: 0.1 })).toBe(false);
  });
});
