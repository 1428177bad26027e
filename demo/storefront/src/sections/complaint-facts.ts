import { messages, number, percent } from '@carmine/elements';
import { html, type TemplateResult } from 'lit';
import type { Tried } from '../crm/tried.ts';
import { clock } from '../language.ts';
import type { Locale } from '../products.ts';
import type { Shop } from '../store.ts';
import { type ShopKey, text } from '../texts/index.ts';

const lightKey = ({ confidence, cause }: NonNullable<Tried['light']>): ShopKey =>
  confidence === 'high' || !cause ? 'complaint.light.good' : `complaint.light.${cause}`;

type Row = readonly [label: ShopKey, value: string];

const rowsOf = (tried: Tried, locale: Locale): readonly Row[] => {
  const { predicted, light } = tried;
  const rows: Row[] = [['complaint.facts.tried', clock(tried.at, locale)]];
  if (predicted) {
    const { dE00, pWithin2, confidence } = predicted;
    const value = { d: number(dE00 ?? 0, locale, 1), p: percent(pWithin2 ?? 0, locale) };
    rows.push(['complaint.facts.match', text(locale, 'complaint.facts.match.value', value)]);
    rows.push(['complaint.facts.sure', messages(locale)[`confidence.${confidence}`]]);
  }
  if (light) rows.push(['complaint.facts.light', text(locale, lightKey(light))]);
  return rows;
};

/** What the mirror knew of the shade, to be sent along or not: the customer sees all of it first. */
export const complaintFacts = (
  { tried, locale }: Shop,
  options: { sku: string; attach: boolean; change: (attach: boolean) => void },
): TemplateResult => {
  const found = tried.find((t) => t.sku === options.sku);
  return html`<aside class="facts-card" aria-labelledby="facts-title">
    <h3 id="facts-title">${text(locale, 'complaint.facts')}</h3>
    ${
      found
        ? html`<p class="small">${text(locale, 'complaint.facts.lead')}</p>
            <dl>${rowsOf(found, locale).map(([label, value]) => html`<div><dt>${text(locale, label)}</dt><dd>${value}</dd></div>`)}</dl>
            <label class="attach">
              <input
                type="checkbox"
                role="switch"
                name="attach"
                .checked=${options.attach}
                @change=${(e: Event) => options.change((e.target as HTMLInputElement).checked)}
              />
              <span>${text(locale, 'complaint.attach')}</span>
            </label>`
        : html`<p class="small">${text(locale, 'complaint.facts.none')}</p>`
    }
  </aside>`;
};
