/** A closed outline, px; the centre of the top left pixel is (0.5, 0.5). */
export type Polygon = readonly (readonly [number, number])[];

/** One byte a pixel. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** 1 where a pixel's centre lies inside (even-odd), scan line by scan line. */
export const fillPolygon = (polygon: Polygon, width: number, height: number): Uint8Array => {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const at = y + 0.5;
    const crossings: number[] = [];
    polygon.forEach(([x1, y1], i) => {
      const [x0, y0] = polygon[(i + polygon.length - 1) % polygon.length]!;
      if (y0 > at !== y1 > at) crossings.push(x0 + ((at - y0) * (x1 - x0)) / (y1 - y0));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i]! - 0.5));
      const to = Math.min(width - 1, Math.ceil(crossings[i + 1]! - 0.5) - 1);
      out.fill(1, y * width + from, y * width + Math.max(from, to + 1));
    }
  }
  return out;
};

/** Points every `step` px along the outline. */
export const walk = (polygon: Polygon, step = 1): [number, number][] =>
  polygon.flatMap(([x1, y1], i) => {
    const [x0, y0] = polygon[(i + polygon.length - 1) % polygon.length]!;
    const count = Math.max(1, Math.round(Math.hypot(x1 - x0, y1 - y0) / step));
    return Array.from({ length: count }, (_, k): [number, number] => {
      const t = k / count;
      return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
    });
  });

/** Intersection over union of two 0/1 planes. */
export const iou = (a: Uint8Array, b: Uint8Array): number => {
  let [both, any] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!;
    any += a[i]! | b[i]!;
  }
  return any ? both / any : 1;
};

/** Fills the holes of a 0/1 plane: what cannot be reached from the border without crossing it. */
export const fillHoles = (mask: Uint8Array, width: number, height: number): Uint8Array => {
  const outside = new Uint8Array(mask.length);
  const queue: number[] = [];
  const visit = (i: number) => {
    if (mask[i] || outside[i]) return;
    outside[i] = 1;
    queue.push(i);
  };
  for (let x = 0; x < width; x++) {
    visit(x);
    visit((height - 1) * width + x);
  }
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < mask.length - width) visit(i + width);
  }
  return outside.map((v) => 1 - v);
};

/** Centres of the pixels of a 0/1 plane that touch a pixel outside it. */
export const boundary = (mask: Uint8Array, width: number): [number, number][] => {
  const points: [number, number][] = [];
  for (let i = width; i < mask.length - width; i++)
    if (mask[i] && !(mask[i - 1] && mask[i + 1] && mask[i - width] && mask[i + width]))
      points.push([(i % width) + 0.5, Math.floor(i / width) + 0.5]);
  return points;
};

const meanNearest = (from: readonly [number, number][], to: readonly [number, number][]): number => {
  let sum = 0;
  for (const [x, y] of from) {
    let best = Infinity;
    for (const [u, v] of to) best = Math.min(best, (x - u) ** 2 + (y - v) ** 2);
    sum += Math.sqrt(best);
  }
  return sum / from.length;
};

/** Mean distance between two outlines, px, both ways. Infinity when one is empty. */
export const outlineDistance = (a: readonly [number, number][], b: readonly [number, number][]): number =>
  a.length && b.length ? (meanNearest(a, b) + meanNearest(b, a)) / 2 : Infinity;

/** A 0/1 plane grown by `radius` px: exact discs, two passes of the squared distance (Felzenszwalb & Huttenlocher 2012, by search). */
export const grow = (mask: Uint8Array, width: number, height: number, radius: number): Uint8Array => {
  const reach = Math.ceil(radius);
  /** Distance along the row to the nearest set pixel, at most reach + 1. */
  const along = new Uint16Array(mask.length).fill(reach + 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      along[i] = mask[i] ? 0 : Math.min(reach + 1, (x > 0 ? along[i - 1]! : reach) + 1);
    }
    for (let x = width - 2; x >= 0; x--) {
      const i = y * width + x;
      along[i] = Math.min(along[i]!, along[i + 1]! + 1);
    }
  }
  const out = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let dy = -reach; dy <= reach; dy++) {
        if (y + dy < 0 || y + dy >= height) continue;
        const dx = along[(y + dy) * width + x]!;
        if (dx * dx + dy * dy > radius * radius) continue;
        out[y * width + x] = 1;
        break;
      }
  return out;
};
