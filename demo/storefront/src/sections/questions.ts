import { granted } from '@carmine/crm/consent';
import type { FaqFound, FaqReply } from '@carmine/crm/faq';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isCare, type QuestionsState, shownAnswer } from '../crm/questions.ts';
import {
  askQuestion,
  chooseAnswer,
  handQuestionOver,
  sendQuestion,
  setHearing,
} from '../question-actions.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

/** Questions: answered on this device from the shop's book, with the reason; what is not known is said to be, and handed to a person. */

const OFTEN = [1, 2, 3, 4] as const;
/** Reasons that are shown. */
const REASONS = 3;
const WHERE = {
  sending: 'complaint.done.sending',
  waiting: 'complaint.done.waiting',
  shop: 'complaint.done.sent',
} as const;

const why = (found: FaqFound, { locale }: Shop): TemplateResult => html`<div class="why">
  <span>${text(locale, 'ask.why')}</span>
  ${
    found.why.length === 0
      ? html`<span>${text(locale, 'ask.why.words')}</span>`
      : html`<ol>
          ${found.why.slice(0, REASONS).map(
            ({ words, concept, through }) => html`<li>
              <q>${words}</q>
              <span class="way">${concept.name[locale]}</span>
              ${through ? html`<span class="way">${through.concept.name[locale]}</span>` : nothing}
            </li>`,
          )}
        </ol>`
  }
</div>`;

const answer = (
  found: FaqFound,
  shop: Shop,
): TemplateResult => html`<article class="answer" data-entry=${found.entry.id}>
  <h3>${found.entry.questions[shop.locale][0]}</h3>
  <p>${found.entry.answer[shop.locale]}</p>
  ${why(found, shop)}
</article>`;

const offered = (
  found: readonly FaqFound[],
  shop: Shop,
  store: ShopStore,
): TemplateResult => html`<p>${text(shop.locale, 'ask.mean')}</p>
  <ul class="offered">
    ${found.map(
      (f) => html`<li>
        <button class="ghost" data-offer=${f.entry.id} @click=${() => chooseAnswer(store, f)}>
          ${f.entry.questions[shop.locale][0]}
        </button>
      </li>`,
    )}
  </ul>`;

const unknown = (reply: Extract<FaqReply, { kind: 'abstain' }>, { locale }: Shop): TemplateResult => {
  if (reply.reason === 'empty') return html`<p>${text(locale, 'ask.empty')}</p>`;
  const care = reply.reason === 'care';
  return html`<h3>${text(locale, care ? 'ask.care.title' : 'ask.unknown.title')}</h3>
    <p>${text(locale, care ? 'ask.care' : 'ask.unknown')}</p>`;
};

/** Words to the shop: only of who allows it to hear of questions. */
const send = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale, questions, consent } = shop;
  if (questions.sent) return html`<p class="small" data-sent>${text(locale, 'ask.sent')}</p>`;
  const may = granted(consent, 'chat_analysis');
  return html`<button class="ghost" data-send ?disabled=${!may} @click=${() => void sendQuestion(store)}>
      ${text(locale, 'ask.send')}
    </button>
    <p class="small">${text(locale, may ? 'ask.send.what' : 'ask.send.needs')}</p>`;
};

const handOver = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale, questions } = shop;
  const { handed } = questions;
  return html`<div class="hand-over">
    <h4>${text(locale, shownAnswer(questions) ? 'ask.still' : 'ask.person.title')}</h4>
    ${
      handed
        ? html`<div class="handed">
            <p class="case"><span>${text(locale, 'complaint.done.number')}</span><b translate="no">${handed.caseId}</b></p>
            <p>${text(locale, WHERE[handed.where])} ${text(locale, 'ask.person.day')}</p>
          </div>`
        : html`<button class="ghost" data-person @click=${() => void handQuestionOver(store)}>
            ${text(locale, 'ask.person')}
          </button>`
    }
    ${isCare(questions) ? nothing : send(shop, store)}
  </div>`;
};

const reply = (shop: Shop, store: ShopStore): TemplateResult | typeof nothing => {
  const { questions, locale } = shop;
  if (questions.phase === 'looking') return html`<p>${text(locale, 'ask.looking')}</p>`;
  if (questions.phase === 'failed') return html`<p>${text(locale, 'ask.failed')}</p>`;
  const { reply: said } = questions;
  if (!said) return nothing;
  const shown = shownAnswer(questions);
  const empty = said.kind === 'abstain' && said.reason === 'empty';
  return html`${
    shown
      ? answer(shown, shop)
      : said.kind === 'suggest'
        ? offered(said.found, shop, store)
        : said.kind === 'abstain'
          ? unknown(said, shop)
          : nothing
  }
  ${empty ? nothing : handOver(shop, store)}`;
};

/** On or off here, at any time; of who said to be younger than fourteen it is not asked. */
const hearing = ({ locale, consent }: Shop, store: ShopStore): TemplateResult | typeof nothing => {
  if (consent.ageGate === 'minor') return nothing;
  return html`<label class="attach hearing">
    <input
      type="checkbox"
      role="switch"
      name="hear-questions"
      .checked=${live(granted(consent, 'chat_analysis'))}
      @change=${(e: Event) => setHearing(store, (e.target as HTMLInputElement).checked)}
    />
    <span>${text(locale, 'ask.hear')}</span>
  </label>`;
};

const stateOf = ({ phase, reply: said, chosen }: QuestionsState): string =>
  phase === 'idle' ? (chosen ? 'answer' : (said?.kind ?? 'none')) : phase;

/** The panel. */
export const questions = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void askQuestion(store, String(new FormData(event.target as HTMLFormElement).get('question') ?? ''));
  };
  return html`<section class="questions" id="questions" aria-labelledby="questions-title">
    <header>
      <h2 id="questions-title">${text(locale, 'ask.title')}</h2>
      <p>${text(locale, 'ask.lead')}</p>
    </header>
    <div class="questions-grid">
      <div class="questions-ask">
        <form role="search" @submit=${submit}>
          <input
            name="question"
            maxlength="200"
            autocomplete="off"
            aria-label=${text(locale, 'ask.field')}
            placeholder=${text(locale, 'ask.placeholder')}
            .value=${live(shop.questions.text)}
            @input=${(e: Event) =>
              store.set((s) => ({
                questions: { ...s.questions, text: (e.target as HTMLInputElement).value },
              }))}
          />
          <button class="cta">${text(locale, 'ask.do')}</button>
        </form>
        <p class="small">${text(locale, 'faq.title')}</p>
        <div class="chips quiet often">
          ${OFTEN.map(
            (
              n,
            ) => html`<button type="button" class="often-one" @click=${() => void askQuestion(store, text(locale, `faq.${n}.q`))}>
              ${text(locale, `faq.${n}.q`)}
            </button>`,
          )}
        </div>
      </div>
      <div class="questions-reply" aria-live="polite" data-reply=${stateOf(shop.questions)}>
        ${reply(shop, store)}
      </div>
    </div>
    ${hearing(shop, store)}
  </section>`;
};
