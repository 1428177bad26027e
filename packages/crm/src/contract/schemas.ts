import type * as v from 'valibot';
import { DATA_SCHEMAS } from '../data.ts';
import * as commerce from './commerce.ts';
import * as consent from './consent.ts';
import * as customer from './customer.ts';
import * as service from './service.ts';
import * as telemetry from './telemetry.ts';

/** Schema of the data of every type on the wire, by short name: the one source of JSON Schema, AsyncAPI and TypeScript types. */
export const WIRE_SCHEMAS = {
  ...DATA_SCHEMAS,
  'queue.dropped': telemetry.queueDropped,
  'experiment.exposed': telemetry.experimentExposed,
  'environment.changed': telemetry.environmentChanged,
  'consent.updated': consent.consentUpdated,
  'consent.withdrawn': consent.consentWithdrawn,
  'product.viewed': commerce.productViewed,
  'product.added': commerce.productAdded,
  'order.completed': commerce.orderCompleted,
  'recommendation.shown': commerce.recommendationShown,
  'recommendation.opened': commerce.recommendationOpened,
  'recommendation.accepted': commerce.recommendationAccepted,
  'recommendation.rejected': commerce.recommendationRejected,
  'chat.classified': service.chatClassified,
  'faq.answered': service.faqAnswered,
  'faq.abstained': service.faqAbstained,
  'faq.escalated': service.faqEscalated,
  'complaint.opened': service.complaintOpened,
  'complaint.updated': service.complaintUpdated,
  'complaint.closed': service.complaintClosed,
  'callback.due': service.callbackDue,
  'callback.done': service.callbackDone,
  'csat.rated': service.csatRated,
  'lifecycle.changed': customer.lifecycleChanged,
  'lifecycle.declared': customer.lifecycleDeclared,
  'tag.changed': customer.tagChanged,
  'tier.changed': customer.tierChanged,
  'churn.flagged': customer.churnFlagged,
  'privacy.export.requested': consent.exportRequested,
  'privacy.erasure.requested': consent.erasureRequested,
  'privacy.erasure.done': consent.erasureDone,
} as const;

/** Short name of any event on the wire; EventName is what the mirror itself emits. */
export type WireName = keyof typeof WIRE_SCHEMAS;
export const WIRE_NAMES = Object.keys(WIRE_SCHEMAS) as readonly WireName[];

/** The data of every type, by short name. */
export type WireDataMap = { readonly [K in WireName]: v.InferOutput<(typeof WIRE_SCHEMAS)[K]> };
