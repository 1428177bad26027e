import { SIDES } from '@carmine/face';
import { ramp } from '../shapes/ramp.ts';
import type { Stroke, StrokeSink } from '../stroke.ts';
import { chance } from './chance.ts';
import { edgeOf, peakOf } from './edge.ts';
import { EyeFrame } from './eye-frame.ts';
import { gridIndices } from './grid.ts';
import { createHair, HAIR_VERTICES, hairIndices, placeHair } from './hair.ts';

export interface LashOptions {
  /** 1 = natural. */
  readonly length: number;
  /** 1 = natural: number and thickness. */
  readonly volume: number;
  readonly lower: boolean;
}

/** Lashes seen one by one at volume 1: mascara gathers the hundred that grow on an upper lid into some forty points. */
const UPPER_COUNT = 44;
const LOWER_COUNT = 26;
/** Neighbours that lean together at their tips, and how far. */
const CLUMP = 3;
const CLUMPING = 0.55;
/** mm: natural length where lashes are longest, thickness at the root. */
const UPPER_MM = 8.2;
const LOWER_MM = 4.2;
const UPPER_THICK_MM = 0.19;
const LOWER_THICK_MM = 0.12;
/** Where the rows begin and end, 0..1 from the inner corner. */
const UPPER_SPAN = [0.07, 0.99] as const;
const LOWER_SPAN = [0.3, 0.98] as const;
/** Fan about the eye's vertical, radians, at the inner and the outer end. */
const UPPER_FAN = [-0.45, 0.95] as const;
const LOWER_FAN = [-0.3, 1.0] as const;
/** Elevation of an upper lash's tip over the horizontal plane, radians: eye shut, and open; its root's lies lower by the curl. */
const ELEVATION = [-0.7, 0.72] as const;
const CURL = 0.75;
/** Opening of the eye over its length at which it is shut, and open. */
const OPENING = [0.05, 0.22] as const;
/** Sine of the turn beyond which the far eye's lashes are hidden behind the nose's root or its own brow (rendering.md 1.8: 35 degrees). */
const AWAY = [0.46, 0.58] as const;
/** The dark line that lashes make at their roots: mm, amount. */
const ROOT_LINE_MM = 0.45;
const ROOT_LINE_AMOUNT = 0.5;
const ROOT_COLUMNS = 24;

/** Root, length (share of the longest), and fan of a lash: the same for both eyes. */
interface LashPlan {
  readonly at: number;
  readonly length: number;
  readonly fan: number;
  /** Shift of its tip along the lid towards its clump's middle, mm. */
  readonly lean: number;
  readonly thick: number;
}

/** Longest at the outer third, shorter to the outer corner, shortest at the inner one: long lashes there stand on the nose. */
const lengthAt = (t: number): number => 0.3 + 0.7 * ramp(-0.05, 0.68, t) - 0.2 * ramp(0.8, 1, t);

const plan = (
  count: number,
  [from, to]: readonly [number, number],
  fan: readonly [number, number],
  salt: number,
): LashPlan[] =>
  Array.from({ length: count }, (_, i) => {
    const step = (to - from) / count;
    const at = from + step * (i + 0.5 + 0.3 * chance(i, salt));
    const clump = from + step * (Math.floor(i / CLUMP) + 0.5) * CLUMP;
    return {
      at,
      length: lengthAt(at) * (0.82 + 0.18 * chance(i, salt + 1)),
      fan: fan[0] + (fan[1] - fan[0]) * at + 0.1 * chance(i, salt + 2),
      lean: (clump - at) * 26 * CLUMPING,
      thick: 0.85 + 0.2 * chance(i, salt + 3),
    };
  });

/** Lashes on both eyes, as ribbons that grow from the lid's margin in the space of the head and are laid into the picture by its pose and the lid's opening. */
export const lashStroke = (options: LashOptions): Stroke => {
  const many = Math.sqrt(options.volume);
  const upper = plan(Math.round(UPPER_COUNT * many), UPPER_SPAN, UPPER_FAN, 1);
  const lower = options.lower ? plan(Math.round(LOWER_COUNT * many), LOWER_SPAN, LOWER_FAN, 11) : [];
  const line = ROOT_COLUMNS * 3;
  const hairs = (upper.length + lower.length) * HAIR_VERTICES;
  const perEye = line + hairs;
  const eyes = SIDES.map((side, n) => ({ frame: new EyeFrame(side), first: n * perEye }));
  return {
    key: `lashes ${options.length} ${options.volume} ${options.lower}`,
    vertexCount: perEye * 2,
    indices: Uint16Array.from(
      eyes.flatMap(({ first }) => [
        ...gridIndices(3, ROOT_COLUMNS, first),
        ...hairIndices(upper.length + lower.length, first + line),
      ]),
    ),
    clipEye: false,
    place: (face, sink) => {
      for (const { frame, first } of eyes) {
        frame.read(face);
        const seen = ramp(AWAY[1], AWAY[0], frame.away);
        placeRootLine(frame, options.volume * seen, first, sink);
        const thick = frame.perMm * many;
        place(
          frame,
          upper,
          UPPER,
          { length: UPPER_MM * options.length, thick: UPPER_THICK_MM * thick, seen },
          first + line,
          sink,
        );
        const at = first + line + upper.length * HAIR_VERTICES;
        place(
          frame,
          lower,
          LOWER,
          { length: LOWER_MM * options.length, thick: LOWER_THICK_MM * thick, seen },
          at,
          sink,
        );
      }
    },
  };
};

