import { SIDES } from '@carmine/face';
import { mix } from '../../model/smooth.ts';
import { ramp } from '../shapes/ramp.ts';
import type { Stroke, StrokeSink } from '../stroke.ts';
import { edgeOf, peakOf } from './edge.ts';
import { EyeFrame } from './eye-frame.ts';
import { gridIndices } from './grid.ts';

/** Columns along the lid up to where the wing leaves it, from there to the wing's tip, and along the lower lid. */
const LID_COLUMNS = 30;
const WING_COLUMNS = 22;
const UPPER_COLUMNS = LID_COLUMNS + WING_COLUMNS;
const LOWER_COLUMNS = 24;
/** Lower rim at 0, full, full, upper rim at 0. */
const ROWS = 4;

/** Where along the lid the upper edge begins to run out into the wing. */
const WING_FROM = 0.62;
/** mm that the line lies over the lid's margin: clipped where the eye is open. */
const OVER_MARGIN = 0.25;
/** Limits of the wing's climb over the eye's axis, radians: lower lids measure less when a face smiles. */
const CLIMB = [0.4, 0.78] as const;
/** Climb of the upper edge as it reaches the tip, share of the lower edge's: between the two the wing comes to its point. */
const TOP_CLIMB = 0.45;
/** Length of a wing, mm, from which on its upper edge is drawn as one pull towards the tip, and how straight that is: without, it follows the lid
 *  down to the corner and hooks up again, like a fish's tail. */
const PULLED_FROM = 4;
const PULLED = 0.3;
/** Handles of the upper edge's curve over its chord, for a line that ends on the lid and for a wing. */
const HANDLE = [0.36, 0.3] as const;
/** How much of the lid's part and of the wing's length the rounded turn between them takes. */
const TURN = [0.35, 0.85] as const;
/** mm along the eye past the landmark of the outer corner where the two edges meet, without and with a wing: the landmark lies inside the real
 *  corner, by 0 to 4 mm (twelve photographs, most where a fold covers it). */
const CORNER = [0.7, 1.5] as const;
/** Where along the lower lid its tangent is taken. */
const TANGENT_FROM = 0.62;
/** Past its end the corner's landmark lies a little inside the real one: lower lines begin this far along, and lie this far under the margin, mm. */
const LOWER_FROM = 0.28;
const LOWER_GAP = 0.2;
/** Sine of the turn over which the far eye's line fades: past 38 degrees its landmarks drift onto the nose's root, first at the inner corner, which
 *  the line then leaves bare: from when, and up to where along the lid. */
const AWAY = [0.54, 0.66] as const;
const INNER_AWAY = [0.3, 0.55] as const;
const INNER_BARE = 0.4;
/** Width of the lower line over the upper's. */
const LOWER_SHARE = 0.5;

export interface LinerOptions {
  /** mm at the lid's middle. */
  readonly width: number;
  /** mm past the outer corner. */
  readonly wing: number;
  readonly lower: boolean;
}

/** Width of the line at t over its middle width: it comes in hair-thin beside the inner corner and grows outwards. */
const profile = (t: number): number =>
  ramp(0, 0.2, t) * (0.3 + 0.7 * ramp(0, 0.6, t)) + 0.15 * ramp(0.5, 1, t);

/** Liner on both eyes. The lower rim is the lid's margin itself, so the line never floats; the upper is `profile` above it and runs out into the wing. */
export const linerStroke = (options: LinerOptions): Stroke => {
  const perEye = ROWS * (UPPER_COLUMNS + (options.lower ? LOWER_COLUMNS : 0));
  const eyes = SIDES.map((side, n) => ({ frame: new EyeFrame(side), first: n * perEye }));
  const indices = eyes.flatMap(({ first }) => [
    ...gridIndices(ROWS, UPPER_COLUMNS, first),
    ...(options.lower ? gridIndices(ROWS, LOWER_COLUMNS, first + ROWS * UPPER_COLUMNS) : []),
  ]);
  return {
    key: `liner ${options.width} ${options.wing} ${options.lower}`,
    vertexCount: perEye * 2,
    indices: Uint16Array.from(indices),
    clipEye: true,
    place: (face, sink) => {
      for (const { frame, first } of eyes) {
        frame.read(face);
        placeUpper(frame, options, first, sink);
        if (options.lower) placeLower(frame, options, first + ROWS * UPPER_COLUMNS, sink);
      }
    },
  };
};

