import type { Sql } from '../db/database.ts';
import { kindOf, valueIn } from '../people/merge.ts';
import { TIER_SERVICE, type Tier } from '../value/tiers.ts';
import { ofType, type StoredEvent, whoOf } from '../work/event.ts';
import { LIGHT_GATES } from './light.ts';

const HOUR_MS = 3_600_000;
/** h in which a complaint of high severity is answered, whatever the tier. */
const URGENT_HOURS = 4;

/** What the try-on session knows of a shade. */
interface Seen {
  /** What was matched with, or last worn. */
  readonly sku: string | null;
  readonly predicted: unknown;
  readonly light: unknown;
}

interface Match {
  readonly matches: readonly { sku: string; dE00: number; pWithin2: number; reasons: unknown }[];
  readonly abstained: boolean;
  readonly skin: { readonly confidence: string };
}
interface Gate {
  readonly id: string;
  readonly level: string;
}

const latest = async (sql: Sql, session: string, type: string, until: Date): Promise<unknown> =>
  (
    await sql.query<{ data: unknown }>(
      'select data from events where session_id = $1 and type = $2 and corrected <= $3 order by corrected desc, sequence desc limit 1',
      [session, type, until.toISOString()],
    )
  )[0]?.data;

const predictedOf = (match: Match | undefined, sku: string | null): unknown => {
  if (!match) return null;
  const found = match.matches.find((m) => m.sku === sku);
  return {
    confidence: match.abstained ? 'abstain' : match.skin.confidence,
    ...(found ? { dE00: found.dE00, pWithin2: found.pWithin2, reasons: found.reasons } : {}),
  };
};

const lightOf = (reading: { gates: readonly Gate[] } | undefined): unknown => {
  if (!reading) return null;
  const causes = reading.gates.filter((g) => g.level !== 'pass' && LIGHT_GATES.test(g.id)).map((g) => g.id);
  return { confidence: causes.length ? 'low' : 'high', causes };
};

/** Looks a shade up in its try-on session, up to the moment of the complaint. */
const seenIn = async (sql: Sql, session: string, sku: string | null, until: Date): Promise<Seen> => {
  const match = (await latest(sql, session, 'shade.matched', until)) as Match | undefined;
  const worn = (await latest(sql, session, 'shade.applied', until)) as { sku: string } | undefined;
  const reading = (await latest(sql, session, 'skin.scored', until)) as { gates: Gate[] } | undefined;
  const about = sku ?? worn?.sku ?? match?.matches[0]?.sku ?? null;
  return { sku: about, predicted: predictedOf(match, about), light: lightOf(reading) };
};

const answerHours = async (sql: Sql, e: StoredEvent, severity: string): Promise<number> => {
  const who = whoOf(e);
  const [row] = who
    ? await sql.query<{ tier: Tier }>(
        'select s.tier from person_state s join identifiers i using (person_id) where i.kind = $1 and i.value = $2',
        [kindOf(who), valueIn(who)],
      )
    : [];
  const hours = TIER_SERVICE[row?.tier ?? 'basic'].answerHours;
  return severity === 'high' ? Math.min(URGENT_HOURS, hours) : hours;
};

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const fileCase = async (sql: Sql, e: StoredEvent<'complaint.opened'>): Promise<void> => {
  const d = e.data;
  const who = whoOf(e);
  const session = d.tryonSession ?? (e.session_id || null);
  const seen = session ? await seenIn(sql, session, d.sku ?? null, e.corrected) : undefined;
  const due =
    d.slaDueAt ??
    new Date(e.corrected.getTime() + (await answerHours(sql, e, d.severity)) * HOUR_MS).toISOString();
  await sql.query(
    `insert into cases (id, id_kind, id_value, session_id, kind, tags, sku, stated, predicted, light, severity, channel, opened_at, due_at)
     values ($1, $2, $3, $4, $5, $6::text[], $7, $8, $9::jsonb, $10::jsonb, $11, $12, $13, $14)
     on conflict (id) do nothing`,
    [
      d.caseId,
      who ? kindOf(who) : null,
      who ? valueIn(who) : null,
      session,
      d.kind,
      d.tags,
      d.sku ?? seen?.sku ?? null,
      d.stated ?? null,
      json({ ...(seen?.predicted as object), ...d.predicted }),
      json(d.light ?? seen?.light),
      d.severity,
      d.channel,
      e.corrected.toISOString(),
      due,
    ],
  );
};

/** What the session tells after the case was filed: batches overtake each other. */
const completeCases = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  const sessions = events
    .filter((e) => ['shade.matched', 'skin.scored', 'shade.applied'].includes(e.type))
    .map((e) => e.session_id);
  if (sessions.length === 0) return;
  const open = await sql.query<{
    id: string;
    session_id: string;
    sku: string | null;
    opened_at: Date;
    predicted: object | null;
    light: object | null;
  }>(
    `select id, session_id, sku, opened_at, predicted, light from cases
      where session_id = any($1::text[]) and (sku is null or light is null or not coalesce(predicted, '{}') ? 'reasons')`,
    [[...new Set(sessions)]],
  );
  for (const c of open) {
    const seen = await seenIn(sql, c.session_id, c.sku, c.opened_at);
    await sql.query('update cases set sku = $2, predicted = $3::jsonb, light = $4::jsonb where id = $1', [
      c.id,
      c.sku ?? seen.sku,
      json({ ...(seen.predicted as object), ...c.predicted }),
      json(c.light ?? seen.light),
    ]);
  }
};

/** A case for every complaint, once, with what the try-on knows. */
export const fileCases = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  for (const e of ofType(events, 'complaint.opened')) await fileCase(sql, e);
  await completeCases(sql, events);
};
