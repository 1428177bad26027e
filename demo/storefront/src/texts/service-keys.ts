import type { Noticed, OTHER_KINDS, Stated } from '../crm/complaint.ts';

/** Sentences of the log whose event names a shade. */
export type ServiceLine =
  | 'line.product.viewed'
  | 'line.product.added'
  | 'line.recommendation.opened'
  | 'line.recommendation.accepted'
  | 'line.recommendation.rejected';

type Light = 'dark' | 'bright' | 'colour' | 'contrast';

/** Texts of complaint, privacy, consent and what the log says of them. */
export type ServiceKey =
  | ServiceLine
  | `complaint.${'title' | 'lead' | 'which' | 'none' | 'tried' | 'bought' | 'wrong' | 'more' | 'more.kind' | 'noticed'}`
  | `complaint.stated.${Stated}`
  | `complaint.kind.${(typeof OTHER_KINDS)[number]}`
  | `complaint.noticed.${Noticed}`
  | `complaint.${'facts' | 'facts.lead' | 'facts.none' | 'facts.tried' | 'facts.match' | 'facts.match.value' | 'facts.sure' | 'facts.light' | 'attach' | 'send' | 'choose' | 'promise' | 'no.consent'}`
  | 'complaint.light.good'
  | `complaint.light.${Light}`
  | `complaint.done.${'title' | 'number' | 'sending' | 'sent' | 'waiting' | 'again' | 'day' | 'hours' | 'irritation' | 'other.shades' | 'try' | 'another' | 'rate' | 'rate.1' | 'rate.5' | 'thanks'}`
  | `privacy.${'title' | 'lead' | 'device' | 'shop' | 'never' | 'device.body' | 'shop.body' | 'never.body' | 'yours' | 'see' | 'erase' | 'asked.export' | 'asked.erasure' | 'tell' | 'tell.lead' | 'tell.sensitive' | 'tell.needs'}`
  | `consent.${'label' | 'later'}`
  | `log.${'waiting' | 'sent' | 'away' | 'blocked' | 'kept' | 'kind.consent'}`
  | `bag.${'ordered' | 'ordered.body' | 'ordered.help'}`
  | 'product.help'
  | 'nav.help'
  | 'line.shade.removed'
  | 'line.shade.compared'
  | `line.look.${'saved' | 'shared' | 'compared'}`
  | `line.camera.${'requested' | 'granted' | 'denied' | 'stopped'}`
  | 'line.perf.sampled'
  | 'line.queue.dropped'
  | 'line.order.completed'
  | 'line.recommendation.shown'
  | 'line.complaint.opened'
  | 'line.csat.rated'
  | `line.consent.${'updated' | 'withdrawn'}`
  | 'line.lifecycle.declared'
  | `line.privacy.${'export' | 'erasure'}`;
