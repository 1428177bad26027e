import { DEMO_BRAND } from '@carmine/shades/demo';
import { html, type TemplateResult } from 'lit';
import type { Shop } from '../store.ts';
import { text } from '../texts/index.ts';

/** Who this is, and that it is nobody. */
export const footer = ({ locale }: Shop): TemplateResult => html`<footer class="footer">
  <p class="wordmark" translate="no">
    <span class="latin">${DEMO_BRAND.en}</span>${locale === 'en' ? '' : html`<span class="han">${DEMO_BRAND[locale]}</span>`}
  </p>
  <p>${text(locale, 'footer.made')}</p>
  <p>${text(locale, 'footer.note')}</p>
</footer>`;
