import { html, type TemplateResult } from 'lit';
import type { Experiment } from '../../../src/figures/experiments.ts';
import { number } from '../format.ts';
import { say } from '../language.ts';
import { shareText } from '../parts/bars.ts';
import { empty } from '../parts/loaded.ts';

const points = (share: number): string => `${share > 0 ? '+' : ''}${number(100 * share, 1)}`;

const pilot = (e: Experiment): TemplateResult => {
  const base = e.variants[0]?.variant ?? '';
  const p = e.splitP < 0.001 ? '< 0.001' : number(e.splitP, 3);
  return html`<h3>${e.id}</h3>
    <p class=${e.mismatch ? 'error' : 'hint'} role=${e.mismatch ? 'alert' : 'note'}>${say(e.mismatch ? 'funnel.mismatch' : 'funnel.split', { p })}</p>
    <div class="scroll"><table><thead><tr><th scope="col">${say('funnel.variant')}</th><th scope="col" class="number">${say('funnel.tried')}</th>
      <th scope="col" class="number">${say('funnel.bought')}</th><th scope="col">${say('funnel.share')}</th><th scope="col">${say('funnel.uplift', { base })}</th></tr></thead>
      <tbody>${e.variants.map(
        (
          v,
        ) => html`<tr><th scope="row">${v.variant}</th><td class="number">${number(v.sessions)}</td><td class="number">${number(v.bought)}</td>
        <td>${v.toBuy ? shareText(v.toBuy) : '–'}</td>
        <td>${v.uplift ? html`${points(v.uplift.share)} (${points(v.uplift.low)} – ${points(v.uplift.high)})` : say('funnel.base')}</td></tr>`,
      )}</tbody></table></div>`;
};

/** Pilots with their split checked first: an uneven split makes every difference worthless. */
export const pilots = (experiments: readonly Experiment[]): TemplateResult =>
  experiments.length ? html`${experiments.map(pilot)}` : empty(say('funnel.pilots.none'));
