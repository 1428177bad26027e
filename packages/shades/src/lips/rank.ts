import {
  deltaE2000,
  differenceParts,
  type Lab,
  labToHex,
  labToLch,
  lchToLab,
  posteriorSamples,
} from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { LipFamily, LipShade, Shade } from '../catalogue/shade.ts';
import { predict, wornMasstone, wornShade } from '../film.ts';
import { type Reason, reason } from '../reasons.ts';
import { difference2000 } from '../scan/difference.ts';
import { type FilmColumns, shelfOf, wornLabs } from '../scan/shelf.ts';
import { lipFamily } from './family.ts';

/** A lipstick is not matched to a lip: it is ranked by what the customer wants of it (skin.md 7.2). */
export type LipGoal = 'nude' | 'contrast' | 'family';

/** What it goes on. CIELAB D65, 2 degree. */
export interface LipBase {
  /** The bare lip. */
  readonly lipLab: Lab;
  /** 3 x 3 covariance of it, row-major, where the lip was read off a picture: the ranking is then over 64 lips it could be. */
  readonly lipCov?: readonly number[];
  /** The skin around, where it is known: a nude lighter than the skin looks pale. */
  readonly skinLab?: Lab;
}

export interface LipOptions {
  readonly goal: LipGoal;
  /** Needed by the goal 'family', a filter with the others. */
  readonly family?: LipFamily;
  readonly line?: string;
  /** 1..24, default 3. */
  readonly top?: number;
  /** What 'contrast' aims at: chroma gained in C*ab units, hue turned in degrees (> 0 warmer), both by default 25 and 5; and L* against the lip
   *  (< 0 deeper), which is free where it is left out. */
  readonly contrast?: { readonly dC: number; readonly dh: number; readonly dL?: number };
}

export interface LipMatch {
  readonly sku: string;
  /** Expected distance from the goal in dE00 units; less is better. */
  readonly score: number;
  /** Probability of being the best of all ranked, over what the lip could be; 1 or 0 where `lipCov` is not given. */
  readonly pBest: number;
  /** dE00 between the worn colour and the bare lip. */
  readonly dE00: number;
  /** dE00 between the worn colour and the bullet: what the lip's own colour does. */
  readonly shift: number;
  /** Family of the worn colour. */
  readonly family: LipFamily;
  readonly worn: { readonly lab: Lab; readonly hex: string };
  readonly reasons: readonly Reason[];
}

interface WornLip {
  readonly shade: LipShade;
  readonly lab: Lab;
  readonly shift: number;
  readonly family: LipFamily;
}

/** "Your lips but better": a little deeper and more vivid than the bare lip. L* and C*ab. */
const NUDE = { dL: -2, dC: 3 };
/** Without a known skin: how much lighter than the lip still looks like a lip, L*. */
const PALE_OVER_LIP = 12;
const DEFAULT_CONTRAST = { dC: 25, dh: 5 };

/** L* by which the worn colour is lighter than the skin around (or than a lip can be); 0 when it is not. */
const paleness = (lab: Lab, { lipLab, skinLab }: LipBase): number =>
  Math.max(0, lab[0] - (skinLab ? skinLab[0] : lipLab[0] + PALE_OVER_LIP));

/** What a shade as worn (CIELAB) costs on one lip; less is better. */
type Score = (lab: Lab, shade: LipShade) => number;

const nudeOn = (base: LipBase): Score => {
  const [L, C, h] = labToLch(base.lipLab);
  const goal = lchToLab([L + NUDE.dL, C + NUDE.dC, h]);
  return (lab) => difference2000(...lab, ...goal) + paleness(lab, base);
};

/** Bold means seen: less than this from the bare lip costs its lack, dE00. */
const BOLD = 15;

/**
 * Hue against the wished turn (metric hue difference over SH of CIEDE2000) and chroma against the wished gain: missing chroma costs five
 * times what more of it does. How light the bold lip is stays free unless it is asked for, but not paler than the skin.
 */
const contrastOn = (base: LipBase, { dC, dh, dL }: NonNullable<LipOptions['contrast']>): Score => {
  const [L, C, h] = labToLch(base.lipLab);
  return (lab) => {
    const goal = lchToLab([lab[0], Math.max(0, C + dC), h + dh]);
    const parts = differenceParts(lab, goal);
    const chroma = parts.dC < 0 ? -0.5 * parts.dC : 0.1 * parts.dC;
    const unseen = Math.max(0, BOLD - difference2000(...lab, ...base.lipLab));
    const light = dL === undefined ? 0 : Math.abs(lab[0] - L - dL);
    return Math.abs(parts.dH) / (1 + 0.015 * (C + dC)) + chroma + light + unseen + paleness(lab, base);
  };
};

/** How true the colour shows, with a step for leaving the asked family on these lips. */
const familyOn =
  (family: LipFamily | undefined): Score =>
  (lab, shade) =>
    difference2000(...lab, ...wornMasstone(shade)) +
    (family === undefined || lipFamily(lab) === family ? 0 : 5);

const scoreOn = (base: LipBase, { goal, contrast, family }: LipOptions): Score => {
  if (goal === 'nude') return nudeOn(base);
  return goal === 'contrast' ? contrastOn(base, contrast ?? DEFAULT_CONTRAST) : familyOn(family);
};

