import type { Database, Sql } from '../db/database.ts';
import { allowedOf } from '../people/consents.ts';
import { identifiersOfPerson } from '../people/identities.ts';
import { kindOf, type Node } from '../people/merge.ts';
import { planScenes } from '../scenes/plan.ts';
import { tell } from '../work/tell.ts';
import { DAY_MS, dayOf } from './calendar.ts';
import { changesOf, type Standing } from './changes.ts';
import { type ChurnFlags, churnFlags } from './churn.ts';
import { type Facts, factsOf } from './facts.ts';
import { stageOf } from './lifecycle.ts';
import { type LtvSettings, ltvOf } from './ltv.ts';
import { measuredRetention } from './retention.ts';
import { type Rfm, type RfmFacts, rfmOf } from './rfm.ts';
import { type Tag, tagsOf } from './tags.ts';
import { TIER_SETTINGS, type Tier, tierAfter } from './tiers.ts';

/** Brings what is derived of persons up to date with what is known of them. */

const YEAR_DAYS = 365;
/** Examples of a brand's own figures, until its orders are enough to measure them; ltv.ts says what they mean. */
const LTV: LtvSettings = { lifetimeYears: 4, retention: 0.35 };

interface State {
  readonly tier: Tier;
  readonly stage: string;
  readonly rfm: Rfm | undefined;
  readonly flags: ChurnFlags;
  readonly stated: number;
  readonly once: number;
}

interface Before {
  readonly tier: Tier;
  readonly stage: string;
  readonly no_interaction_since: Date | null;
  readonly no_purchase_since: Date | null;
}

/** What everybody's orders say together. */
interface Brand {
  readonly rfm: ReadonlyMap<string, Rfm>;
  readonly ltv: LtvSettings;
}

const stateOf = (
  facts: Facts,
  before: Before | undefined,
  { rfm, ltv: settings }: { readonly rfm: Rfm | undefined; readonly ltv: LtvSettings },
  now: number,
): State => {
  const year = facts.kept.filter((o) => o.at > now - YEAR_DAYS * DAY_MS && o.at <= now);
  const spend = year.reduce((sum, o) => sum + o.total - o.refunded, 0);
  const lastPurchase = facts.kept.length ? Math.max(...facts.kept.map((o) => o.at)) : null;
  const ltv = ltvOf(facts.kept, settings, now);
  return {
    tier: tierAfter(before?.tier ?? null, spend, TIER_SETTINGS),
    stage: stageOf(
      {
        orders: facts.kept.map((o) => o.at),
        lastTryOn: facts.tried.length ? Math.max(...facts.tried.map((t) => t.at)) : null,
        lastInteraction: facts.lastInteraction,
      },
      now,
    ),
    rfm,
    flags: churnFlags({ lastInteraction: facts.lastInteraction, lastPurchase }, now),
    stated: Math.round(ltv.asStated),
    once: Math.round(ltv.countedOnce),
  };
};

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const saveState = async (sql: Sql, person: string, s: State, now: number): Promise<void> => {
  await sql.query(
    `insert into person_state (person_id, tier, stage, rfm, ltv_stated, ltv_once, no_interaction_since, no_purchase_since, as_of)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (person_id) do update
       set tier = excluded.tier, stage = excluded.stage, rfm = excluded.rfm, ltv_stated = excluded.ltv_stated, ltv_once = excluded.ltv_once,
           no_interaction_since = excluded.no_interaction_since, no_purchase_since = excluded.no_purchase_since, as_of = excluded.as_of`,
    [
      person,
      s.tier,
      s.stage,
      s.rfm ? `${s.rfm.r}${s.rfm.f}${s.rfm.m}` : null,
      s.stated,
      s.once,
      iso(s.flags.noInteraction),
      iso(s.flags.noPurchase),
      iso(now),
    ],
  );
};

const saveChanges = async (
  sql: Sql,
  person: string,
  before: Before | undefined,
  s: State,
  now: number,
): Promise<void> => {
  const was = (date: Date | null | undefined): string | null => (date ? 'raised' : null);
  const is = (ms: number | null): string | null => (ms === null ? null : 'raised');
  const rows = [
    ['tier', before?.tier ?? null, s.tier, 'tier-1'],
    ['stage', before?.stage ?? null, s.stage, 'lifecycle-1'],
    ['churn.no-interaction', was(before?.no_interaction_since), is(s.flags.noInteraction), 'churn-3-months'],
    ['churn.no-purchase', was(before?.no_purchase_since), is(s.flags.noPurchase), 'churn-90-days'],
  ].filter(([, a, b]) => a !== b);
  for (const [what, a, b, rule] of rows)
    await sql.query(
      'insert into person_changes (person_id, what, was, became, rule_id, as_of) values ($1, $2, $3, $4, $5, $6)',
      [person, what, a, b, rule, iso(now)],
    );
};

