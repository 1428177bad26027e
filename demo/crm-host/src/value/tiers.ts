/** Value tiers (钻石/铂金/黄金/基础): what service a customer gets. A tier never reaches a price (PIPL art. 24). */

export const TIERS = ['basic', 'gold', 'platinum', 'diamond'] as const;
export type Tier = (typeof TIERS)[number];

export interface TierSettings {
  /** Net spend of twelve months from which a tier begins, minor units. */
  readonly from: Readonly<Record<Exclude<Tier, 'basic'>, number>>;
  /** A tier is kept until the spend falls below this share of where it begins, 0..1: nobody goes up and down with one order. */
  readonly keep: number;
}

/** CNY 2 000, 6 000, 20 000: an example; a brand sets its own. */
export const TIER_SETTINGS: TierSettings = {
  from: { gold: 200_000, platinum: 600_000, diamond: 2_000_000 },
  keep: 0.8,
};

const rank = (tier: Tier): number => TIERS.indexOf(tier);

const reached = (spend: number, at: (tier: Exclude<Tier, 'basic'>) => number): Tier =>
  ([...TIERS].reverse().find((t) => t === 'basic' || spend >= at(t)) ?? 'basic') as Tier;

/** The tier after a spend (minor units, twelve months, net): up at once when reached, down only when clearly below. */
export const tierAfter = (current: Tier | null, spend: number, settings: TierSettings): Tier => {
  const earned = reached(spend, (t) => settings.from[t]);
  const kept = reached(spend, (t) => settings.from[t] * settings.keep);
  if (current === null || rank(earned) >= rank(current)) return earned;
  return rank(kept) >= rank(current) ? current : kept;
};

/** What a tier changes: words and care. No field of it can hold a price or a discount. */
export interface TierService {
  /** h until a complaint is answered. */
  readonly answerHours: 4 | 8 | 16 | 24;
  readonly ownAdviser: boolean;
  readonly earlyLooks: boolean;
}

export const TIER_SERVICE: Readonly<Record<Tier, TierService>> = {
  diamond: { answerHours: 4, ownAdviser: true, earlyLooks: true },
  platinum: { answerHours: 8, ownAdviser: true, earlyLooks: true },
  gold: { answerHours: 16, ownAdviser: false, earlyLooks: true },
  basic: { answerHours: 24, ownAdviser: false, earlyLooks: false },
};
