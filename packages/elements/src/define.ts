import { CarmineCapture } from './components/capture.ts';
import { CarmineColourReading } from './components/colour-reading.ts';
import { CarmineErrorPanel } from './components/error-panel.ts';
import { CarmineLayerControls } from './components/layer-controls.ts';
import { CarmineLipMixer } from './components/lip-mixer.ts';
import { CarmineLoadingPanel } from './components/loading-panel.ts';
import { CarmineMatches } from './components/matches.ts';
import { CarmineMeasureList } from './components/measure-list.ts';
import { CarmineMirrorRail } from './components/mirror-rail.ts';
import { CarmineReport } from './components/report.ts';
import { CarmineSavedLooks } from './components/saved-looks.ts';
import { CarmineShadePanel } from './components/shade-panel.ts';
import { CarmineShadeWall } from './components/shade-wall.ts';
import { CarmineSplitSlider } from './components/split-slider.ts';
import { CarmineStartPanel } from './components/start-panel.ts';
import { CarmineTileNames } from './components/tile-names.ts';
import { CarmineToolbar } from './components/toolbar.ts';
import { CarmineWornList } from './components/worn-list.ts';
import { CarmineTryOn } from './try-on-element.ts';

/** All elements by tag. */
export const ELEMENTS = {
  'carmine-capture': CarmineCapture,
  'carmine-colour-reading': CarmineColourReading,
  'carmine-error-panel': CarmineErrorPanel,
  'carmine-layer-controls': CarmineLayerControls,
  'carmine-lip-mixer': CarmineLipMixer,
  'carmine-loading-panel': CarmineLoadingPanel,
  'carmine-matches': CarmineMatches,
  'carmine-measure-list': CarmineMeasureList,
  'carmine-report': CarmineReport,
  'carmine-shade-panel': CarmineShadePanel,
  'carmine-shade-wall': CarmineShadeWall,
  'carmine-start-panel': CarmineStartPanel,
  'carmine-toolbar': CarmineToolbar,
  'carmine-mirror-rail': CarmineMirrorRail,
  'carmine-saved-looks': CarmineSavedLooks,
  'carmine-split-slider': CarmineSplitSlider,
  'carmine-tile-names': CarmineTileNames,
  'carmine-try-on': CarmineTryOn,
  'carmine-worn-list': CarmineWornList,
} as const;

/** The one side effect of the package. Twice or in Node it does nothing. */
if (typeof customElements !== 'undefined') {
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'carmine-capture': CarmineCapture;
    'carmine-colour-reading': CarmineColourReading;
    'carmine-error-panel': CarmineErrorPanel;
    'carmine-layer-controls': CarmineLayerControls;
    'carmine-lip-mixer': CarmineLipMixer;
    'carmine-loading-panel': CarmineLoadingPanel;
    'carmine-matches': CarmineMatches;
    'carmine-measure-list': CarmineMeasureList;
    'carmine-report': CarmineReport;
    'carmine-shade-panel': CarmineShadePanel;
    'carmine-shade-wall': CarmineShadeWall;
    'carmine-start-panel': CarmineStartPanel;
    'carmine-toolbar': CarmineToolbar;
    'carmine-mirror-rail': CarmineMirrorRail;
    'carmine-saved-looks': CarmineSavedLooks;
    'carmine-split-slider': CarmineSplitSlider;
    'carmine-tile-names': CarmineTileNames;
    'carmine-try-on': CarmineTryOn;
    'carmine-worn-list': CarmineWornList;
  }
}
