import { addAudit } from '../audit/log.ts';
import { lockIdentifiers } from '../collect/store.ts';
import { EVENT_RULES, type Purpose, WIRE_NAMES, type WireName } from '../contract.ts';
import type { Sql } from '../db/database.ts';
import { dropEmptyGaps } from '../knowledge/asks.ts';
import { cancelTasks } from '../scenes/plan.ts';
import type { WorkContext } from '../work/derive.ts';
import { ofType, type StoredEvent } from '../work/event.ts';
import { bar, identifierToken } from './barred.ts';
import { identifiersOfPerson, lockPeople, personOf, resettle } from './identities.ts';
import { kindOf, type Node, nodeOf, valueIn } from './merge.ts';

/** Types that may not be kept without a purpose. */
const restingOn = (purpose: Purpose): readonly WireName[] =>
  WIRE_NAMES.filter((name) => EVENT_RULES[name].purposes.includes(purpose));

const EVENTS_OF = `((session_id = any($1::text[])) or (anon_id = any($2::text[])) or (customer_ref = any($3::text[])))`;

const byKind = (nodes: readonly Node[]): readonly string[][] =>
  (['session', 'anon', 'customer'] as const).map((kind) =>
    nodes.filter((n) => kindOf(n) === kind).map(valueIn),
  );

/** Deletes what rests on a purpose and was made up to a moment. */
const deleteEvents = async (
  sql: Sql,
  nodes: readonly Node[],
  purpose: Purpose,
  at: Date,
): Promise<number> => {
  const [row] = await sql.query<{ n: number }>(
    `with gone as (delete from events where ${EVENTS_OF} and type = any($4::text[]) and corrected <= $5 returning source, id),
          unqueued as (delete from event_queue q using gone g where q.source = g.source and q.id = g.id)
     select count(*)::int as n from gone`,
    [...byKind(nodes), restingOn(purpose), at.toISOString()],
  );
  return row?.n ?? 0;
};

/** An order that was told by an event goes with it; one from a file of the shop's books stays. */
const deleteOrders = (sql: Sql, nodes: readonly Node[], at: Date): Promise<unknown> =>
  sql.query(
    `delete from orders where origin = 'event' and placed_at <= $3
        and (id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))`,
    [nodes.map(kindOf), nodes.map(valueIn), at.toISOString()],
  );

/** A complaint stays, what the mirror had read for it goes: the match with the camera's consent, the light with the reading's. */
const clearCases = (
  sql: Sql,
  nodes: readonly Node[],
  purpose: 'camera_process' | 'skin_analysis',
): Promise<unknown> =>
  sql.query(
    `update cases set ${purpose === 'camera_process' ? 'predicted' : 'light'} = null
      where (id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))
         or session_id = any($3::text[])`,
    [nodes.map(kindOf), nodes.map(valueIn), nodes.filter((n) => kindOf(n) === 'session').map(valueIn)],
  );

/** The browser's name exists only while sharing is allowed: it is taken out of what stays, and what it linked is told apart anew. */
const forgetBrowser = async (sql: Sql, nodes: readonly Node[], at: Date): Promise<void> => {
  const anons = nodes.filter((n) => kindOf(n) === 'anon').map(valueIn);
  if (anons.length === 0) return;
  await sql.query(
    `update events set anon_id = null, data = data #- '{actor,anonId}' where anon_id = any($1::text[]) and corrected <= $2`,
    [anons, at.toISOString()],
  );
  await sql.query(
    `update events set data = data - 'actor' where data->'actor' = '{}'::jsonb and session_id = any($1::text[])`,
    [nodes.filter((n) => kindOf(n) === 'session').map(valueIn)],
  );
  const still = new Set(
    (
      await sql.query<{ anon_id: string }>(
        'select distinct anon_id from events where anon_id = any($1::text[])',
        [anons],
      )
    ).map((r) => r.anon_id),
  );
  const gone = anons.filter((a) => !still.has(a));
  for (const table of ['orders', 'records', 'privacy_requests', 'tasks', 'cases'])
    await sql.query(`delete from ${table} where id_kind = 'anon' and id_value = any($1::text[])`, [gone]);
  await sql.query(`delete from consents where kind = 'anon' and value = any($1::text[])`, [gone]);
  await sql.query(
    `delete from identity_links where (a_kind = 'anon' and a_value = any($1::text[])) or (b_kind = 'anon' and b_value = any($1::text[]))`,
    [gone],
  );
  await sql.query(`delete from identifiers where kind = 'anon' and value = any($1::text[])`, [gone]);
  await resettle(
    sql,
    nodes.filter((n) => kindOf(n) !== 'anon'),
  );
};

