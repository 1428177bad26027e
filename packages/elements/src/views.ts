import { labToHex, MONK_SWATCHES } from '@carmine/color';
import type { CarmineError } from '@carmine/errors';
import type { ProductKind } from '@carmine/makeup';
import type { TryOnState } from '@carmine/session';
import { html, nothing, type TemplateResult } from 'lit';
import { renderCapture } from './capture-views.ts';
import type { MatchedProduct } from './components/matches.ts';
import type { Keep } from './keep.ts';
import { isDressed, overPicture, renderClip, renderHint, renderRail, timer } from './keep-views.ts';
import type { Locale, MessageKey } from './locales/index.ts';
import { request, type SourceRequest } from './requests.ts';
import type { Scan } from './scan.ts';
import { icons } from './styles/icons.ts';
import type { Wardrobe } from './wardrobe.ts';
import { OFFERED } from './words/categories.ts';
import { cssVars } from './words/css-vars.ts';
import type { Values } from './words/format.ts';
import { isLoading, progressText } from './words/progress.ts';

/** Everything the three areas of the element are drawn from. */
export interface StageView {
  readonly t: (key: MessageKey, values?: Values) => string;
  readonly language: Locale;
  readonly state: TryOnState | null;
  readonly error: CarmineError | null;
  /** A source was asked for and is not shown yet. */
  readonly starting: boolean;
  readonly last: SourceRequest | null;
  readonly canvas: HTMLCanvasElement;
  readonly wardrobe: Wardrobe;
  readonly keep: Pick<Keep, 'looks' | 'pinned' | 'memory' | 'names' | 'clip'>;
  readonly scan: Pick<Scan, 'voice'>;
  readonly products: readonly ProductKind[];
  readonly product: ProductKind;
  readonly line: string;
  readonly dragging: boolean;
  readonly tone: number;
  /** A reading is there and was not looked at yet. */
  readonly news: boolean;
}

/** The products to offer: those named, in that order, else those the catalogue has. */
export const productsOf = (names: string, wardrobe: Wardrobe): readonly ProductKind[] => {
  const wanted = names.split(/[\s,]+/).filter((n): n is ProductKind => OFFERED.includes(n as ProductKind));
  return (wanted.length ? wanted : OFFERED).filter((p) => wardrobe.of(p).length > 0);
};

/** What the stage shows now. */
export type Scene = 'start' | 'loading' | 'mirror' | 'error';

/** Decides the scene; an error without a picture takes the stage, with a picture it is a banner. */
export const sceneOf = (view: Pick<StageView, 'state' | 'error' | 'starting'>): Scene => {
  const phase = view.state?.phase ?? 'idle';
  if (view.starting && phase !== 'live' && phase !== 'still') return 'loading';
  if (phase === 'live' || phase === 'still') return 'mirror';
  if (view.error) return 'error';
  return phase === 'loading' ? 'loading' : 'start';
};

/** The mirror itself with whatever lies over it. */
export const renderStage = (view: StageView): TemplateResult => {
  const scene = sceneOf(view);
  const { state } = view;
  return html`<div
    class="stage"
    part="stage"
    data-scene=${scene}
    data-source=${state?.source ?? 'none'}
    ?data-tiles=${view.keep.names.length > 0}
    ?data-mirrored=${state?.mirrored ?? false}
  >
    <slot name="poster"></slot>
    <div class="picture" part="picture">${view.canvas}</div>
    ${scene === 'mirror' && !state?.capture ? overPicture(view) : nothing}
    ${
      scene === 'start'
        ? html`<carmine-start-panel class="over" exportparts="button, camera-button, photo-button, video-button, head-button, notice, start-title" .locale=${view.language}></carmine-start-panel>`
        : nothing
    }
    ${
      scene === 'loading'
        ? html`<carmine-loading-panel class="over" exportparts="loading, progress, button" .locale=${view.language} .progress=${state?.progress ?? null} .source=${view.last?.kind ?? 'none'}></carmine-loading-panel>`
        : nothing
    }
    ${scene === 'error' ? errorPanel(view, false) : nothing} ${scene === 'mirror' ? mirrorTools(view) : nothing}
    ${view.dragging ? html`<div class="over drop" part="drop">${view.t('drop.here')}</div>` : nothing}
  </div>`;
};

const errorPanel = (view: StageView, compact: boolean): TemplateResult =>
  html`<carmine-error-panel
    class=${compact ? 'banner' : 'over'}
    exportparts="error, button"
    ?compact=${compact}
    .locale=${view.language}
    .error=${view.error}
    .retry=${compact ? null : view.last}
  ></carmine-error-panel>`;

const mirrorTools = (view: StageView): TemplateResult => {
  const { state, t } = view;
  const source = state?.source ?? 'none';
  const tiled = view.keep.names.length > 0;
  const stop = (e: Event) => request(e.currentTarget as HTMLElement, 'stoprequest', undefined);
  return html`<div class="top">
      ${state?.recording ? timer(view, state.recording) : html`<span class="badge" part="badge" data-source=${source}>${source === 'none' ? nothing : t(`source.${source}`)}</span>`}
      ${tiled && !state?.capture ? renderRail(view) : nothing}
      <button class="button small stop" part="button stop-button" @click=${stop}>
        ${icons.stop}${t('toolbar.stop')}
      </button>
    </div>
    ${state?.capture ? renderCapture(view) : tools(view, tiled)}`;
};

