import { describe, expect, it } from 'vitest';
import { CANONICAL_POSITIONS } from './mesh.ts';
import { headAngles, interOcularPx, poseFromAngles, pxPerMm } from './pose.ts';
import { poseFromFit, rigidFit } from './rigid-fit.ts';

const WIDTH = 800;
const HEIGHT = 600;
/** Landmarks of the canonical face turned by `angles`, `scale` px a cm, in an 800 x 600 picture. */
const landmarksOf = (angles: Parameters<typeof poseFromAngles>[0], scale: number): Float32Array => {
  const m = poseFromAngles(angles);
  const out = new Float32Array(478 * 3);
  for (let v = 0; v < 468; v++) {
    const at = (row: number) =>
      [0, 1, 2].reduce((s, k) => s + m[k * 4 + row]! * CANONICAL_POSITIONS[v * 3 + k]!, 0) * scale;
    out.set([0.5 + at(0) / WIDTH, 0.5 - at(1) / HEIGHT, -at(2) / WIDTH], v * 3);
  }
  return out;
};

const ANGLES = [
  { yaw: 0, pitch: 0, roll: 0 },
  { yaw: 30, pitch: 0, roll: 0 },
  { yaw: -45, pitch: 20, roll: 10 },
  { yaw: 10, pitch: -35, roll: -80 },
  { yaw: 5, pitch: 5, roll: 170 },
];

describe('head angles', () => {
  it.each(ANGLES)('%o survive the round trip through a matrix', (angles) => {
    const got = headAngles(poseFromAngles(angles).map((v) => v * 1.07));
    for (const k of ['yaw', 'pitch', 'roll'] as const) expect(got[k]).toBeCloseTo(angles[k], 3);
  });

  it.each([
    ["yaw to the subject's left moves the nose right", { yaw: 30, pitch: 0, roll: 0 }, 0, 1],
    ['looking up moves the nose up', { yaw: 0, pitch: 30, roll: 0 }, 1, -1],
  ] as const)('%s', (_, angles, axis, sign) => {
    const nose = landmarksOf(angles, 20)[4 * 3 + axis]! - 0.5;
    const still = landmarksOf({ yaw: 0, pitch: 0, roll: 0 }, 20)[4 * 3 + axis]! - 0.5;
    expect(Math.sign(nose - still)).toBe(sign);
  });

  it("roll is counter-clockwise in the picture: the subject's left eye rises", () => {
    const l = landmarksOf({ yaw: 0, pitch: 0, roll: 20 }, 20);
    expect(l[263 * 3 + 1]).toBeLessThan(l[33 * 3 + 1]!);
  });
});

describe('rigid fit', () => {
  it.each(ANGLES)('finds scale and rotation of a rigid face at %o', (angles) => {
    const fit = rigidFit(landmarksOf(angles, 37), WIDTH, HEIGHT);
    expect(fit.pxPerMm).toBeCloseTo(3.7, 4);
    expect(fit.residualMm).toBeLessThan(1e-3);
    const want = poseFromAngles(angles);
    for (let r = 0; r < 3; r++)
      for (let c = 0; c < 3; c++) expect(fit.rotation[r * 3 + c]).toBeCloseTo(want[c * 4 + r]!, 4);
  });

  it.each(ANGLES)('makes a pose with the angles %o in front of the camera', (angles) => {
    const fit = rigidFit(landmarksOf(angles, 37), WIDTH, HEIGHT);
    const pose = poseFromFit(fit, { width: WIDTH, height: HEIGHT });
    expect(headAngles(pose).yaw).toBeCloseTo(angles.yaw, 2);
    // 300 px are half the picture's height: tan(31.5 deg) * depth = 300 px / 37 px per cm.
    expect(-pose[14]!).toBeCloseTo(300 / 37 / Math.tan((31.5 * Math.PI) / 180), 3);
    expect(Math.hypot(pose[12]!, pose[13]!)).toBeLessThan(1e-3);
  });

  it('reports a residual for what is no face', () => {
    const l = landmarksOf({ yaw: 0, pitch: 0, roll: 0 }, 37);
    for (let v = 0; v < 468; v++) l[v * 3 + 1] = 0.5 + Math.sin(v * 12.9898) * 0.2;
    expect(rigidFit(l, WIDTH, HEIGHT).residualMm).toBeGreaterThan(10);
  });

  it('is finite for landmarks that all coincide', () => {
    expect(rigidFit(new Float32Array(478 * 3), WIDTH, HEIGHT).residualMm).toBe(Number.POSITIVE_INFINITY);
  });
});

it('measures px from a tracked face', () => {
  const landmarks = landmarksOf({ yaw: 20, pitch: 0, roll: 0 }, 25);
  landmarks.set([0.4, 0.5], 468 * 3);
  landmarks.set([0.6, 0.5], 473 * 3);
  const face = {
    landmarks,
    pose: new Float32Array(16),
    confidence: 1,
    id: 0,
    presence: 1,
    light: new Float32Array(16),
    visibility: null,
  };
  expect(interOcularPx(face, { width: WIDTH, height: HEIGHT })).toBeCloseTo(160, 3);
  expect(pxPerMm(face, { width: WIDTH, height: HEIGHT })).toBeCloseTo(2.5, 4);
});