/** How a row of lashes grows: which lid, how far its roots lie above the margin (mm), how dark it is, its tips' and roots' elevation for an opening 0..1. */
interface Row {
  readonly lid: 'upper' | 'lower';
  readonly root: number;
  readonly amount: number;
  readonly tip: (open: number) => number;
  readonly base: (open: number) => number;
}
const UPPER: Row = {
  lid: 'upper',
  root: 0.2,
  amount: 1,
  tip: (open) => ELEVATION[0] + (ELEVATION[1] - ELEVATION[0]) * open,
  base: (open) => ELEVATION[0] + (ELEVATION[1] - ELEVATION[0]) * open - CURL * (0.4 + 0.6 * open),
};
const LOWER: Row = { lid: 'lower', root: -0.45, amount: 0.75, tip: () => -0.75, base: () => -0.95 };

const hair = createHair();

const place = (
  eye: EyeFrame,
  lashes: readonly LashPlan[],
  row: Row,
  size: { readonly length: number; readonly thick: number; readonly seen: number },
  first: number,
  sink: StrokeSink,
): void => {
  const open = ramp(...OPENING, eye.opening);
  const [tip, base] = [row.tip(open), row.base(open)];
  const lid = row.lid === 'upper' ? eye.upper : eye.lower;
  hair.spacing = lid.length / Math.max(lashes.length, 1);
  for (let i = 0; i < lashes.length; i++) {
    const lash = lashes[i]!;
    const length = size.length * lash.length;
    hair.rootX = lid.at(lash.at, 0) + eye.upX * row.root * eye.perMm;
    hair.rootY = lid.at(lash.at, 1) + eye.upY * row.root * eye.perMm;
    hair.bendX = hair.rootX + offset(eye, lash.fan, base, length * 0.5, 0, 0);
    hair.bendY = hair.rootY + offset(eye, lash.fan, base, length * 0.5, 0, 1);
    hair.tipX = hair.rootX + offset(eye, lash.fan, tip, length, lash.lean, 0);
    hair.tipY = hair.rootY + offset(eye, lash.fan, tip, length, lash.lean, 1);
    hair.thick = size.thick * lash.thick;
    hair.amount = size.seen * row.amount * eye.facing(lash.at);
    placeHair(hair, eye.perMm, first + i * HAIR_VERTICES, sink);
  }
};

/** Picture offset (axis 0 x, 1 y) of `length` mm in the direction of a fan and an elevation, shifted by `lean` mm along the lid. */
const offset = (
  eye: EyeFrame,
  fan: number,
  elevation: number,
  length: number,
  lean: number,
  axis: 0 | 1,
): number => {
  const level = Math.cos(elevation) * length;
  const out = (Math.sin(fan) * level + lean) * eye.perMmOut;
  const up = Math.sin(elevation) * length * eye.perMm;
  const ahead = Math.cos(fan) * level;
  return axis === 0
    ? out * eye.outX + up * eye.upX + ahead * eye.aheadX
    : out * eye.outY + up * eye.upY + ahead * eye.aheadY;
};

/** The upper lashes' roots seen together: a soft dark line on the margin. */
const placeRootLine = (eye: EyeFrame, amount: number, first: number, sink: StrokeSink): void => {
  const edge = edgeOf(eye.perMm);
  const thick = ROOT_LINE_MM * eye.perMm;
  const half = thick / 2 + edge;
  const peak = Math.min(1, ROOT_LINE_AMOUNT * amount) * peakOf(thick, edge);
  for (let n = 0; n < ROOT_COLUMNS; n++) {
    const t = UPPER_SPAN[0] + ((UPPER_SPAN[1] - UPPER_SPAN[0]) * n) / (ROOT_COLUMNS - 1);
    const x = eye.upper.at(t, 0);
    const y = eye.upper.at(t, 1);
    const full = peak * eye.facing(t) * ramp(0, 0.2, t) * ramp(1, 0.94, t);
    sink(first + n, x - eye.upX * half * 0.5, y - eye.upY * half * 0.5, 0);
    sink(first + ROOT_COLUMNS + n, x + eye.upX * half * 0.5, y + eye.upY * half * 0.5, full);
    sink(first + 2 * ROOT_COLUMNS + n, x + eye.upX * half * 1.5, y + eye.upY * half * 1.5, 0);
  }
};
