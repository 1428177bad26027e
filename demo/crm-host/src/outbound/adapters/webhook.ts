import { EVENT_RULES, wireType } from '../../contract.ts';
import { HOST_SOURCE } from '../../work/tell.ts';
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

const signed = (
  secrets: readonly string[],
  id: string,
  seconds: number,
  body: string,
): Record<string, string> => ({
  'Content-Type': 'application/cloudevents+json',
  'webhook-id': id,
  'webhook-timestamp': String(seconds),
  'webhook-signature': secrets.map((s) => signWebhook(s, id, seconds, body)).join(' '),
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
        headers: signed(secrets, event.id, seconds, body),
      })),
      unfit: all.filter((x) => !fits(x)).map(({ event }) => ({ event, code: 'too-large' })),
    };
  },
  judge: judgeByStatus,
  erase: (who, now, id) => {
    const seconds = Math.floor(now / 1000);
    const named = [
      ...who.customerRefs.map((customerRef) => ({ customerRef })),
      ...who.anonIds.map((anonId) => ({ anonId })),
    ];
    return named.map((actor, i) => {
      const name = `${id}-${i}`;
      const body = JSON.stringify({
        specversion: '1.0',
        id: name,
        source: HOST_SOURCE,
        type: wireType('privacy.erasure.requested'),
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        dataclassification: EVENT_RULES['privacy.erasure.requested'].dataClass,
        data: { actor, requestId: id, scope: 'all' },
      });
      return { url, body, headers: signed(secrets, name, seconds, body) };
    });
  },
});