/** Who a withdrawal is for: every identifier of the person it names. */
const nodesOf = async (sql: Sql, e: StoredEvent): Promise<Node[]> => {
  const own = [
    ...(e.session_id ? [nodeOf('session', e.session_id)] : []),
    ...(e.anon_id ? [nodeOf('anon', e.anon_id)] : []),
    ...(e.customer_ref ? [nodeOf('customer', e.customer_ref)] : []),
  ];
  const all = new Set(own);
  for (const node of own) {
    const person = await personOf(sql, kindOf(node), valueIn(node));
    if (person) for (const n of await identifiersOfPerson(sql, person)) all.add(n);
  }
  return [...all];
};

/** The person's name in the log; `session` for a session that nobody is known to. */
const auditName = async (sql: Sql, nodes: readonly Node[]): Promise<string> =>
  (
    await sql.query<{ audit_ref: string }>(
      `select p.audit_ref from persons p join identifiers i on i.person_id = p.id
         join unnest($1::text[], $2::text[]) as n(kind, value) using (kind, value) order by p.id limit 1`,
      [nodes.map(kindOf), nodes.map(valueIn)],
    )
  )[0]?.audit_ref ?? 'session';

const withdraw = async (
  sql: Sql,
  e: StoredEvent<'consent.withdrawn'>,
  { now, secret }: WorkContext,
): Promise<void> => {
  const nodes = await nodesOf(sql, e);
  await lockIdentifiers(sql, nodes, 'alone');
  await bar(
    sql,
    nodes
      // The session it was said in counts by version; the collector has barred it.
      .filter((n) => n !== nodeOf('session', e.session_id))
      .flatMap((n) =>
        e.data.purposes.map((purpose) => ({
          token: identifierToken(secret, kindOf(n), valueIn(n)),
          purpose,
          at: e.corrected,
          version: null,
        })),
      ),
  );
  let rows = 0;
  for (const purpose of e.data.purposes) {
    rows += await deleteEvents(sql, nodes, purpose, e.corrected);
    if (purpose === 'analytics') await deleteOrders(sql, nodes, e.corrected);
    if (purpose === 'skin_analysis' || purpose === 'crm_share')
      await sql.query(
        `delete from records where source = 'detector' and (id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))`,
        [nodes.map(kindOf), nodes.map(valueIn)],
      );
    if (purpose === 'camera_process' || purpose === 'skin_analysis') await clearCases(sql, nodes, purpose);
    if (purpose === 'crm_share') await forgetBrowser(sql, nodes, e.corrected);
  }
  if (e.data.purposes.includes('chat_analysis')) await dropEmptyGaps(sql);
  await cancelTasks(sql, nodes, e.data.purposes);
  await sql.query(
    `update persons set stale = true where id in (
       select person_id from identifiers join unnest($1::text[], $2::text[]) as p(kind, value) using (kind, value))`,
    [nodes.map(kindOf), nodes.map(valueIn)],
  );
  await addAudit(sql, secret, {
    at: now,
    actor: 'system',
    action: 'consent.withdrawn',
    target: await auditName(sql, nodes),
    detail: { purposes: e.data.purposes, rows },
  });
};

/** Deletes what rests on purposes that were taken back. What arrives later is barred by the collector. */
export const withdrawPurposes = async (
  sql: Sql,
  events: readonly StoredEvent[],
  context: WorkContext,
): Promise<void> => {
  const withdrawn = ofType(events, 'consent.withdrawn');
  if (withdrawn.length === 0) return;
  await lockPeople(sql);
  for (const event of withdrawn) await withdraw(sql, event, context);
};
