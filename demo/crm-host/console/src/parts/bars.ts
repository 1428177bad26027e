import { html, svg, type TemplateResult } from 'lit';
import { percent } from '../format.ts';

/** Bars drawn as SVG attributes: the console allows no inline styles. */

/** A share 0..1 of a whole, as a bar. Decoration: the number stands beside it. */
export const bar = (share: number, tone = 'accent'): TemplateResult => html`<svg
  class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
  ${svg`<rect class="bar-ground" width="100" height="8" rx="0"></rect>
  <rect class="bar-${tone}" width=${(100 * Math.min(1, Math.max(0, share))).toFixed(2)} height="8"></rect>`}
</svg>`;

/** A share with its interval on a scale from 0 to `most`. */
export const interval = (
  value: { readonly share: number; readonly low: number; readonly high: number },
  most: number,
): TemplateResult => {
  const at = (x: number): number => 100 * Math.min(1, Math.max(0, x / most));
  const from = at(value.low);
  return html`<svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<rect class="bar-ground" y="5.5" width="100" height="1"></rect>
    <rect class="interval-range" x=${from.toFixed(2)} y="3" width=${Math.max(0.4, at(value.high) - from).toFixed(2)} height="6"></rect>
    <rect class="interval-mark" x=${Math.max(0, at(value.share) - 0.4).toFixed(2)} y="0" width="0.8" height="12"></rect>`}
  </svg>`;
};

/** Marks on a bar of completeness: 90 % and 98 %. */
export const markedBar = (share: number, marks: readonly number[]): TemplateResult => html`<svg
  class="bar marked" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
  ${svg`<rect class="bar-ground" width="100" height="8"></rect>
  <rect class="bar-${share >= (marks.at(-1) ?? 1) ? 'good' : share >= (marks[0] ?? 1) ? 'fair' : 'poor'}" width=${(100 * share).toFixed(2)} height="8"></rect>
  ${marks.map((m) => svg`<rect class="bar-mark" x=${(100 * m).toFixed(2)} width="0.35" height="8"></rect>`)}`}
</svg>`;

/** "12.3 % (10.1 % – 14.9 %)". */
export const shareText = (value: {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}): string => `${percent(value.share)} (${percent(value.low)} – ${percent(value.high)})`;
