import type { Sql } from '../db/database.ts';
import { ofType, type StoredEvent } from '../work/event.ts';
import { HOST_SOURCE } from '../work/tell.ts';
import { type Link, learnIdentifiers, learnLinks } from './identities.ts';
import { type Node, nodeOf } from './merge.ts';

/** What one event says of who is who. */
const linksOf = (e: StoredEvent): Link[] => {
  const session = e.session_id ? nodeOf('session', e.session_id) : undefined;
  const anon = e.anon_id ? nodeOf('anon', e.anon_id) : undefined;
  const customer = e.customer_ref ? nodeOf('customer', e.customer_ref) : undefined;
  const said = (a: Node | undefined, b: Node | undefined): Link[] =>
    a && b ? [{ a, b, evidence: 'event' }] : [];
  return [...said(session, anon), ...said(session, customer), ...said(anon, customer)];
};

/** The try-on session a complaint or an order names belongs to who complains or buys. */
const tryonLinks = (events: readonly StoredEvent[]): Link[] => {
  const named = [
    ...ofType(events, 'complaint.opened').map((e) => ({ e, session: e.data.tryonSession })),
    ...ofType(events, 'order.completed').map((e) => ({ e, session: e.data.attributedTo?.tryonSession })),
  ];
  return named.flatMap(({ e, session }) =>
    session && e.customer_ref
      ? [{ a: nodeOf('session', session), b: nodeOf('customer', e.customer_ref), evidence: e.type }]
      : [],
  );
};

/** Learns who is who from events that name somebody. */
export const learnPeople = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  // What the host itself concluded teaches it nothing.
  const named = events.filter((e) => (e.anon_id || e.customer_ref) && e.source !== HOST_SOURCE);
  await learnIdentifiers(
    sql,
    named.flatMap((e) => [
      ...(e.anon_id ? [nodeOf('anon', e.anon_id)] : []),
      ...(e.customer_ref ? [nodeOf('customer', e.customer_ref)] : []),
    ]),
  );
  await learnLinks(sql, [...named.flatMap(linksOf), ...tryonLinks(events)]);
  await sql.query(
    `update persons set stale = true where id in (
       select person_id from identifiers join unnest($1::text[], $2::text[]) as k(kind, value) using (kind, value))`,
    [
      named.flatMap((e) => [...(e.anon_id ? ['anon'] : []), ...(e.customer_ref ? ['customer'] : [])]),
      named.flatMap((e) => [...(e.anon_id ? [e.anon_id] : []), ...(e.customer_ref ? [e.customer_ref] : [])]),
    ],
  );
};
