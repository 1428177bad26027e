import { html, type TemplateResult } from 'lit';
import type { ApiError } from '../api.ts';
import { get, post } from '../api.ts';
import { relative } from '../format.ts';
import { name, say } from '../language.ts';
import { Load } from '../load.ts';
import { loaded, troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import { hrefOf } from '../router.ts';

interface Task {
  readonly key: string;
  readonly scene: string;
  readonly subject: string;
  readonly due_at: string;
  readonly kind: string;
  readonly value: string;
}

/** What scenes ask the desk to do now. */
export class CrmDueTasks extends Part {
  static override properties = { note: { state: true } };
  declare note: string;
  #load = new Load(this, (signal) => get<{ readonly due: readonly Task[] }>('/v1/tasks', signal));

  constructor() {
    super();
    this.note = '';
  }

  async #done(key: string): Promise<void> {
    try {
      await post('/v1/tasks/done', { key });
      this.note = say('state.saved');
    } catch (error) {
      this.note = troubleText(error as ApiError);
    }
    await this.#load.again();
  }

  #item(t: Task): TemplateResult {
    return html`<li>
      <span class="badge">${name('scene', t.scene)}</span>
      <span class="grow"><a href=${hrefOf('people', t.kind, t.value)}>${t.value}</a> ${say('tasks.about', { subject: t.subject })}</span>
      <span class="faint">${relative(t.due_at)}</span>
      <button type="button" @click=${() => this.#done(t.key)}>${say('tasks.done')}</button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const count = this.#load.state.kind === 'ready' ? this.#load.state.value.due.length : 0;
    return html`<details class="card tasks" ?open=${false}>
      <summary><h2>${say('tasks.title')}</h2> <span class="badge ${count ? 'accent' : ''}">${count}</span></summary>
      <p class="hint">${say('tasks.lead')}</p>
      <p class="note" role="status">${this.note}</p>
      ${loaded(this.#load, ({ due }) =>
        due.length
          ? html`<ul class="rows">${due.map((t) => this.#item(t))}</ul>`
          : html`<p class="empty">${say('tasks.none')}</p>`,
      )}
    </details>`;
  }
}
customElements.define('crm-due-tasks', CrmDueTasks);
