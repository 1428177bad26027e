import type { RecordingState } from '@carmine/session';
import { html, nothing, type TemplateResult } from 'lit';
import { request } from './requests.ts';
import { icons } from './styles/icons.ts';
import type { StageView } from './views.ts';
import { clock } from './words/format.ts';
import { shownSize } from './words/grid.ts';

/** Something is worn, or chosen to be. */
export const isDressed = ({ state, wardrobe }: StageView): boolean =>
  (state?.look.layers.length ?? 0) > 0 || wardrobe.all.length > 0;

/** What lies over the picture itself: the slider of before and after, or the names of looks side by side. */
export const overPicture = (view: StageView): TemplateResult | typeof nothing => {
  const { state, keep, language } = view;
  if (!state || state.width === 0) return nothing;
  const { width, height } = state;
  if (keep.names.length > 0)
    return html`<carmine-tile-names
      exportparts="tiles, tile"
      .locale=${language}
      .names=${keep.names}
      .picture=${shownSize(state)}
      .fit=${'contain'}
      .mirrored=${state.mirrored}
    ></carmine-tile-names>`;
  if (state.split === null || state.compare) return nothing;
  // styles/layout.ts: a camera and the model head fill the stage, files are shown whole.
  const fit = state.source === 'camera' || state.source === 'head' ? 'cover' : 'contain';
  return html`<carmine-split-slider
    exportparts="split-handle, split-line"
    .locale=${language}
    .at=${state.split}
    .picture=${{ width, height }}
    .fit=${fit}
  ></carmine-split-slider>`;
};

/** How long a recording runs, in place of the source's name. Not read out every second: what begins and ends is announced. */
export const timer = ({ t }: StageView, { seconds, limit }: RecordingState): TemplateResult =>
  html`<span class="badge" part="badge" data-recording role="timer" aria-live="off">
    ${t('record.time', { now: clock(seconds), limit: clock(limit) })}
  </span>`;

/** Tools down the side. */
export const renderRail = (view: StageView): TemplateResult => {
  const { state } = view;
  return html`<carmine-mirror-rail
    class="rail"
    role="group"
    aria-label=${view.t('toolbar.label')}
    exportparts="button, split-button, tiles-button, record-button"
    .locale=${view.language}
    .dressed=${isDressed(view)}
    .split=${state?.split != null}
    .tiles=${view.keep.names.length > 0}
    .recording=${state?.recording != null}
  ></carmine-mirror-rail>`;
};

/** A finished recording: to be saved or thrown away. */
export const renderClip = ({ keep, t }: StageView): TemplateResult | typeof nothing => {
  if (!keep.clip) return nothing;
  const end = (action: 'save' | 'discard') => (e: Event) =>
    request(e.currentTarget as HTMLElement, 'cliprequest', { action });
  const words = t('record.ready', { time: clock(keep.clip.seconds) });
  return html`<div class="clip" part="clip" role="group" aria-label=${words}>
    <span>${words}</span>
    <button class="button small primary" part="button clip-save-button" @click=${end('save')}>
      ${icons.snapshot}${t('record.save')}
    </button>
    <button class="button small" part="button clip-discard-button" @click=${end('discard')}>${t('record.discard')}</button>
  </div>`;
};

/** That colours may differ in this light; quiet, only when the light is poor, and never over what the mirror waits for. */
export const renderHint = ({ state, t }: StageView): TemplateResult | typeof nothing => {
  const light = state?.face === 'found' && state.analysis !== 'running' ? state.light : null;
  const exposed = light?.cause !== 'dark' && light?.cause !== 'bright';
  if (!light?.cause || (light.confidence !== 'low' && exposed)) return nothing;
  return html`<p class="hint" part="hint">${icons.bulb}<span>${t(`light.${light.cause}`)}</span></p>`;
};
