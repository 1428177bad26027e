import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LiveEvent } from '../../../src/live/feed.ts';
import { get } from '../api.ts';
import { clock, number } from '../format.ts';
import { name, say } from '../language.ts';
import { empty } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import '../parts/plot.ts';
import { minutePlot } from './live-plot.ts';

type Stand = 'connecting' | 'on' | 'away';
/** Events kept on the page. */
const KEPT = 200;

/** What arrives, as it arrives. */
export class CrmLive extends Part {
  static override properties = {
    events: { state: true },
    stand: { state: true },
    waiting: { state: true },
    told: { state: true },
  };
  declare events: readonly LiveEvent[];
  declare stand: Stand;
  /** While paused: what came meanwhile; null: not paused. */
  declare waiting: readonly LiveEvent[] | null;
  /** The first answer has come. */
  declare told: boolean;
  #stream: EventSource | undefined;

  constructor() {
    super();
    this.events = [];
    this.stand = 'connecting';
    this.waiting = null;
    this.told = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#open();
  }

  override disconnectedCallback(): void {
    this.#stream?.close();
    super.disconnectedCallback();
  }

  #open(): void {
    const stream = new EventSource('/v1/live');
    this.#stream = stream;
    stream.addEventListener('open', () => {
      this.stand = 'on';
    });
    stream.addEventListener('events', (message) => {
      this.stand = 'on';
      this.told = true;
      this.#take(JSON.parse((message as MessageEvent<string>).data) as LiveEvent[]);
    });
    stream.addEventListener('away', () => {
      this.stand = 'away';
    });
    // The browser tries again by itself; that nobody is signed in any more only a request of our own can tell.
    stream.addEventListener('error', () => {
      this.stand = 'connecting';
      if (stream.readyState === EventSource.CLOSED) void get('/v1/tasks').catch(() => undefined);
    });
  }

  #take(arrived: readonly LiveEvent[]): void {
    const known = new Set([...this.events, ...(this.waiting ?? [])].map((e) => e.key));
    const fresh = arrived.filter((e) => !known.has(e.key)).reverse();
    if (this.waiting) this.waiting = [...fresh, ...this.waiting].slice(0, KEPT);
    else this.events = [...fresh, ...this.events].slice(0, KEPT);
  }

  #toggle = (): void => {
    if (this.waiting) {
      this.events = [...this.waiting, ...this.events].slice(0, KEPT);
      this.waiting = null;
    } else this.waiting = [];
  };

  #head(): TemplateResult {
    const text = this.waiting
      ? say('live.paused', { n: number(this.waiting.length) })
      : say(`live.${this.stand}`);
    return html`<div class="live-head"><span class="badge ${this.stand === 'on' && !this.waiting ? 'good' : 'fair'}" role="status">${text}</span>
      <button type="button" @click=${this.#toggle}>${this.waiting ? say('live.resume') : say('live.pause')}</button></div>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('live.lead')}</p>${this.#head()}
      ${this.events.length ? html`<section class="card"><h2>${say('live.minute')}</h2><crm-plot .spec=${minutePlot(this.events)}></crm-plot></section>` : ''}
      ${this.told && this.events.length === 0 ? empty(say('live.none')) : ''}
      <ul class="rows live" aria-live="off">${repeat(
        this.events,
        (e) => e.key,
        (e) => html`<li><time datetime=${e.received}>${clock(e.received, true)}</time>
          <span class="grow">${name('type', e.type)}${e.subject ? html` <code>${e.subject}</code>` : ''}
          ${e.class === 'sensitive' ? html`<span class="badge fair">${say('live.sensitive')}</span>` : ''}</span>
          <span class="faint">${e.session ? say('live.session', { id: e.session }) : ''}</span></li>`,
      )}</ul>`;
  }
}
customElements.define('crm-live', CrmLive);