/** One column of a strip from its lower to its upper rim; `over`: px the lower rim is moved down. */
const column = (
  at: { readonly first: number; readonly columns: number; readonly edge: number; readonly sink: StrokeSink },
  n: number,
  rim: { lowX: number; lowY: number; topX: number; topY: number; upX: number; upY: number },
  amount: number,
  over: number,
): void => {
  const dx = rim.topX - rim.lowX;
  const dy = rim.topY - rim.lowY;
  const height = Math.hypot(dx, dy);
  // Across the line; where it has no height, up.
  const thin = height < 1e-3;
  const ux = thin ? rim.upX : dx / height;
  const uy = thin ? rim.upY : dy / height;
  const thick = height + over;
  const { edge, columns, first, sink } = at;
  const inset = Math.min(edge, thick / 2);
  const full = amount * peakOf(thick, edge);
  const put = (row: number, d: number, a: number): void =>
    sink(first + row * columns + n, rim.lowX + ux * d, rim.lowY + uy * d, a);
  put(0, -over - edge, 0);
  put(1, -over + inset, full);
  put(2, height - inset, full);
  put(3, height + edge, 0);
};

/** How much of the line is seen at t. */
const seen = (eye: EyeFrame, t: number): number => {
  const bare = INNER_BARE * ramp(...INNER_AWAY, eye.away);
  return eye.facing(t) * ramp(AWAY[1], AWAY[0], eye.away) * ramp(0.5 * bare - 1e-3, bare, t);
};

const rim = { lowX: 0, lowY: 0, topX: 0, topY: 0, upX: 0, upY: -1 };
const strip = { first: 0, columns: 0, edge: 0, sink: (() => {}) as StrokeSink };

const placeUpper = (eye: EyeFrame, { width, wing }: LinerOptions, first: number, sink: StrokeSink): void => {
  strip.first = first;
  strip.columns = UPPER_COLUMNS;
  strip.edge = edgeOf(eye.perMm);
  strip.sink = sink;
  rim.upX = eye.upX;
  rim.upY = eye.upY;
  for (let n = 0; n < LID_COLUMNS; n++) {
    const t = (n / LID_COLUMNS) * WING_FROM;
    lidRim(eye, t, width);
    column(strip, n, rim, seen(eye, t), OVER_MARGIN * eye.perMm);
  }
  placeWing(eye, width, wing);
};

/** Both rims of the line on the lid at t into `rim`. */
const lidRim = (eye: EyeFrame, t: number, width: number): void => {
  const height = profile(t) * width * eye.perMm;
  // The margin's normal, leaning half-way to the eye's own up: rims of a strongly curved lid must not fan apart.
  let nx = eye.upper.direction(t, 1) * eye.side + eye.upX;
  let ny = -eye.upper.direction(t, 0) * eye.side + eye.upY;
  const n = Math.hypot(nx, ny) || 1;
  nx /= n;
  ny /= n;
  rim.lowX = eye.upper.at(t, 0);
  rim.lowY = eye.upper.at(t, 1);
  rim.topX = rim.lowX + nx * height;
  rim.topY = rim.lowY + ny * height;
};

/** From where the line leaves the lid to the tip: below along the lid to the corner, then straight along the lower lid's tangent; above in one sweep. */
const placeWing = (eye: EyeFrame, width: number, wing: number): void => {
  const past = mix(...CORNER, ramp(0, PULLED_FROM, wing)) * Math.min(eye.perMm, eye.perMmOut);
  const cornerX = eye.upper.at(1, 0) + eye.outX * past;
  const cornerY = eye.upper.at(1, 1) + eye.outY * past;
  const reach = Math.max(wing, width / 2) * Math.min(eye.perMm, eye.perMmOut);
  const climb = wingClimb(eye) * ramp(-2, 3, wing);
  const tipX = cornerX + (Math.cos(climb) * eye.outX + Math.sin(climb) * eye.upX) * reach;
  const tipY = cornerY + (Math.cos(climb) * eye.outY + Math.sin(climb) * eye.upY) * reach;
  lidRim(eye, WING_FROM, width);
  const [fromX, fromY] = [rim.topX, rim.topY];
  // One sweep (a cubic): without a wing it leaves along the lid and ends a little flatter than the lower edge; a wing is pulled towards the tip.
  const chord = Math.hypot(tipX - fromX, tipY - fromY) || 1;
  const [chordX, chordY] = [(tipX - fromX) / chord, (tipY - fromY) / chord];
  const pulled = PULLED * ramp(0, PULLED_FROM, wing);
  const handle = chord * (HANDLE[0] + (HANDLE[1] - HANDLE[0]) * ramp(0, PULLED_FROM, wing));
  const top = climb * TOP_CLIMB;
  const leaveX = fromX + handle * mix(eye.upper.direction(WING_FROM, 0), chordX, pulled);
  const leaveY = fromY + handle * mix(eye.upper.direction(WING_FROM, 1), chordY, pulled);
  const reachX = tipX - handle * mix(Math.cos(top) * eye.outX + Math.sin(top) * eye.upX, chordX, pulled);
  const reachY = tipY - handle * mix(Math.cos(top) * eye.outY + Math.sin(top) * eye.upY, chordY, pulled);
  const onLid = (1 - WING_FROM) * eye.upper.length + past;
  const corner = Math.max(onLid / Math.max(onLid + reach, 1e-6), 1e-3);
  for (let n = 0; n < WING_COLUMNS; n++) {
    const t = n / (WING_COLUMNS - 1);
    lowerRim(eye, t, { share: corner, cornerX, cornerY, tipX, tipY });
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    rim.topX = a * fromX + b * leaveX + c * reachX + d * tipX;
    rim.topY = a * fromY + b * leaveY + c * reachY + d * tipY;
    // The sweep may dip under the margin on strongly curved lids: the line then keeps no height there, rather than turning over.
    const up = (rim.topX - rim.lowX) * eye.upX + (rim.topY - rim.lowY) * eye.upY;
    if (up < 0) {
      rim.topX = rim.lowX;
      rim.topY = rim.lowY;
    }
    column(
      strip,
      LID_COLUMNS + n,
      rim,
      seen(eye, WING_FROM + (1 - WING_FROM) * t),
      OVER_MARGIN * eye.perMm * ramp(corner, 0.5 * corner, t),
    );
  }
};