/** How a person stood before, with the tags then. */
const standingOf = async (sql: Sql, person: string, before: Before): Promise<Standing> => ({
  tier: before.tier,
  stage: before.stage,
  flags: {
    noInteraction: before.no_interaction_since?.getTime() ?? null,
    noPurchase: before.no_purchase_since?.getTime() ?? null,
  },
  tags: await sql.query(
    'select tag, value, rule_id as "ruleId", source, evidence from person_tags where person_id = $1',
    [person],
  ),
});

const saveTags = async (sql: Sql, person: string, tags: readonly Tag[]): Promise<void> => {
  await sql.query('delete from person_tags where person_id = $1', [person]);
  for (const t of tags)
    await sql.query(
      `insert into person_tags (person_id, tag, value, rule_id, source, evidence, expires_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
      [person, t.tag, t.value, t.ruleId, t.source, JSON.stringify(t.evidence), iso(t.expiresAt)],
    );
};

const forget = async (sql: Sql, person: string): Promise<void> => {
  for (const table of ['person_state', 'person_tags', 'person_changes'])
    await sql.query(`delete from ${table} where person_id = $1`, [person]);
};

/** Recency, frequency and money of everybody who bought within a year. */
const rfmOfAll = async (sql: Sql, now: number): Promise<ReadonlyMap<string, Rfm>> => {
  const rows = await sql.query<{ person: string; last: Date; frequency: number; money: number }>(
    `select i.person_id as person, max(o.placed_at) as last, count(*)::int as frequency, sum(o.total - o.refunded)::float8 as money
       from orders o join identifiers i on i.kind = o.id_kind and i.value = o.id_value
      where o.refunded < o.total and o.placed_at > $1 and o.placed_at <= $2 group by 1`,
    [iso(now - YEAR_DAYS * DAY_MS), iso(now)],
  );
  return rfmOf(
    rows.map(
      (r): RfmFacts => ({
        person: r.person,
        recency: dayOf(now) - dayOf(r.last.getTime()),
        frequency: r.frequency,
        money: r.money,
      }),
    ),
  );
};

const strongest = (nodes: readonly Node[]): Node =>
  nodes.find((n) => kindOf(n) === 'customer') ??
  nodes.find((n) => kindOf(n) === 'anon') ??
  (nodes[0] as Node);

const refreshPerson = async (sql: Sql, person: string, brand: Brand, now: number): Promise<void> => {
  const allowed = await allowedOf(sql, person);
  if (!allowed.has('personalization')) return forget(sql, person);
  const nodes = await identifiersOfPerson(sql, person);
  const facts = await factsOf(sql, nodes);
  const [before] = await sql.query<Before>(
    'select tier, stage, no_interaction_since, no_purchase_since from person_state where person_id = $1',
    [person],
  );
  const state = stateOf(facts, before, { rfm: brand.rfm.get(person), ltv: brand.ltv }, now);
  const tags = tagsOf(facts, now);
  const standing = before && (await standingOf(sql, person, before));
  await saveState(sql, person, state, now);
  await saveChanges(sql, person, before, state, now);
  await saveTags(sql, person, tags);
  if (nodes.length)
    await tell(
      sql,
      changesOf(
        standing,
        { ...state, tags },
        { who: strongest(nodes), allowed: [...allowed], evidence: facts.kept.map((o) => o.ref), now },
      ),
      now,
    );
  if (state.flags.severity > 0 && nodes.length) {
    const since = Math.max(state.flags.noInteraction ?? 0, state.flags.noPurchase ?? 0);
    await planScenes(
      sql,
      [{ on: 'churn', who: strongest(nodes), subject: String(dayOf(since)), at: since }],
      now,
    );
  }
};

/** Persons taken in one transaction. */
const PORTION = 50;

/** Refreshes who is stale; several processes share the work with SKIP LOCKED. Returns how many it was. */
export const refreshStale = async (db: Database, now: number): Promise<number> => {
  const retention = (await measuredRetention(db, now)) ?? LTV.retention;
  const brand: Brand = { rfm: await rfmOfAll(db, now), ltv: { ...LTV, retention } };
  for (let total = 0; ; ) {
    const done = await db.transaction(async (sql) => {
      const mine = await sql.query<{ id: string }>(
        `update persons set stale = false where id in (select id from persons where stale order by id limit $1 for update skip locked) returning id`,
        [PORTION],
      );
      for (const { id } of mine) await refreshPerson(sql, id, brand, now);
      return mine.length;
    });
    total += done;
    if (done < PORTION) return total;
  }
};

/** Once a day: time alone raises flags and ends tags, so everybody with something derived is looked at again. */
export const markAllStale = async (db: Database): Promise<void> => {
  await db.query('update persons set stale = true where not stale');
};
