import type { Sql } from '../db/database.ts';
import { ofType, type StoredEvent, whoOf } from '../work/event.ts';
import { kindOf, type Node, valueIn } from './merge.ts';

/** One order of any channel; money in the currency's minor unit (fen, cent). */
export interface Order {
  readonly source: string;
  readonly ref: string;
  readonly who: Node;
  readonly placedAt: Date;
  readonly currency: string;
  readonly total: number;
  readonly refunded: number;
  readonly channel: string;
  readonly session: string | null;
  readonly origin: 'event' | 'import';
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly price: number }[];
}

/** Currencies of ISO 4217 without decimals; the others that a shop here takes have two. */
const WHOLE = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK']);

/** An amount in minor units. */
export const minorUnits = (amount: number, currency: string): number =>
  Math.round(amount * (WHOLE.has(currency) ? 1 : 100));

/** Writes orders; the same order again, from whichever origin, replaces what was told, so that nothing is counted twice. A file of the books wins over an event. */
export const putOrders = async (sql: Sql, orders: readonly Order[]): Promise<void> => {
  for (const o of orders) {
    const written = await sql.query(
      `insert into orders (source, order_ref, id_kind, id_value, placed_at, currency, total, refunded, channel, session_id, origin)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (source, order_ref) do update
         set id_kind = excluded.id_kind, id_value = excluded.id_value, placed_at = excluded.placed_at, currency = excluded.currency,
             total = excluded.total, refunded = excluded.refunded, channel = excluded.channel,
             session_id = coalesce(excluded.session_id, orders.session_id), origin = excluded.origin
       where orders.origin = 'event' or excluded.origin = 'import'
       returning 1`,
      [
        o.source,
        o.ref,
        kindOf(o.who),
        valueIn(o.who),
        o.placedAt.toISOString(),
        o.currency,
        o.total,
        o.refunded,
        o.channel,
        o.session,
        o.origin,
      ],
    );
    if (written.length === 0) continue;
    await sql.query('delete from order_lines where source = $1 and order_ref = $2', [o.source, o.ref]);
    await sql.query(
      `insert into order_lines (source, order_ref, line, sku, quantity, price)
       select $1, $2, n, sku, quantity, price
         from jsonb_to_recordset($3::jsonb) as l(n integer, sku text, quantity integer, price bigint)`,
      [o.source, o.ref, JSON.stringify(o.lines.map((l, n) => ({ n, ...l })))],
    );
  }
};

/** The shop's own order numbers are one name space, whether an event or a file of the online shop tells of them. */
export const SHOP_ORDERS = 'shop';

/** Orders that events tell of. */
export const learnOrders = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  const orders = ofType(events, 'order.completed').flatMap((e): Order[] => {
    const who = whoOf(e);
    if (!who) return [];
    const { orderRef, items, currency, total, channel, attributedTo } = e.data;
    return [
      {
        source: SHOP_ORDERS,
        ref: orderRef,
        who,
        placedAt: e.corrected,
        currency,
        total: minorUnits(total, currency),
        refunded: 0,
        channel,
        // An order of the page itself belongs to its own session.
        session: attributedTo?.tryonSession ?? (e.session_id || null),
        origin: 'event',
        lines: items.map((i) => ({ sku: i.sku, quantity: i.quantity, price: minorUnits(i.price, currency) })),
      },
    ];
  });
  await putOrders(sql, orders);
};
