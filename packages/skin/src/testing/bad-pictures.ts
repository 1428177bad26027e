import { EYE_RINGS, FACE_OVAL, LIP_RINGS, SIDES } from '@carmine/face';
import { closedEyes, sunglasses } from './bad-eyes.ts';
import {
  blurred,
  faceWidth,
  framed,
  type Light,
  luminance,
  mix,
  type Picture,
  pointOf,
  relit,
  ringOf,
  shrunk,
  smoothstep,
} from './edit-picture.ts';
import { normalFrom, randomFrom } from './random.ts';

/** One way to spoil a good photograph, and the hints that help whoever took it. */
export interface BadPicture {
  readonly name: string;
  readonly kind: string;
  readonly hints: readonly string[];
  readonly spoil: (good: Picture) => Picture;
}

const holes = (p: Picture): Float32Array[] => [
  ...SIDES.map((side) => ringOf(p, EYE_RINGS[side])),
  ringOf(p, LIP_RINGS.outer),
];
const bareFace = (p: Picture): Float32Array[] => [ringOf(p, FACE_OVAL), ...holes(p)];

const grey = (light: Light): Light => {
  const y = luminance(light);
  return [y, y, y];
};

/** sepia() of the CSS filter effects module, of linear light as good as of codes here. */
const sepia = ([r, g, b]: Light): Light => [
  0.393 * r + 0.769 * g + 0.189 * b,
  0.349 * r + 0.686 * g + 0.168 * b,
  0.272 * r + 0.534 * g + 0.131 * b,
];

/** Median light of the cheeks and the nose: how bright the face is. */
const levelOf = (p: Picture): number => {
  const levels: number[] = [];
  relit(
    p,
    (light) => {
      levels.push(luminance(light));
      return light;
    },
    [ringOf(p, FACE_OVAL, 0.6)],
  );
  levels.sort((a, b) => a - b);
  return levels[levels.length >> 1]!;
};

/** Light of one colour, with a tenth of white in it, as bright on the face as what it replaces. */
const stage =
  (colour: Light) =>
  (p: Picture): Picture => {
    const lamp = mix(colour, [1, 1, 1], 0.1);
    const gain = 1 / Math.max(0.25, luminance(lamp));
    return relit(p, ([r, g, b]) => [r * lamp[0] * gain, g * lamp[1] * gain, b * lamp[2] * gain]);
  };

/** Half of the face, along the line from forehead to chin, in a shadow that leaves `left` of the light. */
const halfShadow =
  (left: number, side: 1 | -1) =>
  (p: Picture): Picture => {
    const [top, chin] = [pointOf(p, 10), pointOf(p, 152)];
    const length = Math.hypot(chin[0] - top[0], chin[1] - top[1]);
    const soft = 0.06 * faceWidth(p);
    return relit(p, (light, x, y) => {
      const across = ((x - top[0]) * (chin[1] - top[1]) - (y - top[1]) * (chin[0] - top[0])) / length;
      return mix(
        light,
        light.map((v) => v * left) as unknown as Light,
        smoothstep(-soft, soft, side * across),
      );
    });
  };

/** Opaque paint on the bare face, shaded as the skin was. */
const paint =
  (colour: Light) =>
  (p: Picture): Picture => {
    const level = levelOf(p);
    return relit(
      p,
      (light) => {
        const shade = Math.min(2.2, luminance(light) / level);
        return mix(light, colour.map((v) => v * shade) as unknown as Light, 0.9);
      },
      bareFace(p),
    );
  };

/** Head and neck of one stuff, stained and grainy, lips and eyes too. */
const statue =
  (colour: Light, stains: number) =>
  (p: Picture): Picture => {
    const level = levelOf(p);
    const random = randomFrom(11);
    const unit = faceWidth(p) / 200;
    return relit(
      p,
      (light, x, y) => {
        const shade = luminance(light) / level;
        const stain = stains * Math.sin(x / (17 * unit) + y / (29 * unit));
        const grain = 1 + 0.015 * normalFrom(random);
        return [
          colour[0] * shade * grain * (1 + stain),
          colour[1] * shade * grain,
          colour[2] * shade * grain * (1 - stain),
        ];
      },
      [ringOf(p, FACE_OVAL, 1.35)],
    );
  };

