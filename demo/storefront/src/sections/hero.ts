import { html, svg, type TemplateResult } from 'lit';
import { bottle } from '../art/bottle.ts';
import { lipstick } from '../art/lipstick.ts';
import { smear } from '../art/smear.ts';
import { countOf, PRODUCTS, shadesOf } from '../products.ts';
import type { Shop } from '../store.ts';
import { text } from '../texts/index.ts';

/** Five warm shades of a line from light to deep, told by their lightness so that the picture follows the catalogue. */
const LIGHTNESS = [75, 66, 56, 46, 36];

const foundationHexes = (): readonly string[] => {
  const line = PRODUCTS.find((p) => p.kind === 'foundation');
  const warm = (line ? shadesOf(line) : []).filter((s) => s.undertone === 'warm');
  return LIGHTNESS.map((l) => {
    const nearest = [...warm].sort((a, b) => Math.abs(a.color.lab[0] - l) - Math.abs(b.color.lab[0] - l))[0];
    return nearest?.color.hex ?? '#c9a083';
  });
};

const art = (): TemplateResult => {
  const [a, b, c, d] = foundationHexes();
  return html`<svg class="hero-art" viewBox="0 40 640 560" aria-hidden="true">
    <defs>
      <linearGradient id="arch" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#e9c9bf" /><stop offset=".6" stop-color="#f3ddd3" /><stop offset="1" stop-color="#f6e8df" />
      </linearGradient>
      <linearGradient id="arch2" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#a32a40" /><stop offset="1" stop-color="#7d1529" />
      </linearGradient>
    </defs>
    <path d="M70 560V280a210 210 0 0 1 420 0v280Z" fill="url(#arch)" />
    <path d="M386 560V372a92 92 0 0 1 184 0v188Z" fill="url(#arch2)" />
    <g transform="translate(120 140) scale(1.02)">${bottle(b!, 'BARE SILK', false)}</g>
    <g transform="translate(316 214) scale(.8)">${bottle(d!, 'VELVET HOUR', true)}</g>
    <g transform="translate(478 234) scale(.8)">${lipstick('#9b1c31', false)}</g>
    <g transform="translate(8 528) scale(.52)">${smear(a!, true)}</g>
    <g transform="translate(128 532) scale(.52)">${smear(b!, false)}</g>
    <g transform="translate(246 528) scale(.52)">${smear(c!, false)}</g>
    <g transform="translate(360 532) scale(.52)">${smear(d!, false)}</g>
    <g transform="translate(470 526) scale(.5)">${smear('#9b1c31', true)}</g>
    ${svg`<g fill="none" stroke="#9a1f36" stroke-opacity=".3"><path d="M58 560V280a222 222 0 0 1 444 0"/></g>`}
  </svg>`;
};

/** First look: the promise, two ways on, and what is on the counter. */
export const hero = ({ locale }: Shop): TemplateResult => html`<section class="hero">
  <div class="hero-words">
    <p class="eyebrow">${text(locale, 'hero.eyebrow')}</p>
    <h1>${text(locale, 'hero.title')}</h1>
    <p class="lead">${text(locale, 'hero.lead')}</p>
    <p class="actions">
      <a class="cta" href="#mirror">${text(locale, 'hero.mirror')}</a>
      <a class="ghost" href="#products">${text(locale, 'hero.shop')}</a>
    </p>
    <ul class="facts">
      <li><b>${countOf('foundation')}</b> ${text(locale, 'hero.fact.foundation')}</li>
      <li><b>${countOf('lipstick')}</b> ${text(locale, 'hero.fact.lipstick')}</li>
      <li><b>0</b> ${text(locale, 'hero.fact.upload')}</li>
    </ul>
  </div>
  <div class="hero-picture">${art()}</div>
</section>`;
