/** The way from a page to the shop's CRM: consent-checked intake, outbox, adapters. Import it when it is needed, not with the mirror. */
export { type CollectorOptions, collector } from './adapters/collector.ts';
export { dataLayer } from './adapters/data-layer.ts';
export { callback, domEvent } from './adapters/page.ts';
export { segmentTrack, type TrackLike } from './adapters/segment.ts';
export type { Sink } from './adapters/sink.ts';
export { openCrm } from './crm.ts';
export { bandsOf, type EnvironmentProvider, type Weather, watchEnvironment } from './environment.ts';
export { type Experiment, exposures, variantOf } from './experiments.ts';
export type { Actor, Refusal, RefusalCode } from './intake.ts';
export type { Batch, Carrier, Delivery, EventResult, SendOptions } from './outbox/carrier.ts';
export type { Drops } from './outbox/row.ts';
export type { Platform } from './platform.ts';
export type { Crm, CrmOptions, CrmState, Told } from './types.ts';
