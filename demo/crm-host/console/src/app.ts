import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../src/http/session-routes.ts';
import { ApiError, get, onSignedOut, remove } from './api.ts';
import { locale, name, say, setLocale } from './language.ts';
import './pages/cases.ts';
import './pages/data.ts';
import './pages/funnel.ts';
import './pages/knowledge.ts';
import './pages/live.ts';
import './pages/matches.ts';
import './pages/people.ts';
import './pages/reports.ts';
import './pages/segments.ts';
import './pages/sign-in.ts';
import { Part } from './parts/part.ts';
import { hrefOf, type PageId, pagesFor, placeOf } from './router.ts';
import { LOCALE_NAMES, LOCALES, type Locale } from './texts/index.ts';

/** Frame of the console: who is signed in, which page, in which language. */
export class CrmApp extends Part {
  static override properties = { account: { state: true }, known: { state: true }, hash: { state: true } };
  declare account: DeskAccount | undefined;
  /** The host has said whether somebody is signed in. */
  declare known: boolean;
  declare hash: string;

  constructor() {
    super();
    this.known = false;
    this.hash = location.hash;
    onSignedOut(() => {
      this.account = undefined;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#moved);
    setLocale(locale());
    void this.#recognise();
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#moved);
    super.disconnectedCallback();
  }

  #moved = (): void => {
    this.hash = location.hash;
    // What is new is read from its start, by eye and by screen reader.
    void this.updateComplete.then(() => {
      scrollTo(0, 0);
      this.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
    });
  };

  async #recognise(): Promise<void> {
    try {
      this.account = await get<DeskAccount | undefined>('/v1/session');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    this.known = true;
  }

  #signOut = async (): Promise<void> => {
    await remove('/v1/session').catch(() => undefined);
    this.account = undefined;
    location.hash = '';
  };

  #language(): TemplateResult {
    return html`<label class="language"><span class="visually-hidden">${say('app.language')}</span>
      <select @change=${(e: Event) => setLocale((e.target as HTMLSelectElement).value as Locale)}>
        ${LOCALES.map((l) => html`<option value=${l} lang=${l} ?selected=${l === locale()}>${LOCALE_NAMES[l]}</option>`)}
      </select></label>`;
  }

  #page(account: DeskAccount, page: PageId | undefined, rest: readonly string[]): TemplateResult {
    switch (page) {
      case 'cases':
        return html`<crm-cases .account=${account}></crm-cases>`;
      case 'people':
        return html`<crm-people .account=${account} .who=${rest.slice(0, 2)}></crm-people>`;
      case 'matches':
        return html`<crm-matches .account=${account}></crm-matches>`;
      case 'knowledge':
        return html`<crm-knowledge .account=${account}></crm-knowledge>`;
      case 'funnel':
        return html`<crm-funnel></crm-funnel>`;
      case 'segments':
        return html`<crm-segments></crm-segments>`;
      case 'data':
        return html`<crm-data></crm-data>`;
      case 'reports':
        return html`<crm-reports></crm-reports>`;
      case 'live':
        return html`<crm-live></crm-live>`;
      default:
        return html`<p class="empty">${say('app.noPage')}</p>`;
    }
  }

  #nav(pages: readonly PageId[], now: PageId | undefined): TemplateResult {
    return html`<nav aria-label=${say('app.menu')}>
      ${pages.map((id) => html`<a href=${hrefOf(id)} aria-current=${id === now ? 'page' : 'false'}>${say(`page.${id}`)}</a>`)}
    </nav>`;
  }

  protected override render(): TemplateResult {
    if (!this.known)
      return html`<div class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>${say('state.loading')}</div>`;
    const { account } = this;
    if (!account)
      return html`<header class="top"><span class="brand">Carmine</span>${this.#language()}</header>
        <crm-sign-in @signed-in=${(e: CustomEvent<DeskAccount>) => {
          this.account = e.detail;
        }}></crm-sign-in>`;
    const pages = pagesFor(account.permissions);
    const place = this.hash.length > 2 ? placeOf(this.hash) : { page: pages[0], rest: [] };
    const page = pages.find((p) => p === place?.page);
    return html`<a class="skip" href="#main" @click=${(e: Event) => {
      e.preventDefault();
      this.querySelector<HTMLElement>('#main')?.focus();
    }}>${say('app.skip')}</a>
      ${account.demo ? html`<p class="demo">${say('app.demo')}</p>` : ''}
      <header class="top">
        <span class="brand">Carmine <small>${say('app.title')}</small></span>
        <span class="who">${account.name} <small>${name('role', account.role)}</small></span>
        ${this.#language()}
        <button type="button" class="quiet" @click=${this.#signOut}>${say('app.signOut')}</button>
      </header>
      ${this.#nav(pages, page)}
      <main id="main" tabindex="-1">
        ${page ? html`<h1>${say(`page.${page}`)}</h1>` : ''}
        ${this.#page(account, page, place?.rest ?? [])}
      </main>`;
  }
}
customElements.define('crm-app', CrmApp);
