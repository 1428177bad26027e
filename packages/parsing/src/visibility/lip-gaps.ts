import { VISIBILITY_SIZE } from '@carmine/face';

const SIZE = VISIBILITY_SIZE;
/** Units in which tones are compared: ln luminance, ln(r/g), ln(g/b). */
const UNIT = [0.3, 0.1, 0.1] as const;
/** Texels from the lips between which skin is read, above and below them (a texel is about 1.9 mm). */
const SKIN = { from: 4, to: 8 } as const;
/** Lips nearer than this to the skin's tone show no gap. */
const APART = 1.1;
/** On the way from the skin's tone (0) to the lips' (1): up to here a texel is skin, from here on lips; and how far beside that way it may lie. */
const [AS_SKIN, AS_LIPS, ASIDE] = [0.4, 0.6, 4] as const;
/** Shares of a column's texels that must be skin, and may be lips. */
const [MOSTLY, HARDLY] = [0.75, 0.12] as const;
/** Fewest texels of a column, and columns of a gap: about 6 mm. */
const [LEAST_HIGH, LEAST_WIDE] = [3, 3] as const;
/** Columns lie aslant as fingers do: texels aside for each one down. */
const SLANTS = [-1, -0.5, 0, 0.5, 1] as const;
/** Shares of the mouth's width at its ends in which no gap is looked for: corners that are drawn too wide show skin. */
const CORNER = 0.12;

type Tone = [number, number, number];

interface Column {
  count: number;
  lips: number;
  readonly skin: number[];
}

/** `values` are sorted in place. */
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Texels above and below the lips, and the lips' box. */
const around = (lips: readonly number[]) => {
  let [left, right, top, bottom] = [SIZE, 0, SIZE, 0];
  for (const i of lips) {
    const [x, y] = [i % SIZE, (i / SIZE) | 0];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const skin: number[] = [];
  for (let d = SKIN.from; d <= SKIN.to; d++)
    for (const y of [top - d, bottom + d])
      if (y >= 0 && y < SIZE) for (let x = left; x <= right; x++) skin.push(y * SIZE + x);
  return { skin, left, width: right - left + 1, middle: (top + bottom) / 2 };
};

/**
 * Texels of the lips that something of the skin's own colour hides: where the lips' colour is interrupted from edge to edge, with lips on both sides of the
 * gap. Only what stands in front of lips does that: a finger. The widest gap; none: empty. `tone` (3 values a texel): see UNIT.
 */
export const lipGap = (tone: Float32Array, lips: readonly number[]): number[] => {
  const { skin, left, width, middle } = around(lips);
  const at = (i: number, k: 0 | 1 | 2): number => tone[i * 3 + k]! / UNIT[k];
  const toneOf = (texels: readonly number[]): Tone => [
    median(texels.map((i) => at(i, 0))),
    median(texels.map((i) => at(i, 1))),
    median(texels.map((i) => at(i, 2))),
  ];
  const [from, to] = [toneOf(skin), toneOf(lips)];
  const way: Tone = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const length = way[0] ** 2 + way[1] ** 2 + way[2] ** 2;
  if (length < APART ** 2) return [];
  /** Place on the way from skin to lips; NaN for what lies too far beside it. */
  const places = lips.map((i) => {
    const off: Tone = [at(i, 0) - from[0], at(i, 1) - from[1], at(i, 2) - from[2]];
    const place = (off[0] * way[0] + off[1] * way[1] + off[2] * way[2]) / length;
    const aside = off[0] ** 2 + off[1] ** 2 + off[2] ** 2 - place ** 2 * length;
    return place >= AS_LIPS || aside < ASIDE ** 2 ? place : Number.NaN;
  });
  let best: number[] = [];
  for (const slant of SLANTS) {
    const columns: Column[] = Array.from({ length: width }, () => ({ count: 0, lips: 0, skin: [] }));
    lips.forEach((i, n) => {
      const column = columns[Math.round((i % SIZE) - left - slant * (((i / SIZE) | 0) - middle))];
      if (!column) return;
      column.count++;
      if (places[n]! < AS_SKIN) column.skin.push(i);
      else if (places[n]! >= AS_LIPS) column.lips++;
    });
    const gap = widest(columns);
    if (gap.length > best.length) best = gap;
  }
  return best;
};

/** The skin's texels of the longest run of interrupted columns that keeps away from the corners. */
const widest = (columns: readonly Column[]): number[] => {
  const open = ({ count, lips, skin }: Column): boolean =>
    count >= LEAST_HIGH && skin.length >= MOSTLY * count && lips <= HARDLY * count;
  const [first, last] = [CORNER * columns.length, (1 - CORNER) * columns.length];
  let best: number[] = [];
  for (let start = 0; start < columns.length; start++) {
    let end = start;
    while (end < columns.length && open(columns[end]!)) end++;
    if (end - start >= LEAST_WIDE && start >= first && end <= last) {
      const texels = columns.slice(start, end).flatMap((column) => column.skin);
      if (texels.length > best.length) best = texels;
    }
    start = Math.max(start, end - 1);
  }
  return best;
};
