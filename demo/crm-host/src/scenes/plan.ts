import type { Purpose } from '../contract.ts';
import type { Sql } from '../db/database.ts';
import { allowedOf } from '../people/consents.ts';
import { personOf } from '../people/identities.ts';
import { kindOf, type Node, nodeOf, valueIn } from '../people/merge.ts';
import type { WorkContext } from '../work/derive.ts';
import { ofType, type StoredEvent, whoOf } from '../work/event.ts';
import { SCENES, type SceneRule } from './rules.ts';
import { afterQuiet, REACH_SETTINGS, reachAt } from './schedule.ts';

/** What set a scene off. */
export interface Trigger {
  readonly on: SceneRule['on'];
  readonly who: Node;
  /** A sku, an order or a case; with scene and person it names the task, so that it comes once. */
  readonly subject: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Moments already planned or done for a person by scenes that need consent. */
const planned = async (sql: Sql, person: string): Promise<number[]> =>
  (
    await sql.query<{ at: Date }>(
      `select coalesce(t.done_at, t.due_at) as at from tasks t
         join identifiers i on i.kind = t.id_kind and i.value = t.id_value
        where i.person_id = $1 and t.purpose is not null and t.state <> 'cancelled'`,
      [person],
    )
  ).map((r) => r.at.getTime());

const dueAt = async (sql: Sql, rule: SceneRule, trigger: Trigger, now: number): Promise<number | null> => {
  const wish = Math.max(now, trigger.at + rule.delay);
  if (rule.purpose === null) return afterQuiet(wish, REACH_SETTINGS);
  const person = await personOf(sql, kindOf(trigger.who), valueIn(trigger.who));
  if (!person || !(await allowedOf(sql, person)).has(rule.purpose)) return null;
  return reachAt(wish, await planned(sql, person), REACH_SETTINGS);
};

/** Plans what triggers ask for: once each, with consent, outside quiet hours, within the caps. */
export const planScenes = async (sql: Sql, triggers: readonly Trigger[], now: number): Promise<void> => {
  for (const trigger of triggers)
    for (const rule of SCENES.filter((s) => s.on === trigger.on)) {
      const key = `${rule.scene}/${trigger.who}/${trigger.subject}`;
      const there = await sql.query('select 1 from tasks where key = $1', [key]);
      if (there.length) continue;
      const due = await dueAt(sql, rule, trigger, now);
      if (due === null) continue;
      await sql.query(
        `insert into tasks (key, scene, id_kind, id_value, subject, purpose, due_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (key) do nothing`,
        [
          key,
          rule.scene,
          kindOf(trigger.who),
          valueIn(trigger.who),
          trigger.subject,
          rule.purpose,
          new Date(due).toISOString(),
        ],
      );
    }
};

/** Scenes that events set off. */
export const sceneEvents = async (
  sql: Sql,
  events: readonly StoredEvent[],
  { now }: WorkContext,
): Promise<void> => {
  const triggers: Trigger[] = [
    ...ofType(events, 'order.completed').map((e) => ({ e, subject: e.data.orderRef })),
    ...ofType(events, 'complaint.opened').map((e) => ({ e, subject: e.data.caseId })),
    ...ofType(events, 'complaint.closed').map((e) => ({ e, subject: e.data.caseId })),
  ].flatMap(({ e, subject }) => {
    const who = whoOf(e);
    return who ? [{ on: e.type, who, subject, at: e.corrected.getTime() }] : [];
  });
  await planScenes(sql, triggers, now);
};

/** ms since a match for which its shade still matters. */
const MATCH_AGE_MS = 90 * 86_400_000;

/** A shade runs low: who was matched with it, best of all, and has not bought it. */
export const lowStock = async (sql: Sql, sku: string, now: number): Promise<void> => {
  const rows = await sql.query<{ kind: string; value: string; at: Date }>(
    `select distinct on (i.person_id) i.kind, i.value, e.corrected as at
       from events e join identifiers i on i.kind = 'session' and i.value = e.session_id
      where e.type = 'shade.matched' and e.data->'matches'->0->>'sku' = $1 and e.corrected > $2
        and not exists (
          select from orders o join order_lines l on l.source = o.source and l.order_ref = o.order_ref
            join identifiers b on b.kind = o.id_kind and b.value = o.id_value
           where b.person_id = i.person_id and l.sku = $1)
      order by i.person_id, e.corrected desc`,
    [sku, new Date(now - MATCH_AGE_MS).toISOString()],
  );
  await planScenes(
    sql,
    rows.map((r) => ({
      on: 'stock' as const,
      who: nodeOf(r.kind, r.value),
      subject: sku,
      at: r.at.getTime(),
    })),
    now,
  );
};

/** Cancels what waits and rests on a purpose that is not allowed any more. */
export const cancelTasks = async (
  sql: Sql,
  nodes: readonly Node[],
  purposes: readonly Purpose[],
): Promise<void> => {
  await sql.query(
    `update tasks set state = 'cancelled' where state = 'waiting' and purpose = any($3::text[])
        and (id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))`,
    [nodes.map(kindOf), nodes.map(valueIn), purposes],
  );
};
