import { labToHex } from '@carmine/color';
import {
  LIP_FAMILIES,
  type LipFamily,
  type LipGoal,
  type LipMatch,
  lipBaseOf,
  lipsticksFor,
  type Shade,
} from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../locales/index.ts';
import { percent } from '../words/format.ts';
import { reasonText } from '../words/reasons.ts';
import type { ShadeView } from '../words/shade-view.ts';
import { chip, matchCard, type Say } from './match-cards.ts';

/** What is wanted of a lipstick. */
export interface LipWish {
  readonly goal: LipGoal;
  /** Of the goal 'family'. */
  readonly family: LipFamily;
}

export interface LipMatchView {
  readonly report: SkinReport;
  readonly catalogue: readonly Shade[];
  readonly wish: LipWish;
  readonly language: Locale;
  readonly t: Say;
  readonly find: (sku: string) => ShadeView | undefined;
  readonly worn: string;
  readonly wear: (sku: string) => void;
  readonly ask: (wish: LipWish) => void;
}

const GOALS = ['nude', 'contrast', 'family'] as const;

const goals = ({ wish, t, ask }: LipMatchView): TemplateResult => html`<div
    class="chips"
    role="group"
    aria-label=${t('match.lips.goal')}
    part="match-wishes"
  >
    ${GOALS.map((goal) => chip(t(`match.lips.${goal}`), goal === wish.goal, () => ask({ ...wish, goal })))}
  </div>
  ${
    wish.goal === 'family'
      ? html`<div class="chips" role="group" aria-label=${t('match.lips.family')}>
        ${LIP_FAMILIES.map((family) =>
          chip(t(`family.${family}`), family === wish.family, () => ask({ ...wish, family })),
        )}
      </div>`
      : nothing
  }`;

/** Least chance of being the best at which one lipstick is put forward (as for shades, docs/decisions/0182). */
const SURE = 0.35;

const card = (
  m: LipMatch,
  { i, lip }: { readonly i: number; readonly lip: string },
  view: LipMatchView,
): TemplateResult | typeof nothing => {
  const { t, language, find } = view;
  const shade = find(m.sku);
  if (!shade) return nothing;
  const p = percent(m.pBest, language);
  return matchCard(
    {
      shade,
      kind: i === 0 ? t('match.lips.close') : t(`family.${m.family}`),
      first: i === 0 && m.pBest >= SURE,
      sure: { p: m.pBest, text: t('match.sure', { p }), label: t('match.lips.sure', { p }) },
      band: [
        { hex: lip, label: t('match.lip') },
        { hex: m.worn.hex, label: t('match.lip-worn') },
        { hex: shade.hex, label: t('match.bullet') },
      ],
      reasons: m.reasons.map(({ key, values }) => reasonText(key, language, values)),
      worn: m.sku === view.worn,
      wear: () => view.wear(m.sku),
    },
    t,
  );
};

/** Lipsticks by what is wanted of them, as they come out on the wearer's own lips. */
export const lipMatches = (view: LipMatchView): TemplateResult => {
  const { report, catalogue, wish, t } = view;
  const base = lipBaseOf(report);
  if (!base) return html`<p class="lead">${t('match.lips.none')}</p>`;
  const options = wish.goal === 'family' ? wish : { goal: wish.goal };
  const lip = labToHex(base.lipLab);
  return html`<p class="lead">${t('match.lips.lead')}</p>
    ${goals(view)}
    <ol class="cards" part="matches">
      ${lipsticksFor(report, catalogue, options).map((m, i) => card(m, { i, lip }, view))}
    </ol>
    <p class="note">${t('match.exact')}</p>`;
};