/** What lies over the mirror when no reading is guided. */
const tools = (view: StageView, tiled: boolean): TemplateResult => {
  const { state } = view;
  const source = state?.source ?? 'none';
  return html`${guide(view)} ${renderHint(view)} ${tiled ? nothing : renderRail(view)}
    <div class="bottom">
      ${view.error ? errorPanel(view, true) : nothing} ${renderClip(view)} ${view.news ? peek(view) : nothing} ${source === 'head' ? tones(view) : nothing}
      <carmine-toolbar
        exportparts="toolbar, button, analyze-button, compare-button, clear-button, snapshot-button"
        .locale=${view.language}
        .dressed=${isDressed(view)}
        .comparing=${state?.compare ?? false}
        .analyzing=${state?.analysis === 'running'}
        .face=${state?.face === 'found'}
      ></carmine-toolbar>
    </div>`;
};

/** The reading lies below, maybe out of sight: this leads to it. */
const peek = ({ state, t }: StageView): TemplateResult => html`<button
  class="button small peek"
  part="button report-button"
  @click=${(e: Event) => request(e.currentTarget as HTMLElement, 'reportrequest', undefined)}
>
  ${state?.report?.skin ? html`<span class="swatch" ${cssVars({ '--swatch': labToHex(state.report.skin.lab) })}></span>` : nothing}
  ${t('report.show')}
</button>`;

/** What the mirror is waiting for: bytes (the picture is shown before the face model is there), or a face. */
const guide = ({ state, t, language }: StageView): TemplateResult | typeof nothing => {
  const p = state?.progress;
  if (isLoading(p)) {
    return html`<p class="guide" part="guide">
      ${progressText(p, language)}
      <progress part="progress" max="1" .value=${p.loaded / p.total} aria-hidden="true"></progress>
    </p>`;
  }
  if (state?.analysis === 'running') return html`<p class="guide" part="guide">${t('report.running')}</p>`;
  if (state?.phase !== 'live') return nothing;
  if (state.face === 'lost') return html`<p class="guide" part="guide">${t('face.lost')}</p>`;
  if (state.face === 'searching') return html`<p class="guide" part="guide">${t('face.searching')}</p>`;
  return nothing;
};

const tones = ({
  tone,
  t,
}: StageView): TemplateResult => html`<div class="tones" part="tones" role="group" aria-label=${t('head.tone')}>
  ${MONK_SWATCHES.map(
    (hex, i) => html`<button
      aria-label=${t('head.tone.value', { n: i + 1 })}
      aria-pressed=${tone === i + 1}
      ${cssVars({ '--swatch': hex })}
      @click=${(e: Event) => request(e.currentTarget as HTMLElement, 'tonerequest', { tone: i + 1 })}
    ></button>`,
  )}
</div>`;

/** Products, shades, finish and amount. */
export const renderPanel = (view: StageView): TemplateResult => {
  const { wardrobe, t } = view;
  return html`<div class="panel" part="panel">
    ${wardrobe.broken > 0 ? html`<p class="note" role="status">${t('catalogue.errors', { n: wardrobe.broken })}</p>` : nothing}
    <carmine-shade-panel
      exportparts="shade-wall, shade, shade-checked, tab, chip, slider, switch, now, button, takeoff-button, mix, mix-summary, mix-add, worn, worn-item, worn-hide, worn-remove"
      .locale=${view.language}
      .products=${view.products}
      .product=${view.product}
      .shades=${wardrobe.of(view.product)}
      .line=${view.line}
      .worn=${wardrobe.worn(view.product)}
      .all=${wardrobe.all}
      .find=${wardrobe.find}
    ></carmine-shade-panel>
    <carmine-saved-looks
      exportparts="looks, look, look-name, look-pin, look-delete, button, look-save-button, look-open-button, look-compare-button"
      .locale=${view.language}
      .looks=${view.keep.looks}
      .pinned=${view.keep.pinned}
      .memory=${view.keep.memory}
      .dressed=${(view.state?.look.layers.length ?? 0) > 0}
      .shown=${sceneOf(view) === 'mirror'}
    ></carmine-saved-looks>
  </div>`;
};

/** The reading, once there is one, with the matches first: they are what the shopper asked for. */
export const renderReading = (view: StageView): TemplateResult => {
  const { state, t, wardrobe } = view;
  const report = state?.report ?? null;
  return html`<section class="reading" part="reading" aria-labelledby="reading-title" aria-busy=${state?.analysis === 'running'}>
    <header>
      <h2 id="reading-title" tabindex="-1">${t('report.title')}</h2>
      <p class="note">${report ? `${t('report.local')}${(report.frames ?? 1) > 1 ? ` ${t('capture.frames', { n: report.frames! })}` : ''}` : t(state?.analysis === 'running' ? 'report.running' : 'report.empty')}</p>
    </header>
    ${
      report?.skin && wardrobe.shades.length > 0
        ? html`<div class="block">
          <h3>${t('match.title')}</h3>
          <carmine-matches
            exportparts="matches, match, match-band, match-tabs, match-wishes, match-reading, match-range, match-question, match-fit, select, match-abstained, match-lead, chip, button, try-button"
            .locale=${view.language}
            .match=${state?.match ?? null}
            .report=${report}
            .catalogue=${wardrobe.shades}
            .find=${wardrobe.find}
            .wornOf=${(product: MatchedProduct) => wardrobe.worn(product)?.sku ?? ''}
          ></carmine-matches>
        </div>`
        : nothing
    }
    ${
      report
        ? html`<carmine-report
          exportparts="gates, card, colour-card, measures-card, skin-swatch, monk, measures"
          .locale=${view.language}
          .report=${report}
        ></carmine-report>`
        : nothing
    }
  </section>`;
};
