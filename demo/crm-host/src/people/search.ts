import type { Sql } from '../db/database.ts';

/** Where a number leads: to a person's timeline, under the identifier it was found by. */
export interface Found {
  readonly kind: string;
  readonly value: string;
  /** What was typed: an identifier, a case or an order. */
  readonly by: 'identifier' | 'case' | 'order';
}

/** Somebody by a number a customer can tell: of the customer, a case or an order. Whole numbers only: a desk finds who calls, and cannot leaf through people. */
export const findPeople = (sql: Sql, text: string): Promise<Found[]> =>
  sql.query<Found>(
    `select kind, value, 'identifier' as by from identifiers where value = $1 and kind <> 'session'
     union select id_kind, id_value, 'case' from cases where id = $1 and id_kind is not null
     union select id_kind, id_value, 'order' from orders where order_ref = $1
     order by 1, 2 limit 20`,
    [text],
  );
