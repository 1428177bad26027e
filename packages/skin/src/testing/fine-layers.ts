import { CANONICAL_UV } from '@carmine/face';
import { labelOf } from '../measures/condition.ts';
import { labelsFor } from '../reading.ts';

/** A layer being drawn: size^2 darkness, OD. */
export interface Target {
  readonly size: number;
  readonly perMm: number;
  readonly values: Float32Array;
  readonly random: () => number;
}

/** A line as drawn: points (texels), half width (Gaussian sigma, mm) and OD. */
export interface SkinLine {
  readonly points: readonly (readonly [number, number])[];
  readonly sigma: number;
  readonly density: number;
}

const landmark = (v: number, size: number): [number, number] => [
  CANONICAL_UV[v * 2]! * size,
  CANONICAL_UV[v * 2 + 1]! * size,
];

/** Draws `count` lines: half across the forehead, the rest under the eyes and over the cheeks from the mouth's corners. */
export const stampLines = (target: Target, count: number, density: number): SkinLine[] => {
  const lines: SkinLine[] = [];
  for (let k = 0; k < count; k++) {
    const kind = k % 4;
    const points =
      kind === 0 || kind === 2 ? foreheadLine(target) : kind === 1 ? underEyeLine(target) : cheekLine(target);
    const line = {
      points,
      sigma: 0.3 + 0.3 * target.random(),
      density: density * (0.6 + 0.8 * target.random()),
    };
    stampLine(target, line);
    lines.push(line);
  }
  return lines;
};

type Points = [number, number][];

const foreheadLine = ({ size, perMm, random }: Target): Points => {
  // Between landmarks 151 (middle) and 10 (hairline); 105 and 334 are the brows' crests.
  const [cx, cy] = landmark(151, size);
  const reach = (12 + 20 * random()) * perMm * 0.5;
  const y0 = cy + (random() - 0.6) * 16 * perMm;
  const x0 = cx + (random() - 0.5) * 20 * perMm;
  const bow = (random() - 0.5) * 4 * perMm;
  return along(24, (t) => [
    x0 + (2 * t - 1) * reach,
    y0 + bow * (4 * t * (1 - t) - 0.5) + 0.4 * perMm * Math.sin(9 * t),
  ]);
};

const underEyeLine = ({ size, perMm, random }: Target): Points => {
  const [ax, ay] = landmark(random() < 0.5 ? 230 : 450, size);
  const reach = (6 + 8 * random()) * perMm * 0.5;
  const drop = (1 + 5 * random()) * perMm;
  return along(16, (t) => [ax + (2 * t - 1) * reach, ay + drop + 1.2 * perMm * 4 * t * (1 - t)]);
};

const cheekLine = ({ size, perMm, random }: Target): Points => {
  const side = random() < 0.5 ? 1 : -1;
  const [ax, ay] = landmark(side > 0 ? 280 : 50, size);
  const length = (8 + 12 * random()) * perMm;
  const [x0, y0] = [ax + (random() - 0.5) * 14 * perMm, ay + (random() - 0.3) * 10 * perMm];
  const turn = 0.9 + 0.5 * random();
  return along(16, (t) => [
    x0 + side * t * length * Math.cos(turn + 0.3 * t),
    y0 + t * length * Math.sin(turn + 0.3 * t),
  ]);
};

const along = (n: number, at: (t: number) => [number, number]): Points =>
  Array.from({ length: n }, (_, i) => at(i / (n - 1)));

const stampLine = (target: Target, line: SkinLine): void => {
  const { size, perMm, values } = target;
  const sigma = line.sigma * perMm;
  const reach = Math.ceil(3 * sigma);
  const best = new Map<number, number>();
  for (let k = 0; k + 1 < line.points.length; k++) {
    const [[ax, ay], [bx, by]] = [line.points[k]!, line.points[k + 1]!];
    const l2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-9;
    for (let y = Math.floor(Math.min(ay, by)) - reach; y <= Math.max(ay, by) + reach; y++)
      for (let x = Math.floor(Math.min(ax, bx)) - reach; x <= Math.max(ax, bx) + reach; x++) {
        if (x < 0 || y < 0 || x >= size || y >= size) continue;
        const t = Math.min(1, Math.max(0, ((x + 0.5 - ax) * (bx - ax) + (y + 0.5 - ay) * (by - ay)) / l2));
        const d2 = (x + 0.5 - ax - t * (bx - ax)) ** 2 + (y + 0.5 - ay - t * (by - ay)) ** 2;
        // Lines fade at their ends.
        const run = (k + t) / (line.points.length - 1);
        const w = Math.exp(-d2 / (2 * sigma * sigma)) * Math.min(1, 5 * run, 5 * (1 - run));
        const i = y * size + x;
        if (w > (best.get(i) ?? 0)) best.set(i, w);
      }
  }
  for (const [i, w] of best) values[i]! += line.density * w;
};

/** Pits on a jittered 1.2 mm grid over nose and cheeks, .3-.9 mm wide, `depth` OD at the deepest. */
export const stampPores = (target: Target, depth: number): void => {
  const { size, perMm, values, random } = target;
  const labels = labelsFor(256);
  const wanted = new Set((['nose', 'cheek-upper-left', 'cheek-upper-right'] as const).map(labelOf));
  const step = 1.2 * perMm;
  for (let gy = 0; gy < size; gy += step)
    for (let gx = 0; gx < size; gx += step) {
      const [cx, cy] = [gx + random() * step, gy + random() * step];
      const label = labels[Math.floor((cy * 256) / size) * 256 + Math.floor((cx * 256) / size)];
      const [strength, sigma] = [depth * (0.3 + 0.7 * random()), (0.12 + 0.2 * random()) * perMm];
      if (!wanted.has(label ?? 0)) continue;
      for (let y = Math.floor(cy - 3 * sigma); y <= cy + 3 * sigma; y++)
        for (let x = Math.floor(cx - 3 * sigma); x <= cx + 3 * sigma; x++)
          if (x >= 0 && y >= 0 && x < size && y < size)
            values[y * size + x]! +=
              strength * Math.exp(-((x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2) / (2 * sigma * sigma));
    }
};

/** Upright lines and pale flakes on the lips, OD of `amount`. */
export const stampFlakes = (target: Target, amount: number): void => {
  const { size, perMm, values, random } = target;
  const labels = labelsFor(256);
  const lips: number[] = [];
  labels.forEach((l, i) => {
    if (l === labelOf('lips')) lips.push(i);
  });
  const scale = size / 256;
  for (let k = 0; k < 70; k++) {
    const at = lips[Math.floor(random() * lips.length)]!;
    const [cx, cy] = [((at % 256) + random()) * scale, (Math.floor(at / 256) + random()) * scale];
    const flake = k % 3 === 0;
    const [sx, sy] = flake ? [0.5 * perMm, 0.4 * perMm] : [0.2 * perMm, 1.4 * perMm];
    const density = (flake ? -0.7 : 1) * amount * (0.5 + random());
    for (let y = Math.floor(cy - 3 * sy); y <= cy + 3 * sy; y++)
      for (let x = Math.floor(cx - 3 * sx); x <= cx + 3 * sx; x++) {
        const i = y * size + x;
        if (labels[Math.floor(y / scale) * 256 + Math.floor(x / scale)] !== labelOf('lips')) continue;
        values[i]! += density * Math.exp(-(((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2) / 2);
      }
  }
};