/** Skin smoothed and brightened, eyes and lips kept, as "beauty" does. */
const beauty =
  (sigma: number) =>
  (p: Picture): Picture => {
    const soft = { ...p, image: blurred(p.image, sigma * faceWidth(p)) };
    const smooth = relit(soft, (light) => light.map((v) => v ** 0.9) as unknown as Light);
    const data = p.image.data.slice();
    relit(
      p,
      (light, x, y) => {
        const i = (y * p.image.width + x) * 4;
        data.set(smooth.image.data.subarray(i, i + 3), i);
        return light;
      },
      bareFace(p),
    );
    return { ...p, image: { ...p.image, data } };
  };

/** Colours pulled apart, or shadows and highlights toned teal and orange. */
const saturated = (p: Picture): Picture =>
  relit(p, (light) => mix(grey(light), light, 2.2).map((v) => Math.max(0, v)) as unknown as Light);
const TEAL: Light = [0.02, 0.28, 0.33];
const ORANGE: Light = [1, 0.62, 0.3];
const toned = (p: Picture): Picture =>
  relit(p, (light) => {
    const y = luminance(light);
    const tone = mix(TEAL, ORANGE, Math.min(1, Math.sqrt(y)));
    return mix(light, tone.map((v) => v * y * 1.6) as unknown as Light, 0.75);
  });

const besides = (p: Picture): Picture => {
  const face = p.frame.faces[0]!;
  const { landmarks } = face;
  const across = landmarks.map((v, i) => (i % 3 === 0 ? v * 0.8 + 0.3 : v));
  const second = { landmarks: across, pose: face.pose, confidence: face.confidence };
  return { ...p, frame: framed([face, second], p.image) };
};

const FAR_PX = 60;
const GLASSES = ['remove-glasses'];
const GREY = ['colour-picture'];
const FILTER = ['remove-filter', 'colour-picture', 'neutral-light', 'even-light'];
const LAMP = ['neutral-light', 'one-light'];
const SHADE = ['light-both-sides', 'turn-to-light'];
const BARE = ['bare-skin'];

const rows = (
  kind: string,
  hints: readonly string[],
  all: Readonly<Record<string, (good: Picture) => Picture>>,
): BadPicture[] => Object.entries(all).map(([name, spoil]) => ({ name, kind, hints, spoil }));

/** What issue "Skin science" lists as bad input. */
export const BAD_PICTURES: readonly BadPicture[] = [
  ...rows('sunglasses', GLASSES, {
    black: sunglasses({ lens: [0.012, 0.011, 0.012], through: 0.02 }),
    brown: sunglasses({ lens: [0.03, 0.018, 0.01], through: 0.18 }),
    mirrored: sunglasses({ lens: [0.16, 0.27, 0.4], through: 0, sky: true }),
  }),
  ...rows('black-and-white', GREY, {
    grey: (p) => relit(p, grey),
    sepia: (p) => relit(p, sepia),
    'almost grey': (p) => relit(p, (light) => mix(grey(light), light, 0.06)),
  }),
  ...rows('heavy filter', FILTER, {
    'smoothed skin': beauty(0.02),
    'wax skin': beauty(0.045),
    'twice the colour': saturated,
    'teal and orange': toned,
  }),
  ...rows('stage light', LAMP, {
    red: stage([1, 0.08, 0.06]),
    green: stage([0.1, 1, 0.15]),
    blue: stage([0.08, 0.18, 1]),
    magenta: stage([1, 0.12, 0.9]),
    amber: stage([1, 0.42, 0.04]),
  }),
  ...rows('half in shadow', SHADE, {
    'an eighth left': halfShadow(1 / 8, 1),
    'a fifth right': halfShadow(1 / 5, -1),
    'a third left': halfShadow(1 / 3, 1),
  }),
  ...rows('painted face', BARE, {
    white: paint([0.8, 0.8, 0.78]),
    green: paint([0.08, 0.35, 0.1]),
    blue: paint([0.05, 0.12, 0.45]),
    red: paint([0.5, 0.02, 0.02]),
    gold: paint([0.55, 0.42, 0.1]),
  }),
  ...rows('statue', BARE, {
    marble: statue([0.7, 0.68, 0.64], 0.04),
    bronze: statue([0.16, 0.12, 0.07], 0.06),
    terracotta: statue([0.45, 0.25, 0.17], 0.05),
    'stained stone': statue([0.45, 0.42, 0.36], 0.12),
  }),
  ...rows('two faces', ['one-face'], { 'side by side': besides }),
  ...rows('60 px face', ['come-closer'], { far: (p) => shrunk(p, FAR_PX / faceWidth(p)) }),
  ...rows('closed eyes', ['open-eyes'], { closed: closedEyes }),
];
