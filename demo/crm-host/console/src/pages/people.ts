import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import type { Found } from '../../../src/people/search.ts';
import type { ApiError } from '../api.ts';
import { get } from '../api.ts';
import { dateTime } from '../format.ts';
import { name, say } from '../language.ts';
import { Load } from '../load.ts';
import { empty, loaded, troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import { hrefOf } from '../router.ts';
import './person.ts';

interface Request {
  readonly id: string;
  readonly kind: string;
  readonly id_kind: string;
  readonly id_value: string;
  readonly asked_at: string;
}

/** Open requests of customers for their data, for who may answer them. */
class CrmRequests extends Part {
  #load = new Load(this, (signal) =>
    get<{ readonly open: readonly Request[] }>('/v1/privacy-requests', signal),
  );

  protected override render(): TemplateResult {
    return html`<section class="card"><h2>${say('people.requests')}</h2>${loaded(this.#load, ({ open }) =>
      open.length
        ? html`<ul class="rows">${open.map(
            (r) => html`<li><a class="grow" href=${hrefOf('people', r.id_kind, r.id_value)}>${r.id_value}</a>
              <span>${say(r.kind === 'erasure' ? 'people.request.erasure' : 'people.request.export')}</span><span class="faint">${dateTime(r.asked_at)}</span></li>`,
          )}</ul>`
        : empty(say('people.requests.none')),
    )}</section>`;
  }
}
customElements.define('crm-requests', CrmRequests);

/** Finding a customer, and the page of one. */
export class CrmPeople extends Part {
  static override properties = {
    account: { attribute: false },
    who: { attribute: false },
    found: { state: true },
    asked: { state: true },
    error: { state: true },
  };
  declare account: DeskAccount;
  declare who: readonly string[];
  declare found: readonly Found[] | undefined;
  declare asked: string;
  declare error: ApiError | undefined;

  constructor() {
    super();
    this.who = [];
    this.asked = '';
  }

  #find = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('q') ?? '').trim();
    this.error = undefined;
    try {
      const { found } = await get<{ readonly found: readonly Found[] }>(
        `/v1/people?q=${encodeURIComponent(text)}`,
      );
      const [first] = found;
      this.asked = text;
      this.found = found;
      if (first && found.length === 1) location.hash = hrefOf('people', first.kind, first.value);
    } catch (error) {
      this.error = error as ApiError;
    }
  };

  #results(): TemplateResult | '' {
    if (this.error) return html`<p class="error" role="alert">${troubleText(this.error)}</p>`;
    if (!this.found) return '';
    if (this.found.length === 0) return empty(say('people.none', { text: this.asked }));
    return html`<ul class="rows">${this.found.map(
      (f) =>
        html`<li><a class="grow" href=${hrefOf('people', f.kind, f.value)}>${f.value}</a> <span class="faint">${name('kind', f.kind)} · ${say(`people.by.${f.by}`)}</span></li>`,
    )}</ul>`;
  }

  protected override render(): TemplateResult {
    const [kind, value] = this.who;
    if (kind && value)
      return html`<p><a href=${hrefOf('people')}>← ${say('people.back')}</a></p>
        <crm-person .account=${this.account} .kind=${kind} .value=${value}></crm-person>`;
    return html`<p class="lead">${say('people.lead')}</p>
      <form class="find" role="search" @submit=${this.#find}>
        <label for="q">${say('people.number')}</label>
        <div><input id="q" name="q" required maxlength="100" autocomplete="off" spellcheck="false" /><button class="primary">${say('people.find')}</button></div>
      </form>
      <div role="status">${this.#results()}</div>
      ${this.account.permissions.includes('person.erase') ? html`<crm-requests></crm-requests>` : ''}`;
  }
}
customElements.define('crm-people', CrmPeople);
