import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { Part } from './part.ts';

/** Colours that stay apart for most eyes (Okabe and Ito 2008). */
export const COLOURS = ['#0072b2', '#d55e00', '#009e73'] as const;
const HEIGHT = 220;

export interface PlotSpec {
  readonly options: Omit<uPlot.Options, 'width' | 'height'>;
  readonly data: uPlot.AlignedData;
  /** For who cannot see it; the numbers stand in a table beside it. */
  readonly label: string;
}

/** A uPlot that is as wide as its place. */
export class CrmPlot extends Part {
  static override properties = { spec: { attribute: false } };
  declare spec: PlotSpec | undefined;
  #plot: uPlot | undefined;
  #shown: PlotSpec | undefined;
  #size: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width(), height: HEIGHT }));
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    this.#size?.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#shown = undefined;
    super.disconnectedCallback();
  }

  #width(): number {
    return Math.max(240, Math.floor(this.clientWidth));
  }

  protected override updated(): void {
    if (!this.spec || this.spec === this.#shown) return;
    this.#plot?.destroy();
    this.#shown = this.spec;
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.spec.label);
    this.#plot = new uPlot(
      { width: this.#width(), height: HEIGHT, ...this.spec.options },
      this.spec.data,
      this,
    );
  }
}
customElements.define('crm-plot', CrmPlot);