/** Where a wing's lower edge goes, px: it reaches the corner at t = `share`. */
interface WingEnds {
  readonly share: number;
  readonly cornerX: number;
  readonly cornerY: number;
  readonly tipX: number;
  readonly tipY: number;
}

/** The wing's lower edge at t into `rim`: along the lid towards the corner, then straight to the tip; the turn between the two is rounded. */
const lowerRim = (eye: EyeFrame, t: number, { share, cornerX, cornerY, tipX, tipY }: WingEnds): void => {
  const from = share * (1 - TURN[0]);
  const to = share + (1 - share) * TURN[1];
  const k = Math.min(1, Math.max(0, (t - from) / Math.max(to - from, 1e-6)));
  // A quadratic between the ends of the turn, bent by the corner itself; outside them one of its ends runs along its line.
  const s = WING_FROM + (1 - WING_FROM) * Math.min(t / Math.max(share, 1e-6), 1 - TURN[0]);
  const past = Math.max((t - share) / Math.max(1 - share, 1e-6), TURN[1]);
  const [a, b, c] = [(1 - k) * (1 - k), 2 * k * (1 - k), k * k];
  rim.lowX = a * eye.upper.at(s, 0) + b * cornerX + c * mix(cornerX, tipX, past);
  rim.lowY = a * eye.upper.at(s, 1) + b * cornerY + c * mix(cornerY, tipY, past);
};

/** Climb of the lower lid's line at the outer corner over the eye's axis, radians. */
const wingClimb = (eye: EyeFrame): number => {
  const x = eye.lower.at(1, 0) - eye.lower.at(TANGENT_FROM, 0);
  const y = eye.lower.at(1, 1) - eye.lower.at(TANGENT_FROM, 1);
  const climb = Math.atan2(x * eye.upX + y * eye.upY, x * eye.outX + y * eye.outY);
  return Math.min(CLIMB[1], Math.max(CLIMB[0], climb));
};

const placeLower = (eye: EyeFrame, { width }: LinerOptions, first: number, sink: StrokeSink): void => {
  strip.first = first;
  strip.columns = LOWER_COLUMNS;
  strip.edge = edgeOf(eye.perMm);
  strip.sink = sink;
  rim.upX = -eye.upX;
  rim.upY = -eye.upY;
  for (let n = 0; n < LOWER_COLUMNS; n++) {
    const along = n / (LOWER_COLUMNS - 1);
    const t = LOWER_FROM + (1 - LOWER_FROM) * along;
    const height = LOWER_SHARE * width * eye.perMm * ramp(0, 0.5, along) * (1 - 0.5 * ramp(0.85, 1, along));
    const gap = LOWER_GAP * eye.perMm;
    rim.lowX = eye.lower.at(t, 0) - eye.upX * gap;
    rim.lowY = eye.lower.at(t, 1) - eye.upY * gap;
    rim.topX = rim.lowX - eye.upX * height;
    rim.topY = rim.lowY - eye.upY * height;
    column(strip, n, rim, seen(eye, t), 0);
  }
};
