import { hexToLab, type Lab, labToHex, type Triple } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
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
  /** CIELAB D65, 2 degree. */
  readonly lab: Lab;
  /** sRGB masstone "#rrggbb", clamped to the gamut when it came from Lab. */
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

/** Fills in what follows from a valid record: Lab from hex or hex from Lab, and sigma from the trust level. */
export const completeShade = (record: ParsedRecord): Shade => {
  const { color } = record;
  const lab = color.lab ?? hexToLab(color.hex ?? '');
  const s = TRUST_SIGMA[color.trust];
  const full: ShadeColor = {
    ...color,
    lab,
    hex: (color.hex ?? labToHex(lab)).toLowerCase(),
    sigma: color.sigma ?? [s, s, s],
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
