import { html, type TemplateResult } from 'lit';
import { nextIndex } from '../words/roving.ts';

export interface ChoiceOptions<T extends string> {
  readonly label: string;
  readonly className: string;
  /** Parts given to every button. */
  readonly part: string;
  readonly values: readonly { readonly value: T; readonly text: string }[];
  readonly value: T;
  readonly chip?: boolean;
  readonly pick: (value: T) => void;
}

/** One-of-many buttons as a radio group: arrow keys move and choose, one stop for Tab. */
export const choice = <T extends string>(o: ChoiceOptions<T>): TemplateResult => {
  const key = (event: KeyboardEvent): void => {
    const group = event.currentTarget as HTMLElement;
    const buttons = [...group.querySelectorAll<HTMLButtonElement>('button')];
    const next = nextIndex(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length, 1);
    const target = next === null ? undefined : o.values[next];
    if (next === null || !target) return;
    event.preventDefault();
    buttons[next]?.focus();
    o.pick(target.value);
  };
  const known = o.values.some((v) => v.value === o.value);
  return html`<div class=${o.className} role="radiogroup" aria-label=${o.label} @keydown=${key}>
    ${o.values.map(
      ({ value, text }, i) => html`<button
        class=${o.chip ? 'chip' : ''}
        part=${o.part}
        role="radio"
        data-value=${value}
        aria-checked=${value === o.value}
        tabindex=${value === o.value || (!known && i === 0) ? 0 : -1}
        @click=${() => o.pick(value)}
      >
        ${text}
      </button>`,
    )}
  </div>`;
};