/** Noticeable on a lip, dE00 (skin.md: 2 is the next shade). */
const CLOSE = 6;
const TRUE = 5;
const CLEAR = 3;

const reasonsOf = ({ lab, shift, family }: WornLip, base: LipBase, dE00: number): Reason[] => {
  const { dL, dC } = differenceParts(lab, base.lipLab);
  const pale = paleness(lab, base);
  return [
    reason(dE00 <= CLOSE ? 'lip.close' : 'lip.visible', { dE00 }),
    ...(dL < -CLEAR ? [reason('lip.deeper', { dL })] : dL > CLEAR ? [reason('lip.lighter', { dL })] : []),
    ...(dC > 2 * CLEAR ? [reason('lip.vivid', { dC })] : []),
    reason(shift <= TRUE ? 'lip.true' : 'lip.shifts', { dE00: shift }),
    ...(pale > 1 ? [reason('lip.pale', { dL: pale })] : []),
    reason('lip.family', { family }),
  ];
};

/** A shade on one lip. */
const wornOn = (shade: LipShade, lipLab: Lab): WornLip => {
  const lab = predict(wornShade(shade), lipLab);
  return { shade, lab, shift: deltaE2000(lab, wornMasstone(shade)), family: lipFamily(lab) };
};

const SAMPLES = 64;

/** Expected score of each shade over the lips it could be, and how often each is the best. */
const scoresOver = (
  films: FilmColumns,
  base: LipBase,
  options: LipOptions,
): readonly { readonly score: number; readonly pBest: number }[] => {
  const lips = base.lipCov
    ? posteriorSamples({ lab: base.lipLab, cov: base.lipCov }, SAMPLES)
    : [base.lipLab];
  const { shades } = films;
  const [sums, wins] = [new Float64Array(shades.length), new Uint32Array(shades.length)];
  for (const lipLab of lips) {
    const labs = wornLabs(films, lipLab);
    const score = scoreOn({ ...base, lipLab }, options);
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let j = 0; j < shades.length; j++) {
      const lab: Lab = [labs[j * 3]!, labs[j * 3 + 1]!, labs[j * 3 + 2]!];
      const cost = score(lab, shades[j]!.shade as LipShade);
      sums[j]! += cost;
      if (cost < least) [best, least] = [j, cost];
    }
    if (shades.length > 0) wins[best]!++;
  }
  return shades.map((_, j) => ({ score: sums[j]! / lips.length, pBest: wins[j]! / lips.length }));
};

const check = ({ lipLab, skinLab }: LipBase, { goal, family, top = 3 }: LipOptions): number => {
  const fail = (field: string, message: string): never => {
    throw new CarmineError('invalid-argument', { message, details: { field } });
  };
  for (const lab of skinLab ? [lipLab, skinLab] : [lipLab])
    if (!Array.isArray(lab) || lab.length !== 3 || !lab.every(Number.isFinite))
      fail('lipLab', `Lip and skin colours must be three numbers L*, a*, b*; got ${JSON.stringify(lab)}.`);
  if (!['nude', 'contrast', 'family'].includes(goal))
    fail('goal', `goal must be nude, contrast or family; got ${goal}.`);
  if (goal === 'family' && !family) fail('family', 'The goal "family" needs a family such as "rose".');
  if (!Number.isInteger(top) || top < 1 || top > 24)
    fail('top', `top must be a whole number from 1 to 24; got ${top}.`);
  return top;
};

const familyOfShade = (shade: LipShade): LipFamily => shade.family ?? lipFamily(shade.color.lab);

/**
 * Lipsticks by goal, best first. The colour on the lip is predicted by the two-flux film, so a sheer shade is judged as it shows on this lip.
 * nude: nearest to the bare lip a little deeper and more vivid, never paler than the skin. contrast: chroma and hue gained.
 * family: shades of that family by how true they show. Inactive shades are skipped. Throws `invalid-argument`. Pure.
 */
export const rankLipsticks = (base: LipBase, shades: readonly Shade[], options: LipOptions): LipMatch[] => {
  const top = check(base, options);
  const { line, family } = options;
  const films = shelfOf(shades).columns(
    JSON.stringify(['lip', line, family]),
    (s) =>
      s.type === 'lip' &&
      s.active &&
      (line === undefined || s.line === line) &&
      (family === undefined || familyOfShade(s) === family),
  );
  const scores = scoresOver(films, base, options);
  // Only what is given is told about.
  return films.shades
    .map(({ shade }, i) => ({ shade: shade as LipShade, i }))
    .sort((p, q) => scores[p.i]!.score - scores[q.i]!.score)
    .slice(0, top)
    .map(({ shade, i }): LipMatch => {
      const worn = wornOn(shade, base.lipLab);
      const dE00 = deltaE2000(worn.lab, base.lipLab);
      return {
        sku: shade.sku,
        ...scores[i]!,
        dE00,
        shift: worn.shift,
        family: worn.family,
        worn: { lab: worn.lab, hex: labToHex(worn.lab) },
        reasons: reasonsOf(worn, base, dE00),
      };
    });
};
