import { FACE_OVAL } from '@carmine/face';
import type { Rgba } from '../measure/color.ts';
import { fillPolygon } from '../measure/polygon.ts';

/** What can be put before a face. */
export const COVERS = ['hand', 'cup', 'phone', 'mask', 'glasses', 'strands', 'straw'] as const;
export type Cover = (typeof COVERS)[number];

/** px of the picture. */
type Point = readonly [x: number, y: number];
/** sRGB codes, 0..255. */
type Color = readonly [r: number, g: number, b: number];

/** One part: signed distance to its edge (px, inside below 0) and its colour. Painted in order. */
interface Part {
  readonly far: (x: number, y: number) => number;
  readonly color: (x: number, y: number) => Color;
}

/** The face as the painters need it. */
interface Sitter {
  readonly at: (index: number) => Point;
  /** px a millimetre: a face is about 190 mm high from hair to chin. */
  readonly mm: number;
  readonly skin: Color;
}

const FACE_MM = 190;
/** Cheeks, bridge of the nose: where a face's colour is taken. */
const PROBES = [50, 280, 195] as const;

const scaled = (c: Color, k: number): Color => [c[0] * k, c[1] * k, c[2] * k];
const plus = ([x, y]: Point, dx: number, dy: number): Point => [x + dx, y + dy];
const middle = (a: Point, b: Point, t = 0.5): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** A bar with round ends; `shade` from its edge (0) to its axis (1). */
const bar = (a: Point, b: Point, radius: number, shade: (height: number) => Color): Part => {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const far = (x: number, y: number) => {
    const t = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1);
    const k = Math.min(1, Math.max(0, t));
    return Math.hypot(x - a[0] - k * dx, y - a[1] - k * dy) - radius;
  };
  return { far, color: (x, y) => shade(Math.sqrt(Math.max(0, 1 - (1 + far(x, y) / radius) ** 2))) };
};

/** A polygon, its edges half a pixel soft. */
const area = (points: readonly Point[], color: Part['color'], { width, height }: Rgba): Part => {
  const inside = fillPolygon(points, width, height);
  return { far: (x, y) => (inside[Math.floor(y) * width + Math.floor(x)] ? -1 : 1), color };
};

/** An open line through `points`. */
const stroke = (points: readonly Point[], radius: number, color: Color): Part[] =>
  points.slice(1).map((b, i) => bar(points[i]!, b, radius, () => color));

/** Three fingers from below over the mouth, in the face's own skin. */
const hand = ({ at, mm, skin }: Sitter): Part[] => {
  const mouth = middle(at(13), at(14));
  const skinOf = (height: number): Color => scaled(skin, 0.62 + 0.36 * height);
  const finger = (dx: number, reach: number): Part =>
    bar(plus(mouth, dx * mm - 22 * mm, 70 * mm), plus(mouth, dx * mm, -reach * mm), 8.5 * mm, skinOf);
  const back = bar(plus(mouth, -34 * mm, 95 * mm), plus(mouth, -18 * mm, 72 * mm), 34 * mm, skinOf);
  return [back, finger(-17, 2), finger(17, 4), finger(0, 10)];
};

/** A paper cup at the mouth: its rim lies on the lips. */
const cup = ({ at, mm }: Sitter, image: Rgba): Part[] => {
  const rim = plus(middle(at(13), at(14)), 0, -1 * mm);
  const corners = [
    plus(rim, -40 * mm, 0),
    plus(rim, 40 * mm, 0),
    plus(rim, 30 * mm, 105 * mm),
    plus(rim, -30 * mm, 105 * mm),
  ];
  const paper = (x: number): Color => scaled([236, 232, 224], 1 - 0.3 * ((x - rim[0]) / (40 * mm)) ** 2);
  return [area(corners, paper, image), ...stroke([corners[0]!, corners[1]!], 2 * mm, [250, 248, 244])];
};

/** A dark phone over one cheek and half of the mouth, two lenses on its back. */
const phone = ({ at, mm }: Sitter, image: Rgba): Part[] => {
  const centre = plus(middle(at(13), at(14)), 34 * mm, 12 * mm);
  const [c, s] = [Math.cos(0.18), Math.sin(0.18)];
  const place = (x: number, y: number): Point => plus(centre, (c * x - s * y) * mm, (s * x + c * y) * mm);
  const corners = [place(-36, -74), place(36, -74), place(36, 74), place(-36, 74)];
  const lens = (x: number, y: number): Part => bar(place(x, y), place(x, y), 8 * mm, () => [12, 12, 16]);
  return [
    area(corners, (_, y) => scaled([58, 60, 66], 1 + 0.1 * Math.sin(y / (40 * mm))), image),
    lens(-20, -58),
    lens(-20, -38),
  ];
};

