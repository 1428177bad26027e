import { html, type TemplateResult } from 'lit';
import type { ApiError } from '../api.ts';
import { say } from '../language.ts';
import type { Load } from '../load.ts';

/** What went wrong in words, and what can be done. */
export const troubleText = (error: ApiError): string => {
  switch (error.trouble) {
    case 'offline':
      return say('state.offline');
    case 'away':
      return say('state.away');
    case 'denied':
      return say('state.denied');
    default:
      return say('state.wrong', { why: error.message });
  }
};

/** A page's content once it is there; before it that it is coming; otherwise why not, and a way to try again. */
export const loaded = <T>(load: Load<T>, draw: (value: T) => TemplateResult): TemplateResult => {
  const { state } = load;
  if (state.kind === 'ready')
    return html`<div class="content" aria-busy=${load.busy ? 'true' : 'false'}>${draw(state.value)}</div>`;
  if (state.kind === 'loading')
    return html`<div class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>${say('state.loading')}</div>`;
  return html`<div class="trouble" role="alert">
    <p>${troubleText(state.error)}</p>
    <button type="button" @click=${() => load.again()}>${say('state.again')}</button>
  </div>`;
};

export const empty = (text: string): TemplateResult => html`<p class="empty">${text}</p>`;
