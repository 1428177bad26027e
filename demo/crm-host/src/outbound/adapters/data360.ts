import { type Adapter, judgeByStatus, type OutEvent, portions } from '../adapter.ts';

export interface Data360Config {
  readonly kind: 'data360';
  /** `https://<tenant>.c360a.salesforce.com`. */
  readonly url: string;
  /** Name of the ingestion source and of its object, as set up there. */
  readonly connector: string;
  readonly object: string;
}

/** Of a streaming request (ecosystem.md 1.1). */
const BYTES = 200_000;
const RECORDS = 200;

const write = (events: readonly OutEvent[]): string =>
  JSON.stringify({
    data: events.map((e) => ({
      id: e.id,
      type: e.type,
      occurred_at: new Date(e.at).toISOString(),
      session_id: e.session,
      customer_ref: e.customerRef,
      payload: JSON.stringify(e.data),
    })),
  });

/** Salesforce Data 360 streaming ingestion. `token`: an OAuth access token with `cdp_ingest_api`, asked for before each portion. */
export const data360 = (
  { url, connector, object }: Data360Config,
  token: () => Promise<string>,
): Adapter => ({
  purposes: ['crm_share', 'marketing'],
  sensitive: false,
  pack: async (events) => {
    const { lists, tooLarge } = portions(events, { count: RECORDS, bytes: BYTES }, write);
    const authorization = `Bearer ${await token()}`;
    return {
      requests: lists.map((list) => ({
        events: list,
        url: `${url}/api/v1/ingest/sources/${encodeURIComponent(connector)}/${encodeURIComponent(object)}`,
        headers: { 'Content-Type': 'application/json', Authorization: authorization },
        body: write(list),
      })),
      unfit: tooLarge.map((event) => ({ event, code: 'too-large' })),
    };
  },
  // An access token ends by itself: the next attempt asks for a new one.
  judge: (response) => (response.status === 401 ? 'retry' : judgeByStatus(response)),
});
