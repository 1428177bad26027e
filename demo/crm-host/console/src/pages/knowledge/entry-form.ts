import type { Concept, FaqEntry, FaqLocale } from '@carmine/crm/faq';
import { html, type TemplateResult } from 'lit';
import { say } from '../../language.ts';
import { LOCALE_NAMES, LOCALES } from '../../texts/index.ts';
import { faqLocaleNow } from './book.ts';

/** The fields of an answer, and the answer they make. */

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the form holds, as an entry; whether it is a good one the host says. */
export const readEntry = (
  form: HTMLFormElement,
  known: { readonly id: string; readonly about: readonly string[] },
): FaqEntry => {
  const data = new FormData(form);
  const field = (name: string): string => String(data.get(name) ?? '');
  const inAll = <T>(of: (locale: FaqLocale) => T) => ({
    'zh-CN': of('zh-CN'),
    'zh-TW': of('zh-TW'),
    en: of('en'),
  });
  return {
    id: known.id || field('id').trim(),
    intent: field('intent').trim(),
    about: known.about,
    questions: inAll((l) => lines(field(`questions-${l}`))),
    answer: inAll((l) => field(`answer-${l}`).trim()),
  };
};

const language = (entry: FaqEntry, locale: FaqLocale): TemplateResult => html`<fieldset lang=${locale}>
  <legend>${LOCALE_NAMES[locale]}</legend>
  <label>${say('knowledge.edit.questions')}
    <textarea name="questions-${locale}" rows="4" required .value=${entry.questions[locale].join('\n')}></textarea></label>
  <label>${say('knowledge.edit.answer')}
    <textarea name="answer-${locale}" rows="4" required maxlength="800" .value=${entry.answer[locale]}></textarea></label>
</fieldset>`;

export interface EntryFormOptions {
  readonly entry: FaqEntry;
  readonly isNew: boolean;
  readonly about: readonly string[];
  readonly concepts: readonly Concept[];
  readonly intents: readonly string[];
  readonly change: (about: readonly string[]) => void;
}

/** Chips of what it is about, and a field that adds one by its name. */
const aboutField = ({ about, concepts, change }: EntryFormOptions): TemplateResult => {
  const named = (id: string): string => concepts.find((c) => c.id === id)?.name[faqLocaleNow()] ?? id;
  const add = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const found = concepts.find((c) => c.name[faqLocaleNow()] === input.value || c.id === input.value);
    if (!found) return;
    input.value = '';
    if (!about.includes(found.id)) change([...about, found.id]);
  };
  return html`<div class="about">
    <span id="about-label">${say('knowledge.edit.about')}</span>
    <p class="chips">${about.map(
      (
        id,
      ) => html`<button type="button" class="chip" aria-label=${say('knowledge.edit.remove', { name: named(id) })}
        @click=${() => change(about.filter((a) => a !== id))}>${named(id)} ×</button>`,
    )}
      <input name="add" list="concepts" placeholder=${say('knowledge.edit.add')} aria-labelledby="about-label" autocomplete="off" @change=${add} />
      <datalist id="concepts">${concepts.filter((c) => !about.includes(c.id)).map((c) => html`<option value=${c.name[faqLocaleNow()]}></option>`)}</datalist>
    </p>
  </div>`;
};

export const entryFields = (options: EntryFormOptions): TemplateResult => {
  const { entry, isNew, intents } = options;
  return html`<div class="pair">
      ${
        isNew
          ? html`<label>${say('knowledge.edit.id')}<input name="id" required pattern="[a-z0-9][a-z0-9\\-]*" maxlength="64" .value=${entry.id} autocomplete="off" /></label>`
          : ''
      }
      <label>${say('knowledge.edit.intent')}<input name="intent" list="intents" required pattern="[a-z0-9][a-z0-9\\-]*" maxlength="64" .value=${entry.intent} autocomplete="off" /></label>
      <datalist id="intents">${intents.map((i) => html`<option value=${i}></option>`)}</datalist>
    </div>
    ${aboutField(options)}
    <div class="languages">${LOCALES.map((l) => language(entry, l))}</div>`;
};
