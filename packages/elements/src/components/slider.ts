import { html, nothing, type TemplateResult } from 'lit';

export interface SliderOptions {
  readonly id: string;
  /** Spoken name where no label element stands beside it. */
  readonly label?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, shown and spoken. */
  readonly text: (value: number) => string;
  readonly set: (value: number) => void;
}

/** A slider with its value beside it. */
export const slider = (o: SliderOptions): TemplateResult => html`<div class="slider">
  <input
    id=${o.id}
    type="range"
    part="slider"
    min=${o.min}
    max=${o.max}
    step=${o.step}
    .value=${String(o.value)}
    aria-label=${o.label ?? nothing}
    aria-valuetext=${o.text(o.value)}
    @input=${(e: Event) => o.set(Number((e.target as HTMLInputElement).value))}
  />
  <output for=${o.id}>${o.text(o.value)}</output>
</div>`;