/** A pleated face mask from the bridge of the nose to below the chin, with its loops. */
const mask = ({ at, mm }: Sitter, image: Rgba): Part[] => {
  const ring = [...[234, 116, 118, 197, 347, 345, 454], ...[361, 397, 379, 400, 152, 176, 150, 172, 132]].map(
    at,
  );
  const cloth = (x: number, y: number): Color =>
    scaled(
      [160, 196, 214],
      1 - 0.12 * Math.abs((x - at(4)[0]) / (60 * mm)) - 0.07 * Math.max(0, Math.sin(y / (2.6 * mm))),
    );
  return [area(ring, cloth, image)];
};

/** Dark frames two millimetres wide, their lenses clear. */
const glasses = ({ at, mm }: Sitter): Part[] => {
  const eyes = [middle(at(33), at(133)), middle(at(362), at(263))] as const;
  const rim = ([x, y]: Point): Point[] =>
    Array.from({ length: 41 }, (_, i) => {
      const [c, s] = [Math.cos((i / 20) * Math.PI), Math.sin((i / 20) * Math.PI)];
      return [
        x + Math.sign(c) * Math.abs(c) ** 0.7 * 25 * mm,
        y + 3 * mm + Math.sign(s) * Math.abs(s) ** 0.7 * 18 * mm,
      ];
    });
  const frame = (points: readonly Point[]) => stroke(points, 1.1 * mm, [26, 22, 22]);
  const [left, right] = [rim(eyes[0]), rim(eyes[1])];
  return [
    ...frame(left),
    ...frame(right),
    ...frame([left[0]!, right[20]!]),
    ...frame([left[20]!, at(127)]),
    ...frame([right[0]!, at(356)]),
  ];
};

/** Three dark strands from the forehead; one crosses the lips. */
const strands = ({ at, mm }: Sitter): Part[] => {
  const curve = (from: Point, to: Point, bow: number): Point[] =>
    Array.from({ length: 21 }, (_, i) => {
      const t = i / 20;
      const [x, y] = middle(from, to, t);
      return [x + bow * 4 * t * (1 - t) * mm, y];
    });
  const lines = [
    curve(plus(at(10), -14 * mm, 0), plus(at(17), 6 * mm, 22 * mm), -16),
    curve(plus(at(10), -20 * mm, 2 * mm), plus(at(50), 0, 30 * mm), -12),
    curve(plus(at(10), 24 * mm, 2 * mm), plus(at(280), 4 * mm, 10 * mm), 14),
  ];
  return lines.flatMap((line) => stroke(line, 0.9 * mm, [44, 30, 24]));
};

/** A red straw from the lips downwards. */
const straw = ({ at, mm }: Sitter): Part[] => {
  const tip = plus(middle(at(13), at(14)), 5 * mm, -2 * mm);
  return [
    bar(tip, plus(tip, 8 * mm, 110 * mm), 3 * mm, (height) => scaled([205, 40, 48], 0.7 + 0.3 * height)),
  ];
};

const PAINTERS: Readonly<Record<Cover, (sitter: Sitter, image: Rgba) => Part[]>> = {
  hand,
  cup,
  phone,
  mask,
  glasses,
  strands,
  straw,
};

const sitterOf = (image: Rgba, at: Sitter['at']): Sitter => {
  const ys = FACE_OVAL.map((i) => at(i)[1]);
  const mm = (Math.max(...ys) - Math.min(...ys)) / FACE_MM;
  const skin = [0, 0, 0] as [number, number, number];
  const reach = Math.max(1, Math.round(3 * mm));
  let count = 0;
  for (const probe of PROBES)
    for (let v = -reach; v <= reach; v++)
      for (let u = -reach; u <= reach; u++, count++)
        for (let k = 0; k < 3; k++) {
          const [x, y] = [Math.round(at(probe)[0]) + u, Math.round(at(probe)[1]) + v];
          skin[k]! += image.data[(y * image.width + x) * 4 + k]!;
        }
  return { at, mm, skin: [skin[0] / count, skin[1] / count, skin[2] / count] };
};

/** The picture with something drawn before its face, and how much of each pixel it hides, 0..255. `at`: landmarks, px. */
export const covered = (
  image: Rgba,
  cover: Cover,
  at: (index: number) => Point,
): { image: Rgba; hidden: Uint8Array } => {
  const parts = PAINTERS[cover](sitterOf(image, at), image);
  const data = new Uint8Array(image.data);
  const hidden = new Uint8Array(image.width * image.height);
  for (let i = 0; i < hidden.length; i++) {
    const [x, y] = [(i % image.width) + 0.5, Math.floor(i / image.width) + 0.5];
    for (const { far, color } of parts) {
      const amount = Math.min(1, Math.max(0, 0.5 - far(x, y)));
      if (!amount) continue;
      const paint = color(x, y);
      for (let k = 0; k < 3; k++)
        data[i * 4 + k] = data[i * 4 + k]! * (1 - amount) + Math.min(255, paint[k]!) * amount;
      hidden[i] = Math.max(hidden[i]!, Math.round(255 * amount));
    }
  }
  return { image: { ...image, data }, hidden };
};
