import { EVENT_RULES, wireType } from '../../contract.ts';
import { type Adapter, judgeByStatus, type OutEvent, type Packing } from '../adapter.ts';
import { signWebhook } from '../standard-webhooks.ts';

export interface WebhookConfig {
  readonly kind: 'webhook';
  readonly url: string;
  /** `whsec_...`; two while one takes the place of the other. */
  readonly secrets: readonly string[];
  /** Readings of skin too: only for a system of the shop's own. */
  readonly sensitive?: boolean;
}

/** The specification advises bodies below this. */
const MAX_BYTES = 20_000;

const bodyOf = (e: OutEvent): string =>
  JSON.stringify({
    specversion: '1.0',
    id: e.id,
    source: e.source,
    type: wireType(e.type),
    time: new Date(e.at).toISOString(),
    datacontenttype: 'application/json',
    dataclassification: EVENT_RULES[e.type].dataClass,
    ...(e.session ? { sessionid: e.session } : {}),
    data: e.data,
  });

/** One event a request, signed as Standard Webhooks says; `webhook-id` stays the same when it is sent again. */
export const webhook = ({ url, secrets, sensitive = false }: WebhookConfig): Adapter => ({
  purposes: ['crm_share'],
  sensitive,
  pack: (events, now): Packing => {
    const seconds = Math.floor(now / 1000);
    const all = events.map((event) => ({ event, body: bodyOf(event) }));
    const fits = ({ body }: { body: string }): boolean => Buffer.byteLength(body) < MAX_BYTES;
    return {
      requests: all.filter(fits).map(({ event, body }) => ({
        events: [event],
        url,
        body,
        headers: {
          'Content-Type': 'application/cloudevents+json',
          'webhook-id': event.id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': secrets.map((s) => signWebhook(s, event.id, seconds, body)).join(' '),
        },
      })),
      unfit: all.filter((x) => !fits(x)).map(({ event }) => ({ event, code: 'too-large' })),
    };
  },
  judge: judgeByStatus,
});
