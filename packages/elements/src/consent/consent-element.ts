import {
  type AgeGate,
  type Consent,
  type ConsentSnapshot,
  grantedPurposes,
  type Purpose,
} from '@carmine/crm/consent';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Locale, resolveLocale } from '../locales/index.ts';
import { controls } from '../styles/controls.ts';
import { tokens } from '../styles/tokens.ts';
import { fill } from '../words/format.ts';
import { answersOf, isOpen, purposesOf } from './answers.ts';
import { consentStyle } from './style.ts';
import { type ConsentWords, consentWords } from './words.ts';

/**
 * Asks the customer, purpose by purpose, in plain words. Everything starts off; yes and no to all are equally near; once answered it
 * folds to one line from which the answer can be changed. Writes to the `consent` it was given; without one it shows nothing.
 * @fires carmine-consent - detail: the ConsentSnapshot, after each answer
 */
export class CarmineConsent extends LitElement {
  static override properties = {
    locale: { reflect: true },
    purposes: {},
    policyUrl: { attribute: 'policy-url' },
    consent: { attribute: false },
  };
  static override styles = [tokens, controls, consentStyle];

  /** A language tag; default: the nearest `lang`, else zh-CN. */
  declare locale: string;
  /** Space-separated purposes to ask for, in order; '' asks for what the mirror needs. */
  declare purposes: string;
  /** Of the shop's privacy page; '' shows no link. */
  declare policyUrl: string;
  /** The record of this browser: `openConsent()` of the CRM client. */
  declare consent: Consent | null;

  readonly #on = new Set<Purpose>();
  #age: AgeGate = 'unknown';
  #asking = false;
  #said = '';
  #deafen: () => void = () => {};

  constructor() {
    super();
    this.locale = '';
    this.purposes = '';
    this.policyUrl = '';
    this.consent = null;
  }

  get language(): Locale {
    const near = this.isConnected ? this.closest<HTMLElement>('[lang]')?.lang : undefined;
    return resolveLocale(this.locale || near);
  }

  /** Opens the questions again. */
  ask(): void {
    this.#take();
    this.#asking = true;
    this.#said = '';
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    this.#deafen();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('consent')) this.#follow();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { consent } = this;
    if (!consent) return nothing;
    const words = consentWords(this.language);
    const { snapshot } = consent;
    const open = this.#asking || isOpen(this.#asked, snapshot);
    return html`<section part="base" lang=${this.language} aria-label=${words.title}>
      ${open ? this.#form(words) : this.#line(words, snapshot)}
      <div class="sr-only" role="status" aria-live="polite">${this.#said}</div>
    </section>`;
  }

  get #asked(): readonly Purpose[] {
    return purposesOf(this.purposes);
  }

  #form(words: ConsentWords): TemplateResult {
    const minor = this.#age === 'minor';
    return html`<form part="form" @submit=${this.#save}>
      <h2 part="title">${words.title}</h2>
      <p class="intro">${words.intro}</p>
      <fieldset part="age">
        <legend>${words.age}</legend>
        ${this.#radio('passed', words.ageYes)} ${this.#radio('minor', words.ageNo)}
      </fieldset>
      ${
        minor
          ? html`<p class="minor" part="minor">${words.minor}</p>`
          : html`<ul part="purposes">${this.#asked.map((purpose) => this.#row(purpose, words))}</ul>`
      }
      <div class="buttons" part="buttons">
        <button class="button" part="button none-button" type="button" data-answer="none" @click=${() => this.#answerAll(false)}>
          ${words.none}
        </button>
        ${
          minor
            ? nothing
            : html`<button class="button" part="button all-button" type="button" data-answer="all" @click=${() => this.#answerAll(true)}>
                ${words.all}
              </button>`
        }
        <button class="button" part="button save-button" data-answer="save">${words.save}</button>
      </div>
      ${
        this.policyUrl
          ? html`<p class="note"><a part="policy" href=${this.policyUrl} target="_blank" rel="noopener">${words.policy}</a></p>`
          : nothing
      }
    </form>`;
  }

  #radio(age: AgeGate, label: string): TemplateResult {
    return html`<label class="age">
      <input type="radio" name="age" value=${age} .checked=${this.#age === age} @change=${() => this.#setAge(age)} />
      ${label}
    </label>`;
  }

  #row(purpose: Purpose, words: ConsentWords): TemplateResult {
    const [name, note] = words.purposes[purpose];
    const waits = purpose === 'skin_analysis' && this.#age !== 'passed';
    return html`<li>
      <label for=${purpose}>
        <span class="name">${name}</span>
        <span class="note" id="${purpose}-note">${note}${waits ? html` <em>${words.ageFirst}</em>` : nothing}</span>
      </label>
      <input
        id=${purpose}
        part="switch"
        type="checkbox"
        role="switch"
        aria-describedby="${purpose}-note"
        .checked=${this.#on.has(purpose)}
        ?disabled=${waits}
        @change=${(event: Event) => this.#turn(purpose, (event.target as HTMLInputElement).checked)}
      />
    </li>`;
  }

  #line(words: ConsentWords, snapshot: ConsentSnapshot): TemplateResult {
    const n = grantedPurposes(snapshot).filter((purpose) => this.#asked.includes(purpose)).length;
    return html`<p class="line" part="summary">
      <span>${n === 0 ? words.summaryNone : fill(words.summary, { n })}</span>
      <button class="button small" part="button change-button" data-answer="change" @click=${() => this.ask()}>${words.change}</button>
    </p>`;
  }

  #turn(purpose: Purpose, on: boolean): void {
    if (on) this.#on.add(purpose);
    else this.#on.delete(purpose);
    this.requestUpdate();
  }

  #setAge(age: AgeGate): void {
    this.#age = age;
    if (age !== 'passed') this.#on.delete('skin_analysis');
    this.requestUpdate();
  }

  #answerAll(yes: boolean): void {
    this.#on.clear();
    if (yes)
      for (const purpose of this.#asked)
        if (purpose !== 'skin_analysis' || this.#age === 'passed') this.#on.add(purpose);
    this.#answer();
  }

  readonly #save = (event: Event): void => {
    event.preventDefault();
    this.#answer();
  };

  #answer(): void {
    if (!this.consent) return;
    const answers = answersOf(this.#asked, this.#on, this.#age);
    const detail = this.consent.update(answers, { method: 'widget', ageGate: this.#age });
    this.#asking = false;
    this.#said = consentWords(this.language).saved;
    this.requestUpdate();
    // The focus was on a button that is gone.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[data-answer=change]')?.focus(),
    );
    this.dispatchEvent(new CustomEvent('carmine-consent', { detail, bubbles: true, composed: true }));
  }

  /** The form shows what holds now. */
  #take(): void {
    const snapshot = this.consent?.snapshot;
    this.#on.clear();
    for (const purpose of snapshot ? grantedPurposes(snapshot) : []) this.#on.add(purpose);
    this.#age = snapshot?.ageGate ?? 'unknown';
  }

  #follow(): void {
    this.#deafen();
    this.#take();
    this.#deafen =
      this.consent?.listen(() => {
        if (!this.#asking) this.#take();
        this.requestUpdate();
      }) ?? (() => {});
  }
}
