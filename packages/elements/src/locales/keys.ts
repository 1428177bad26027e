import type { ErrorCode } from '@carmine/errors';
import type { SourceKind } from '@carmine/session';
import type { AbstainReason, LipFamily, ReasonKey } from '@carmine/shades';
import type { SkinColor } from '@carmine/skin';
import type { CaptureKey } from './capture-keys.ts';
import type { KeepKey } from './keep-keys.ts';
import type { MatchKey } from './match-keys.ts';
import type { ProductMessageKey } from './product-keys.ts';
import type { GateHintKey, GateId, SkinKey } from './skin-keys.ts';

/** Undertone labels of a reading. */
type Undertone = SkinColor['undertone']['label'];
/** How far a reading can be trusted. */
type Confidence = SkinColor['confidence'];
/** What a match offers beside the closest shade. */
type Direction = 'closest' | 'lighter' | 'darker' | 'warmer' | 'cooler';

/** Words of the controls and panels; the rest of the keys follow the SDK's own tables. */
type InterfaceKey =
  | 'app.label'
  | 'mirror.picture'
  | 'start.title'
  | 'start.lead'
  | 'start.notice.title'
  | 'start.notice.body'
  | 'start.camera'
  | 'start.camera.note'
  | 'start.photo'
  | 'start.video'
  | 'start.head'
  | 'start.drop'
  | 'drop.here'
  | 'load.title'
  | 'load.tracking'
  | 'load.skin'
  | 'load.bytes'
  | 'load.camera'
  | 'load.preparing'
  | 'action.cancel'
  | 'action.retry'
  | 'action.photo'
  | 'action.head'
  | 'action.dismiss'
  | 'error.title'
  | 'face.searching'
  | 'face.found'
  | 'face.lost'
  | 'toolbar.label'
  | 'toolbar.compare'
  | 'toolbar.analyze'
  | 'toolbar.analyzing'
  | 'toolbar.snapshot'
  | 'toolbar.clear'
  | 'toolbar.stop'
  | 'head.tone'
  | 'head.tone.value'
  | 'product.tabs'
  | 'shade.wall'
  | 'shade.choose'
  | 'shade.count'
  | 'shade.worn'
  | 'shade.line'
  | 'shade.off'
  | 'shade.empty'
  | 'report.title'
  | 'report.empty'
  | 'report.running'
  | 'report.show'
  | 'report.local'
  | 'report.none'
  | 'color.title'
  | 'color.lab'
  | 'color.ita'
  | 'color.ita.note'
  | 'color.monk'
  | 'color.monk.value'
  | 'color.monk.bar'
  | 'color.undertone'
  | 'color.confidence'
  | 'color.r90'
  | 'gate.title'
  | 'gate.pass'
  | 'match.title'
  | 'match.lead'
  | 'match.within'
  | 'match.best'
  | 'match.try'
  | 'match.worn'
  | 'match.why'
  | 'match.abstained'
  | 'match.range'
  | 'match.missing'
  | 'announce.shade'
  | 'announce.cleared'
  | 'announce.stopped'
  | 'announce.report'
  | 'announce.bare'
  | 'announce.made-up'
  | 'announce.saved'
  | 'catalogue.errors';

/** Every text the element can show. A locale file that misses one does not compile. */
export type MessageKey =
  | InterfaceKey
  | CaptureKey
  | KeepKey
  | MatchKey
  | `source.${Exclude<SourceKind, 'none'>}`
  | ProductMessageKey
  | `undertone.${Undertone}`
  | `confidence.${Confidence}`
  | `confidence.${Confidence}.note`
  | SkinKey
  | `match.${Direction}`
  | `error.${ErrorCode}`
  | `error.${ErrorCode}.help`
  | `gate.${GateHintKey}`
  | `cause.${GateId}`
  | `reason.${ReasonKey}`
  | `abstain.${AbstainReason}`
  | `family.${LipFamily}`;

/** One locale: every key with its text; `{name}` marks a value to fill in. */
export type Messages = Readonly<Record<MessageKey, string>>;
