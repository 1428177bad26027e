import { html, type TemplateResult } from 'lit';
import type { ChatLabel, Verdict } from '../../../src/chat/labels.ts';
import { type Json, post } from '../api.ts';
import { percent } from '../format.ts';
import { name, say } from '../language.ts';

export type LabelItem = Json<ChatLabel>;

/** Says whether a label was right; the list is read again by who asked. */
export const judge = (label: LabelItem, verdict: Verdict): Promise<unknown> =>
  post('/v1/chat/verdict', { source: label.source, id: label.id, verdict });

const TONES: Readonly<Record<string, string>> = { negative: 'poor', neutral: '', positive: 'good' };

/** What a message sounded like, how sure the model was, and the two answers of a person. */
export const labelView = (
  label: LabelItem,
  onVerdict: ((verdict: Verdict) => void) | null,
): TemplateResult => {
  const verdict = label.verdict ? html` <span class="faint">${say(`chat.said.${label.verdict}`)}</span>` : '';
  const buttons = (['correct', 'incorrect'] as const).map(
    (v) => html`<button type="button" class="small" aria-pressed=${label.verdict === v ? 'true' : 'false'}
      @click=${() => onVerdict?.(v)}>${say(`chat.${v}`)}</button>`,
  );
  return html`<span class="badge ${TONES[label.polarity] ?? ''}">${name('polarity', label.polarity)}</span>
    ${name('intent', label.intent)} · ${percent(label.confidence, 0)}${verdict}
    ${onVerdict ? html`<span class="verdict" role="group" aria-label=${say('chat.sounds')}>${buttons}</span>` : ''}`;
};
