import { labToHex } from '@carmine/color';
import type { MatchQuery, MatchResult } from '@carmine/session';
import type { Shade } from '@carmine/shades';
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale, MessageKey } from '../locales/index.ts';
import { cssVars } from '../words/css-vars.ts';
import { percent } from '../words/format.ts';
import { abstainText, reasonText } from '../words/reasons.ts';
import type { ShadeView } from '../words/shade-view.ts';
import { chip, type MatchCard, matchCard, type Say } from './match-cards.ts';
import { fitPicker } from './match-fit.ts';

type Match = MatchResult['matches'][number];
type Reason = Match['reasons'][number];

/** What the views of foundations and concealers need. */
export interface SkinMatchView {
  readonly match: MatchResult;
  readonly language: Locale;
  readonly t: Say;
  readonly find: (sku: string) => ShadeView | undefined;
  /** sku worn of the product. */
  readonly worn: string;
  readonly wear: (sku: string) => void;
  readonly ask: (query: MatchQuery) => void;
  /** Foundations that may be named as fitting already. */
  readonly foundations: readonly Shade[];
}

/** "A bit": about one shade of a 40-shade line, in noticeable steps. */
const BIT = 2;

/** A reason of the reading as a whole; said once above the cards. */
const ofReading = ({ key }: Reason): boolean => /^(confidence|reading)\./.test(key);

const words = ({ key, values }: Reason, { language, find }: SkinMatchView): string => {
  const name = typeof values.sku === 'string' ? find(values.sku)?.name : undefined;
  return reasonText(key, language, name ? { ...values, sku: name } : values);
};

/** Your skin as it was read, how far that can be trusted, and why not further. */
const you = (view: SkinMatchView): TemplateResult => {
  const { match, t } = view;
  const reasons = (match.matches[0]?.reasons ?? []).filter(ofReading).map((r) => words(r, view));
  // A reading this uncertain says nothing of the undertone.
  const told = match.skin.confidence !== 'low' && match.skin.confidence !== 'abstain';
  return html`<div class="you" part="match-reading">
    <span class="swatch" aria-hidden="true" ${cssVars({ '--swatch': labToHex(match.skin.lab) })}></span>
    <div class="reading">
      <strong>${t('match.you')}${told ? ` · ${t(`undertone.${match.skin.undertone}`)}` : nothing}</strong>
      ${reasons.map((text) => html`<span class="note">${text}</span>`)}
    </div>
  </div>`;
};

const WISHES = [
  ['lighter', 'depth', BIT],
  ['deeper', 'depth', -BIT],
  ['warmer', 'warmth', BIT],
  ['cooler', 'warmth', -BIT],
] as const;

const wishes = ({ match: { query }, t, ask }: SkinMatchView): TemplateResult => {
  const { type, target, wish = {}, depth, fits } = query;
  const kept = { type, ...(depth === undefined ? {} : { depth }), ...(fits ? { fits } : {}) };
  const plain = target === 'match' && !wish.depth && !wish.warmth && !wish.even;
  return html`<div class="chips" role="group" aria-label=${t('match.wish.label')} part="match-wishes">
    ${chip(t('match.wish.match'), plain, () => ask(kept))}
    ${WISHES.map(([name, axis, steps]) => {
      const on = wish[axis] === steps;
      return chip(t(`match.wish.${name}`), on, () =>
        ask({ ...kept, target, wish: { ...wish, [axis]: on ? 0 : steps } }),
      );
    })}
    ${chip(t('match.wish.even'), wish.even === true, () =>
      ask({ ...kept, target, wish: { ...wish, even: !wish.even } }),
    )}
    ${
      type === 'concealer'
        ? chip(t('match.wish.brighten'), target === 'brighten', () =>
            ask({ ...kept, wish, target: target === 'brighten' ? 'match' : 'brighten' }),
          )
        : nothing
    }
  </div>`;
};

/** The part of the line that holds the best shade, where no single one may be named. */
const range = ({ match: { range }, t, find, language }: SkinMatchView): TemplateResult | typeof nothing => {
  const shades = (range?.skus ?? []).map(find).filter((s) => s !== undefined);
  const [from, to] = [shades[0], shades.at(-1)];
  if (!range || !from || !to || shades.length < 2) return nothing;
  return html`<div class="range" part="match-range">
    <p class="note">${t('match.range', { from: from.name, to: to.name })} ${percent(range.p, language)}</p>
    <ol class="ramp" aria-hidden="true">
      ${shades.map((s) => html`<li title=${s.name} ${cssVars({ '--swatch': s.hex })}></li>`)}
    </ol>
    <div class="ends" aria-hidden="true"><span>${from.name}</span><span>${to.name}</span></div>
  </div>`;
};

/** What the reading left open, asked with five swatches. */
const question = ({ match: { question, query }, t, ask }: SkinMatchView): TemplateResult | typeof nothing => {
  if (query.depth !== undefined) {
    const { depth: _, ...without } = query;
    return html`<p><button class="chip" part="chip" @click=${() => ask(without)}>${t('match.question.undo')}</button></p>`;
  }
  if (!question) return nothing;
  return html`<div class="question" part="match-question">
    <h3>${t('match.question.title')}</h3>
    <p class="note">${t('match.question.lead')}</p>
    <div class="depths">
      ${question.map(
        ({ hex, depth }, i) => html`<button
          aria-label=${t('match.question.pick', { n: i + 1, of: question.length })}
          ${cssVars({ '--swatch': hex })}
          @click=${() => ask({ ...query, depth: Math.min(100, Math.max(0, depth)) })}
        ></button>`,
      )}
    </div>
  </div>`;
};

const band = (m: Match, { match, t }: SkinMatchView): MatchCard['band'] => {
  const skin = { hex: labToHex(match.skin.lab), label: t('match.you') };
  const worn = { hex: m.worn.hex, label: t('match.worn-on') };
  return match.target.hex === skin.hex
    ? [skin, worn]
    : [skin, { hex: match.target.hex, label: t('match.aim') }, worn];
};

const card = (m: Match, first: boolean, view: SkinMatchView): TemplateResult | typeof nothing => {
  const { t, language, find } = view;
  const shade = find(m.sku);
  if (!shade) return nothing;
  const p = percent(m.pBest, language);
  const reasons = m.reasons.filter((r) => !ofReading(r)).map((r) => words(r, view));
  return matchCard(
    {
      shade,
      kind: t(`match.${m.direction}` as MessageKey),
      first,
      sure: { p: m.pBest, text: t('match.sure', { p }), label: t('match.sure.label', { p }) },
      band: band(m, view),
      reasons: [...reasons, t('match.within', { p: percent(m.pWithin2, language) })],
      worn: m.sku === view.worn,
      wear: () => view.wear(m.sku),
    },
    t,
  );
};

/** Foundations or concealers for a reading: the reading, what is wished, what is asked, and up to three shades. */
export const skinMatches = (view: SkinMatchView): TemplateResult => {
  const { match, t, language } = view;
  const { abstained, reason } = match;
  return html`${you(view)} ${wishes(view)}
    <p class="lead" part=${abstained ? 'match-abstained' : 'match-lead'}>
      ${abstained ? (reason ? abstainText(reason, language) : t('match.abstained')) : t('match.lead')}
    </p>
    ${range(view)} ${question(view)} ${fitPicker(view)}
    <ol class="cards" part="matches">
      ${match.matches.map((m, i) => card(m, i === 0 && !abstained, view))}
    </ol>
    <p class="note">${t('match.exact')}</p>`;
};
