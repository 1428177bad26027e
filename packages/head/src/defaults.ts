import { CarmineError } from '@carmine/errors';
import { REST } from './expression.ts';
import { LIGHTS } from './light/presets.ts';
import type { HeadInput, HeadParams, LightName } from './params.ts';

/** The default picture: Monk 5, frontal, studio light, 640 x 480. */
export const DEFAULT_HEAD: HeadParams = {
  width: 640,
  height: 480,
  fovY: 30,
  tone: 5,
  lipColor: 'auto',
  browColor: 'auto',
  brows: 1,
  hairColor: 'auto',
  hair: true,
  eyeColor: '#5b3a22',
  pose: { yaw: 0, pitch: 0, roll: 0, distance: 60, x: 0, y: -0.9 },
  expression: REST,
  light: LIGHTS.studio,
  exposure: 'auto',
  brightness: 1,
  texture: { variation: 1, pores: 0, freckles: 0, spots: 0, spotContrast: 1, redness: 0, darkCircles: 0 },
  shine: { amount: 1, roughness: 0.42, tZone: 0.3 },
  background: ['#e9e4e0', '#cfc8c3'],
  noise: { read: 0, shot: 0 },
  seed: 1,
  quality: 'still',
  truth: true,
  frameCode: null,
};

type Bound = readonly [field: string, value: number, low: number, high: number];

const fail = (field: string, problem: string): never => {
  throw new CarmineError('invalid-argument', { message: `head: ${field} ${problem}`, details: { field } });
};

const bounds = (p: HeadParams): Bound[] => [
  ['width', p.width, 16, 8192],
  ['height', p.height, 16, 8192],
  ['fovY', p.fovY, 5, 100],
  ['brows', p.brows, 0, 1],
  ['brightness', p.brightness, 0, 64],
  ['seed', p.seed, 0, 2 ** 32 - 1],
  ['pose.yaw', p.pose.yaw, -180, 180],
  ['pose.pitch', p.pose.pitch, -90, 90],
  ['pose.roll', p.pose.roll, -180, 180],
  ['pose.distance', p.pose.distance, 25, 2000],
  ['pose.x', p.pose.x, -1000, 1000],
  ['pose.y', p.pose.y, -1000, 1000],
  ...Object.entries(p.expression).map(([k, v]): Bound => [`expression.${k}`, v as number, 0, 1]),
  ['texture.variation', p.texture.variation, 0, 4],
  ['texture.pores', p.texture.pores, 0, 4],
  ['texture.freckles', p.texture.freckles, 0, 2000],
  ['texture.spots', p.texture.spots, 0, 200],
  ['texture.spotContrast', p.texture.spotContrast, 0, 4],
  ['texture.redness', p.texture.redness, 0, 2],
  ['texture.darkCircles', p.texture.darkCircles, 0, 2],
  ['shine.amount', p.shine.amount, 0, 8],
  ['shine.roughness', p.shine.roughness, 0.08, 1],
  ['shine.tZone', p.shine.tZone, 0, 4],
  ['noise.read', p.noise.read, 0, 1],
  ['noise.shot', p.noise.shot, 0, 1],
];

const check = (p: HeadParams): HeadParams => {
  for (const [field, value, low, high] of bounds(p))
    if (typeof value !== 'number' || !(value >= low && value <= high))
      fail(field, `must be a number from ${low} to ${high}, not ${String(value)}`);
  if (!Number.isInteger(p.width) || !Number.isInteger(p.height))
    fail('width, height', 'must be whole numbers');
  if (p.exposure !== 'auto' && !(p.exposure >= 0))
    fail('exposure', "must be 'auto' or a number of at least 0");
  if (p.quality !== 'still' && p.quality !== 'live') fail('quality', "must be 'still' or 'live'");
  if (p.light?.ambient?.length !== 9) fail('light.ambient', 'must have nine coefficients');
  if (!(Math.hypot(...p.light.key.direction) > 0)) fail('light.key.direction', 'must not be zero');
  if (p.frameCode !== null && !(Number.isInteger(p.frameCode) && p.frameCode >= 0 && p.frameCode < 65536))
    fail('frameCode', 'must be null or a whole number from 0 to 65535');
  return p;
};

const lightOf = (light: HeadInput['light']): HeadParams['light'] => {
  if (light === undefined) return DEFAULT_HEAD.light;
  if (typeof light !== 'string') return light;
  return LIGHTS[light as LightName] ?? fail('light', `has no preset named "${light}"`);
};

/** Fills in the defaults and checks every value. @throws CarmineError `invalid-argument`, naming the field. */
export const headParams = (input: HeadInput = {}): HeadParams => {
  const d = DEFAULT_HEAD;
  return check({
    ...d,
    ...input,
    pose: { ...d.pose, ...input.pose },
    expression: { ...d.expression, ...input.expression },
    light: lightOf(input.light),
    texture: { ...d.texture, ...input.texture },
    shine: { ...d.shine, ...input.shine },
    noise: { ...d.noise, ...input.noise },
  });
};
