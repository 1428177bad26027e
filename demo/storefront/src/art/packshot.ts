import { html, type TemplateResult } from 'lit';
import type { Product } from '../products.ts';
import { bottle } from './bottle.ts';
import { lipstick } from './lipstick.ts';
import { compact, palette, pencil, wand } from './pieces.ts';

/** What is drawn of a shade: its colours, and whether it shines. */
export interface PackshotShade {
  readonly hexes: readonly string[];
  readonly wet: boolean;
}

/** The product in a shade. */
export const packshot = (product: Product, { hexes, wet }: PackshotShade): TemplateResult => {
  const hex = hexes[0] ?? '#b98564';
  switch (product.kind) {
    case 'lipstick':
      return html`<svg viewBox="0 0 120 385" aria-hidden="true">${lipstick(hex, wet)}</svg>`;
    case 'foundation':
      return html`<svg viewBox="0 0 200 385" aria-hidden="true">${bottle(hex, product.id === 'bare-silk' ? 'BARE SILK' : 'VELVET HOUR', product.id === 'velvet-hour')}</svg>`;
    case 'eyeshadow':
      return html`<svg viewBox="0 0 300 240" class="flat" aria-hidden="true">${palette(hexes)}</svg>`;
    case 'lip-liner':
    case 'brow':
      return html`<svg viewBox="0 0 90 385" aria-hidden="true">${pencil(hex)}</svg>`;
    case 'mascara':
    case 'eyeliner':
    case 'concealer':
      return html`<svg viewBox="0 0 150 385" aria-hidden="true">${wand(hex, product.kind === 'mascara')}</svg>`;
    default:
      return html`<svg viewBox="0 0 260 260" class="flat" aria-hidden="true">${compact(hex, product.kind === 'highlighter' || wet)}</svg>`;
  }
};
