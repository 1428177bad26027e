import type { WireEvent } from '@carmine/crm/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { kindOf, LOG_KINDS, plainLine, shortType } from '../crm/log.ts';
import type { Locale } from '../products.ts';
import { type Shop, type ShopStore, shownLog } from '../store.ts';
import { text } from '../texts/index.ts';

const clock = (iso: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));

const row = (event: WireEvent, shop: Shop, store: ShopStore): TemplateResult => {
  const open = shop.opened === event.id;
  return html`<li>
    <button
      class="log-row"
      aria-expanded=${open}
      data-type=${event.type}
      @click=${() => store.set({ opened: open ? '' : event.id, copied: '' })}
    >
      <time datetime=${event.time}>${clock(event.time, shop.locale)}</time>
      <span class="dot ${kindOf(event.type)}"></span>
      <span class="say">${plainLine(event, shop.locale)}</span>
      <code>${shortType(event.type)}</code>
    </button>
    ${open ? envelope(event, shop, store) : nothing}
  </li>`;
};

const envelope = (event: WireEvent, shop: Shop, store: ShopStore): TemplateResult => {
  const json = JSON.stringify(event, null, 2);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(json);
    store.set({ copied: event.id });
  };
  return html`<div class="envelope">
    <p>
      <b>${text(shop.locale, 'log.envelope')}</b>
      <button class="copy" @click=${copy}>
        ${text(shop.locale, shop.copied === event.id ? 'log.copied' : 'log.copy')}
      </button>
    </p>
    <pre tabindex="0"><code>${json}</code></pre>
  </div>`;
};

const WAYS = { open: 'log.waiting', away: 'log.away', closed: 'log.blocked' } as const;

/** How the way to the shop stands. */
const wayOf = ({ crm: { way, waiting }, locale }: Shop): string => {
  if (waiting === 0) return text(locale, 'log.sent');
  return text(locale, WAYS[way], { n: waiting });
};

/** What the host's CRM is told: every envelope with a sentence a person can read. */
export const crmLog = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale, filter } = shop;
  const lines = shownLog(shop);
  return html`<section class="log" id="log" aria-labelledby="log-title">
    <div class="log-inner">
      <header>
        <h2 id="log-title">${text(locale, 'log.title')}</h2>
        <p>${text(locale, 'log.lead')}</p>
        <div class="filters" role="group" aria-label=${text(locale, 'log.filter')}>
          ${(['all', ...LOG_KINDS] as const).map(
            (
              kind,
            ) => html`<button aria-pressed=${filter === kind} @click=${() => store.set({ filter: kind })}>
              ${text(locale, `log.kind.${kind}`)}
            </button>`,
          )}
        </div>
      </header>
      <div class="log-panel">
        <p class="log-head"><span data-way=${shop.crm.way}>${wayOf(shop)}</span><span>${text(locale, 'log.count', { n: lines.length })}</span></p>
        ${shop.crm.keptBack > 0 ? html`<p class="log-kept">${text(locale, 'log.kept', { n: shop.crm.keptBack })}</p>` : nothing}
        ${
          lines.length === 0
            ? html`<p class="log-empty">${text(locale, 'log.empty')}</p>`
            : html`<ol>${lines.map((l) => row(l, shop, store))}</ol>`
        }
      </div>
    </div>
  </section>`;
};
