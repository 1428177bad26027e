import { deltaE2000, hexToLab, type Lab, labToHex, type Triple } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { standardColor } from './measured.ts';
import type {
  FOUNDATION_FINISHES,
  LIP_FAMILIES,
  LIP_FINISHES,
  ParsedRecord,
  TRUST_LEVELS,
} from './schema.ts';

export type TrustLevel = (typeof TRUST_LEVELS)[number];
export type FoundationFinish = (typeof FOUNDATION_FINISHES)[number];
export type LipFinish = (typeof LIP_FINISHES)[number];
export type LipFamily = (typeof LIP_FAMILIES)[number];

/** Standard deviation of each Lab axis by trust level when the record states none (skin.md 7.1: T2 4-5, T3 7-9). */
export const TRUST_SIGMA: Readonly<Record<TrustLevel, number>> = { T0: 1, T1: 2, T2: 4.5, T3: 8 };

/** The colour of a usable shade: both forms and the uncertainty are always there. */
export type ShadeColor = Omit<ParsedRecord['color'], 'lab' | 'hex' | 'sigma'> & {
  /** CIELAB D65, 2 degree, diffuse only. */
  readonly lab: Lab;
  /** sRGB masstone "#rrggbb" of `lab`, clamped to the gamut: what the mirror shows is what was matched. */
  readonly hex: string;
  /** Standard deviations of L*, a*, b*. */
  readonly sigma: Triple;
};

type Complete<R> = R extends ParsedRecord ? Omit<R, 'color'> & { readonly color: ShadeColor } : never;

/** A usable shade: a valid record with the derived fields filled in. */
export type Shade = Complete<ParsedRecord>;
export type ShadeType = Shade['type'];
export type FoundationShade = Extract<Shade, { type: 'foundation' | 'concealer' }>;
export type LipShade = Extract<Shade, { type: 'lip' }>;

/** A stated hex this near to its Lab says the same in fewer digits; further off it is another colour. dE00. */
const SAME = 1;

/** The hex beside an instrument's colour: its own where the two agree, else what the brand publishes, kept apart. */
const hexBeside = (
  lab: Lab,
  hex: string | undefined,
): { readonly hex: string; readonly published?: string } => {
  const own = labToHex(lab);
  if (hex === undefined) return { hex: own };
  const given = hex.toLowerCase();
  return deltaE2000(hexToLab(given), hexToLab(own)) <= SAME ? { hex: given } : { hex: own, published: given };
};

/** Fills in what follows from a valid record: D65 / 2 degree Lab from what was measured or from hex, hex from Lab, and sigma from the trust level. */
export const completeShade = (record: ParsedRecord): Shade => {
  const { color } = record;
  const s = TRUST_SIGMA[color.trust];
  const sigma = color.sigma ?? [s, s, s];
  const standard = standardColor(color);
  if (!standard) {
    const hex = (color.hex ?? '').toLowerCase();
    return { ...record, color: { ...color, lab: hexToLab(hex), hex, sigma } } as Shade;
  }
  const { lab, converted, sigma: added } = standard;
  const full: ShadeColor = {
    ...color,
    ...(converted ? { illuminant: 'D65', observer: '2' } : {}),
    ...(converted && color.geometry === 'd8-SCI' ? { geometry: 'd8-SCE' } : {}),
    lab,
    sigma: [Math.hypot(sigma[0], added[0]), Math.hypot(sigma[1], added[1]), Math.hypot(sigma[2], added[2])],
    ...hexBeside(lab, color.hex),
  };
  return { ...record, color: full } as Shade;
};

/** Throws `invalid-argument` when something else than parsed shades is given, such as the raw records of a file. */
export const checkShades = (shades: readonly Shade[]): void => {
  const bad = Array.isArray(shades)
    ? shades.findIndex((s) => !Array.isArray(s?.color?.lab) || !Array.isArray(s.color.sigma) || !s.coverage)
    : -1;
  if (Array.isArray(shades) && bad < 0) return;
  throw new CarmineError('invalid-argument', {
    message: Array.isArray(shades)
      ? `Entry ${bad + 1} of the shades is no parsed shade; give what parseCatalogue returns.`
      : 'Shades must be a list; give the `shades` that parseCatalogue returns.',
    details: { field: 'shades', ...(bad < 0 ? {} : { index: bad }) },
  });
};
