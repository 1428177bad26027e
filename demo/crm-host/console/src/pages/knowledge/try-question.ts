import type { Faq, FaqFound, FaqReply, Knowledge, WhyStep } from '@carmine/crm/faq';
import { html, type TemplateResult } from 'lit';
import { percent } from '../../format.ts';
import { say } from '../../language.ts';
import { Part } from '../../parts/part.ts';
import { faqLocaleNow, titleIn } from './book.ts';

/** Asks the book as a customer's page would, drafts included: what is said, and why. */
export class CrmTryQuestion extends Part {
  static override properties = { book: { attribute: false }, reply: { state: true } };
  declare book: Knowledge;
  declare reply: FaqReply | undefined;
  #asked = '';
  #open: { readonly book: Knowledge; readonly faq: Promise<Faq> } | undefined;

  /** The retrieval is loaded with the first question; opened anew when the book has changed. */
  #faq(): Promise<Faq> {
    if (this.#open?.book !== this.book) {
      const { book } = this;
      this.#open = { book, faq: import('@carmine/crm/faq').then(({ openFaq }) => openFaq(book)) };
    }
    return this.#open!.faq;
  }

  async #ask(question: string): Promise<void> {
    this.#asked = question;
    const { ask } = await this.#faq();
    if (this.#asked === question) this.reply = ask(question);
  }

  protected override updated(changed: Map<string, unknown>): void {
    // What was asked is asked again of the changed book, so that an edit is seen at once.
    if (changed.get('book') !== undefined && this.#asked) void this.#ask(this.#asked);
  }

  #step({ words, concept, through }: WhyStep): TemplateResult {
    const to = concept.name[faqLocaleNow()];
    const text = through
      ? say('knowledge.why.through', { words, concept: to, neighbour: through.concept.name[faqLocaleNow()] })
      : say('knowledge.why.step', { words, concept: to });
    return html`<li>${text}</li>`;
  }

  #found({ entry, why }: FaqFound): TemplateResult {
    return html`<div class="found" data-entry=${entry.id}>
      <h3>${titleIn(entry)} <code class="faint">${entry.id}</code></h3>
      <p>${entry.answer[faqLocaleNow()]}</p>
      <p class="hint">${say('knowledge.why')}</p>
      <ul class="hint">${why.length ? why.map((s) => this.#step(s)) : html`<li>${say('knowledge.why.words')}</li>`}</ul>
    </div>`;
  }

  #reply(reply: FaqReply): TemplateResult {
    const p = percent(reply.confidence, 0);
    switch (reply.kind) {
      case 'answer':
        return html`<p><span class="badge good">${say('knowledge.try.answer', { p })}</span></p>${this.#found(reply)}`;
      case 'suggest':
        return html`<p><span class="badge fair">${say('knowledge.try.suggest', { p })}</span></p>${reply.found.map((f) => this.#found(f))}`;
      default:
        return html`<p><span class="badge poor">${
          reply.reason === 'unknown'
            ? say('knowledge.try.unknown', { p })
            : say(reply.reason === 'care' ? 'knowledge.try.care' : 'knowledge.try.empty')
        }</span></p>`;
    }
  }

  protected override render(): TemplateResult {
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.#ask(String(new FormData(event.target as HTMLFormElement).get('question') ?? ''));
    };
    return html`<section class="card" aria-labelledby="try-title">
      <h2 id="try-title">${say('knowledge.try')}</h2>
      <p class="hint" id="try-hint">${say('knowledge.try.hint')}</p>
      <form class="find" role="search" @submit=${submit}><div>
        <input name="question" maxlength="200" autocomplete="off" aria-labelledby="try-title" aria-describedby="try-hint" />
        <button class="primary">${say('knowledge.try.do')}</button>
      </div></form>
      <div role="status" class="reply">${this.reply ? this.#reply(this.reply) : ''}</div>
    </section>`;
  }
}
customElements.define('crm-try-question', CrmTryQuestion);
