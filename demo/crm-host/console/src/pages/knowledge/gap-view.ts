import { html, type TemplateResult } from 'lit';
import { dateTime, relative } from '../../format.ts';
import { say } from '../../language.ts';
import { type Desk, entriesOf, type GapItem, gapCount, gapTitle, titleIn, titleOfId } from './book.ts';

export interface GapActions {
  /** Opens the editor; `entry`: the id of the answer to add to, '' for a new one. */
  readonly write: (gap: GapItem, entry: string) => void;
  readonly dismiss: (gap: GapItem) => void;
  readonly may: boolean;
}

const facts = (gap: GapItem, desk: Desk): TemplateResult => html`
  ${gap.skus.length ? html`<p class="hint">${say('knowledge.gap.skus', { skus: gap.skus.join(', ') })}</p>` : ''}
  ${gap.nearest ? html`<p class="hint">${say('knowledge.gap.nearest', { title: titleOfId(desk, gap.nearest) })}</p>` : ''}
  ${gap.entry_id && gap.state === 'answered' ? html`<p class="hint">${say('knowledge.gap.by', { title: titleOfId(desk, gap.entry_id) })}</p>` : ''}`;

const answerWith = (gap: GapItem, desk: Desk, { write, dismiss }: GapActions): TemplateResult => {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    write(gap, String(new FormData(event.target as HTMLFormElement).get('with') ?? ''));
  };
  return html`<footer>
    <form class="answer-with" @submit=${submit}>
      <label class="inline">${say('knowledge.gap.with')}
        <select name="with">
          <option value="">${say('knowledge.gap.new')}</option>
          ${entriesOf(desk).map((e) => html`<option value=${e.id} ?selected=${e.id === gap.entry_id}>${titleIn(e)}</option>`)}
        </select></label>
      <button class="primary">${say('knowledge.gap.write')}</button>
    </form>
    <button type="button" @click=${() => dismiss(gap)}>${say('knowledge.gap.dismiss')}</button>
  </footer>`;
};

/** One thing that is not known yet: how often, in whose words, what came near, and what can be done. */
export const gapView = (gap: GapItem, desk: Desk, actions: GapActions): TemplateResult => html`<article
  class="card gap" data-gap=${gap.id}>
  <header>
    <h3>${gapTitle(gap)}</h3>
    <span class="badge ${gap.kind === 'cause' ? 'poor' : 'accent'}">${gapCount(gap)}</span>
    ${gap.last_at ? html`<span class="faint" title=${dateTime(gap.last_at)}>${say('knowledge.gap.last', { when: relative(gap.last_at) })}</span>` : ''}
  </header>
  ${gap.questions.length > 1 ? html`<ul>${gap.questions.slice(1).map((q) => html`<li>${q.text}</li>`)}</ul>` : ''}
  ${facts(gap, desk)}
  ${gap.state === 'open' && actions.may ? answerWith(gap, desk, actions) : ''}
</article>`;
