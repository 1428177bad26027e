import { html, type TemplateResult } from 'lit';
import type { Shop } from '../store.ts';
import { text } from '../texts/index.ts';

/** Care, returns and help: what the shop promises. */
export const care = ({ locale }: Shop): TemplateResult => html`<section
  class="care"
  id="care"
  aria-labelledby="care-title"
>
  <header>
    <h2 id="care-title">${text(locale, 'care.title')}</h2>
    <p>${text(locale, 'care.lead')}</p>
  </header>
  <div class="care-grid">
    <article class="care-card"><h3>${text(locale, 'care.change.title')}</h3><p>${text(locale, 'care.change.body')}</p></article>
    <article class="care-card"><h3>${text(locale, 'care.why.title')}</h3><p>${text(locale, 'care.why.body')}</p></article>
  </div>
</section>`;
