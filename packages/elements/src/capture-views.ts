import { html, nothing, type TemplateResult } from 'lit';
import type { StageView } from './views.ts';
import { isLoading, progressText } from './words/progress.ts';

/** The stage while a reading is guided: the oval, one instruction, and what can be pressed. */
export const renderCapture = (view: StageView): TemplateResult | typeof nothing => {
  const { state, scan, language } = view;
  if (!state?.capture) return nothing;
  const bytes = state.capture.stage === 'reading' && isLoading(state.progress) ? state.progress : null;
  return html`<carmine-capture
    exportparts="oval, instruction, button, shutter-button, cancel-button, voice-button"
    .locale=${language}
    .capture=${state.capture}
    .speaking=${scan.voice.on}
    .voice=${scan.voice.can(language)}
    .loading=${bytes ? progressText(bytes, language) : ''}
  ></carmine-capture>`;
};
