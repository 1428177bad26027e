import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { icons } from '../styles/icons.ts';
import { cssVars } from '../words/css-vars.ts';
import { seenShare } from '../words/picture-box.ts';
import { OverPicture } from './over-picture.ts';

/** Shares of the visible width an arrow key and a page key move. */
const STEP = 0.02;
const PAGE = 0.1;
/** Half the handle with its focus ring, px: it stays in sight where the border lies at the edge. */
const HALF = 28;

/**
 * The border between before (left of it) and after (right of it), over the picture; dragged by its handle, or moved by the keys of a slider.
 * @fires splitrequest
 */
export class CarmineSplitSlider extends OverPicture {
  static override properties = { ...OverPicture.properties, at: { attribute: false } };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: clip;
        pointer-events: none;
      }
      .line {
        position: absolute;
        inset: 0 auto 0 var(--line);
        width: 2px;
        margin-left: -1px;
        background: #fff;
        box-shadow: 0 0 0 1px rgb(20 14 13 / 0.35);
      }
      .side {
        position: absolute;
        top: calc(56% - 13px);
        padding: 0.15em 0.7em;
        border-radius: 999px;
        background: rgb(20 14 13 / 0.72);
        color: #fff;
        font-size: 0.8125rem;
        white-space: nowrap;
      }
      .before {
        right: calc(100% - var(--handle) + 30px);
      }
      .after {
        left: calc(var(--handle) + 30px);
      }
      .handle {
        position: absolute;
        top: 56%;
        left: var(--handle);
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        margin: -22px 0 0 -22px;
        border-radius: 50%;
        background: #fff;
        color: #231b1a;
        box-shadow: 0 1px 6px rgb(20 14 13 / 0.5);
        cursor: ew-resize;
        pointer-events: auto;
        touch-action: none;
      }
      .handle svg {
        width: 24px;
        height: 24px;
      }
      .handle:focus-visible {
        outline: 3px solid #fff;
        outline-offset: 0;
        box-shadow: 0 0 0 6px var(--_accent);
      }
    `,
  ];

  /** 0..1 of the picture's width from its left as seen. */
  declare at: number;

  #dragging = false;
  #wanted: number | null = null;
  #frame = 0;

  constructor() {
    super();
    this.at = 0.5;
  }

  override disconnectedCallback(): void {
    cancelAnimationFrame(this.#frame);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { box, stage } = this;
    if (!box) return nothing;
    const line = box.left + this.at * box.width;
    const handle = Math.min(stage.width - HALF, Math.max(HALF, line));
    const share = Math.round(this.#share * 100);
    return html`<span class="line" part="split-line" ${cssVars({ '--line': `${line}px` })}></span>
      <span class="side before" aria-hidden="true" ${cssVars({ '--handle': `${handle}px` })}>${this.t('split.before')}</span>
      <span class="side after" aria-hidden="true" ${cssVars({ '--handle': `${handle}px` })}>${this.t('split.after')}</span>
      <span
        class="handle"
        part="split-handle"
        role="slider"
        tabindex="0"
        aria-label=${this.t('split.label')}
        aria-orientation="horizontal"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${share}
        aria-valuetext=${this.t('split.value', { before: share, after: 100 - share })}
        ${cssVars({ '--handle': `${handle}px` })}
        @pointerdown=${this.#press}
        @pointermove=${this.#drag}
        @pointerup=${this.#release}
        @pointercancel=${this.#release}
        @keydown=${this.#key}
        >${icons.split}</span
      >`;
  }

  /** The part of the picture in sight: with object-fit: cover its sides are cut off. */
  get #seen(): readonly [number, number] {
    const { box, stage } = this;
    return box ? seenShare(stage, box) : [0, 1];
  }

  /** Before's share of what is in sight, 0..1. */
  get #share(): number {
    const [from, to] = this.#seen;
    return Math.min(1, Math.max(0, (this.at - from) / (to - from)));
  }

  /** `share` of what is in sight. */
  #move(share: number): void {
    const [from, to] = this.#seen;
    this.#wanted = from + Math.min(1, Math.max(0, share)) * (to - from);
    // A pointer may move more often than the mirror is drawn.
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#wanted !== null) request(this, 'splitrequest', { at: this.#wanted });
      this.#wanted = null;
    });
  }

  readonly #press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#dragging = true;
  };

  readonly #drag = (event: PointerEvent): void => {
    if (this.#dragging) this.#move((event.clientX - this.getBoundingClientRect().left) / this.stage.width);
  };

  readonly #release = (): void => {
    this.#dragging = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const share = sliderKey(event.key, this.#share);
    if (share === null) return;
    event.preventDefault();
    this.#move(share);
  };
}

/** Where a key leads, or null for keys that are not a slider's (ARIA authoring practices, slider). */
export const sliderKey = (key: string, share: number): number | null => {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(1, share + STEP);
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, share - STEP);
    case 'PageUp':
      return Math.min(1, share + PAGE);
    case 'PageDown':
      return Math.max(0, share - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
};
