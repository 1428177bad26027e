import { html, type TemplateResult } from 'lit';
import type uPlot from 'uplot';
import type { Funnel } from '../../../src/figures/funnel.ts';
import { number } from '../format.ts';
import { locale, say } from '../language.ts';
import { COLOURS, type PlotSpec } from '../parts/plot.ts';

/** Days of the shop as seconds since 1970 at their noon, as uPlot counts time. */
const secondsOf = (day: string): number => Date.parse(`${day}T12:00:00+08:00`) / 1000;
const dayText = (seconds: number): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' }).format(
    new Date(seconds * 1000),
  );

const line = (label: string, i: number): uPlot.Series => ({
  label,
  stroke: COLOURS[i],
  width: 2,
  points: { show: true, size: 5, fill: COLOURS[i] },
  value: (_, v) => (v === null ? '–' : number(v)),
});

let last: { readonly of: Funnel; readonly language: string; readonly spec: PlotSpec } | undefined;

/** Try-ons, carts and purchases by the day of the try-on; the same object for the same days, so that a chart is not drawn anew for nothing. */
export const dailyPlot = (f: Funnel): PlotSpec => {
  if (last?.of === f && last.language === locale()) return last.spec;
  const spec: PlotSpec = {
    label: say('funnel.daily'),
    data: [
      f.rows.map((r) => secondsOf(r.name)),
      f.rows.map((r) => r.tried),
      f.rows.map((r) => r.cart),
      f.rows.map((r) => r.bought),
    ],
    options: {
      scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
      cursor: { drag: { x: false, y: false } },
      axes: [
        { values: (_, ticks) => ticks.map(dayText), space: 60, grid: { show: false } },
        {
          values: (_, ticks) => ticks.map((t) => (Number.isInteger(t) ? number(t) : '')),
          size: 44,
          grid: { stroke: '#e6e1dd', width: 1 },
        },
      ],
      series: [
        { label: say('funnel.day'), value: (_, v) => (v === null ? '–' : dayText(v)) },
        line(say('funnel.tried'), 0),
        line(say('funnel.cart'), 1),
        line(say('funnel.bought'), 2),
      ],
    },
  };
  last = { of: f, language: locale(), spec };
  return spec;
};

/** The same as numbers. */
export const dailyTable = (
  f: Funnel,
): TemplateResult => html`<details><summary>${say('funnel.table')}</summary>
  <div class="scroll"><table><thead><tr><th scope="col">${say('funnel.daily')}</th><th scope="col" class="number">${say('funnel.tried')}</th>
  <th scope="col" class="number">${say('funnel.cart')}</th><th scope="col" class="number">${say('funnel.bought')}</th></tr></thead>
  <tbody>${f.rows.map((r) => html`<tr><th scope="row">${dayText(secondsOf(r.name))}</th><td class="number">${number(r.tried)}</td><td class="number">${number(r.cart)}</td><td class="number">${number(r.bought)}</td></tr>`)}</tbody></table></div></details>`;
