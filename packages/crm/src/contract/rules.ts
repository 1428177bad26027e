import { DATA_CLASS, type DataClass } from '../data.ts';
import type { Purpose } from '../purposes.ts';
import type { WireName } from './schemas.ts';

/** What holds for every event of a type, beside its data. */
export interface EventRule {
  readonly dataClass: DataClass;
  /** All of these must be granted, when it is made and when it is sent. */
  readonly purposes: readonly Purpose[];
  /** page: a browser may send it. host: only the server makes it. */
  readonly from: 'page' | 'host';
  /** Why it may be kept: by consent; to fulfil a contract (a complaint of a purchase); as the record of consent; to run the service at all. */
  readonly basis: 'consent' | 'contract' | 'record' | 'operation';
}

type Row = readonly [DataClass, readonly Purpose[], EventRule['from']?, EventRule['basis']?];

const row = ([dataClass, purposes, from = 'page', basis = 'consent']: Row): EventRule =>
  Object.freeze({ dataClass, purposes, from, basis });

const ROWS: Readonly<Record<WireName, Row>> = {
  'session.started': [DATA_CLASS['session.started'], ['analytics']],
  'session.state': [DATA_CLASS['session.state'], ['analytics']],
  'session.ended': [DATA_CLASS['session.ended'], ['analytics']],
  'sdk.error': [DATA_CLASS['sdk.error'], [], 'page', 'operation'],
  'perf.sampled': [DATA_CLASS['perf.sampled'], ['analytics']],
  'queue.dropped': ['internal', ['analytics']],
  'camera.requested': [DATA_CLASS['camera.requested'], ['analytics']],
  'camera.granted': [DATA_CLASS['camera.granted'], ['analytics']],
  'camera.denied': [DATA_CLASS['camera.denied'], ['analytics']],
  'camera.stopped': [DATA_CLASS['camera.stopped'], ['analytics']],
  'experiment.exposed': ['internal', ['analytics']],
  'environment.changed': ['internal', ['location_coarse']],
  'consent.updated': ['personal', [], 'page', 'record'],
  'consent.withdrawn': ['personal', [], 'page', 'record'],
  'product.viewed': ['personal', ['analytics']],
  'product.added': ['personal', ['analytics']],
  'order.completed': ['personal', ['analytics']],
  'shade.applied': [DATA_CLASS['shade.applied'], ['analytics']],
  'shade.compared': [DATA_CLASS['shade.compared'], ['analytics']],
  'shade.removed': [DATA_CLASS['shade.removed'], ['analytics']],
  'shade.matched': [DATA_CLASS['shade.matched'], ['camera_process']],
  'look.saved': [DATA_CLASS['look.saved'], ['analytics']],
  'look.shared': [DATA_CLASS['look.shared'], ['analytics']],
  'look.compared': [DATA_CLASS['look.compared'], ['analytics']],
  'skin.scored': [DATA_CLASS['skin.scored'], ['skin_analysis', 'crm_share']],
  'recommendation.shown': ['personal', ['personalization']],
  'recommendation.opened': ['personal', ['personalization']],
  'recommendation.accepted': ['personal', ['personalization']],
  'recommendation.rejected': ['personal', ['personalization']],
  'chat.classified': ['personal', ['chat_analysis']],
  'faq.answered': ['personal', ['chat_analysis']],
  'faq.abstained': ['personal', ['chat_analysis']],
  'faq.escalated': ['personal', ['chat_analysis']],
  'complaint.opened': ['personal', [], 'page', 'contract'],
  'complaint.updated': ['personal', [], 'host', 'contract'],
  'complaint.closed': ['personal', [], 'host', 'contract'],
  'callback.due': ['personal', [], 'host', 'contract'],
  'callback.done': ['personal', [], 'host', 'contract'],
  'csat.rated': ['personal', [], 'page', 'contract'],
  'lifecycle.changed': ['personal', ['personalization'], 'host'],
  'lifecycle.declared': ['sensitive', ['personalization', 'crm_share']],
  'tag.changed': ['personal', ['personalization'], 'host'],
  'tier.changed': ['personal', ['personalization'], 'host'],
  'churn.flagged': ['personal', ['personalization'], 'host'],
  'privacy.export.requested': ['personal', [], 'page', 'record'],
  'privacy.erasure.requested': ['personal', [], 'page', 'record'],
  'privacy.erasure.done': ['personal', [], 'host', 'record'],
};

/** Data class, consent purposes, sender and legal basis of every type. */
export const EVENT_RULES: Readonly<Record<WireName, EventRule>> = Object.freeze(
  Object.fromEntries(Object.entries(ROWS).map(([name, cells]) => [name, row(cells)])),
) as Readonly<Record<WireName, EventRule>>;
