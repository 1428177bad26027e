import { addAudit } from '../audit/log.ts';
import type { Database, Sql } from '../db/database.ts';
import { ERASED, identifierToken, readBarriers } from '../people/barred.ts';
import { type Link, learnIdentifiers, learnLinks } from '../people/identities.ts';
import { kindOf, type Node, nodeOf, valueIn } from '../people/merge.ts';
import { minorUnits, type Order, putOrders } from '../people/orders.ts';
import type { Acting } from '../people/rights.ts';
import { type Completeness, completenessFrom, completenessOfAll } from './completeness.ts';
import { type ImportSource, PROFILES, type Profile, SOURCES } from './profiles.ts';
import { checkRows, decode, type Fields, type RowResult, readRows } from './rows.ts';

type Good = Extract<RowResult, { ok: true }>;

export interface ImportReport {
  readonly source: ImportSource;
  readonly rows: number;
  readonly stored: number;
  /** Rows that were there already, word for word. */
  readonly unchanged: number;
  readonly refused: readonly Exclude<RowResult, { ok: true }>[];
  /** Columns of the file that are not read. */
  readonly ignored: readonly string[];
}

/** Refused rows told one by one. */
const TOLD = 200;

const own = (profile: Profile, fields: Fields): Node | undefined =>
  fields[profile.ownRef] === undefined ? undefined : nodeOf(profile.source, String(fields[profile.ownRef]));
const shared = (profile: Profile, fields: Fields): Node | undefined =>
  fields[profile.customerRef] === undefined
    ? undefined
    : nodeOf('customer', String(fields[profile.customerRef]));

/** Under what a row's person is known. */
const whoIn = (profile: Profile, fields: Fields): Node | undefined =>
  shared(profile, fields) ?? own(profile, fields);

const saveRows = async (sql: Sql, profile: Profile, rows: readonly Good[], now: number): Promise<number> => {
  const saved = await sql.query(
    `insert into records (source, ref, id_kind, id_value, fields, imported_at)
     select $1, ref, kind, value, fields, $3 from jsonb_to_recordset($2::jsonb) as r(ref text, kind text, value text, fields jsonb)
     on conflict (source, ref) do update
       set id_kind = excluded.id_kind, id_value = excluded.id_value, fields = excluded.fields, imported_at = excluded.imported_at
       where records.fields is distinct from excluded.fields
     returning 1`,
    [
      profile.source,
      JSON.stringify(
        rows.map(({ ref, fields }) => {
          const who = whoIn(profile, fields);
          return { ref, fields, kind: who ? kindOf(who) : null, value: who ? valueIn(who) : null };
        }),
      ),
      new Date(now).toISOString(),
    ],
  );
  return saved.length;
};

/** Rows of an order's lines, as orders. Lines of one order may be spread over several files: all that are stored are read again. */
const saveOrders = async (sql: Sql, profile: Profile, rows: readonly Good[]): Promise<void> => {
  if (!profile.key.includes('line')) return;
  const refs = [...new Set(rows.map((r) => String(r.fields.order_ref)))];
  const stored = await sql.query<{ fields: Fields }>(
    `select fields from records where source = $1 and fields->>'order_ref' = any($2::text[])`,
    [profile.source, refs],
  );
  const by = new Map<string, Fields[]>();
  for (const { fields } of stored)
    by.set(String(fields.order_ref), [...(by.get(String(fields.order_ref)) ?? []), fields]);
  await putOrders(
    sql,
    [...by].flatMap(([ref, lines]) => orderOf(profile, ref, lines)),
  );
};

const orderOf = (profile: Profile, ref: string, unsorted: readonly Fields[]): Order[] => {
  const lines = [...unsorted].sort((a, b) => Number(a.line) - Number(b.line));
  const first = lines[0];
  const who = lines.map((l) => whoIn(profile, l)).find((n) => n !== undefined);
  if (!first || !who) return [];
  const currency = String(first.currency);
  const minor = (value: unknown): number => minorUnits(Number(value ?? 0), currency);
  const session = lines.map((l) => l.tryon_session).find((s) => s !== undefined);
  return [
    {
      source: profile.source,
      ref,
      who,
      placedAt: new Date(String(first.placed_at)),
      currency,
      total: lines.reduce((sum, l) => sum + minor(l.price) * Number(l.quantity), 0),
      refunded: lines.reduce((sum, l) => sum + minor(l.refunded), 0),
      channel: profile.source === 'pos' ? 'counter' : 'online',
      session: session === undefined ? null : String(session),
      origin: 'import',
      lines: lines.map((l) => ({ sku: String(l.sku), quantity: Number(l.quantity), price: minor(l.price) })),
    },
  ];
};

const linksOf = (profile: Profile, rows: readonly Good[]): Link[] =>
  rows.flatMap(({ fields }) => {
    const [a, b] = [own(profile, fields), shared(profile, fields)];
    return a && b ? [{ a, b, evidence: profile.source }] : [];
  });

/** Rows of persons who were erased stay out: a file of yesterday must not bring them back. */
const withoutErased = async (
  sql: Sql,
  profile: Profile,
  rows: readonly Good[],
  secret: string,
): Promise<Good[]> => {
  const tokensOf = (fields: Fields): string[] =>
    [own(profile, fields), shared(profile, fields)].flatMap((n) =>
      n ? [identifierToken(secret, kindOf(n), valueIn(n))] : [],
    );
  const barriers = await readBarriers(
    sql,
    rows.flatMap((r) => tokensOf(r.fields)),
  );
  const erased = new Set(barriers.filter((b) => b.purpose === ERASED).map((b) => b.token));
  return rows.filter((r) => !tokensOf(r.fields).some((t) => erased.has(t)));
};

/** Rows written in one statement. */
const PORTION = 500;

/** Takes a file in. The same file again changes nothing; a row that changed replaces what was told. All of it or, when the store fails, none. */
export const importFile = (
  db: Database,
  source: ImportSource,
  file: { readonly bytes: Uint8Array; readonly format: 'csv' | 'json' },
  by: Acting,
): Promise<ImportReport> => {
  const profile = PROFILES[source];
  const rows = readRows(decode(file.bytes), file.format);
  const results = checkRows(rows, profile);
  const good = results.filter((r): r is Good => r.ok);
  const refused = results.filter((r) => !r.ok);
  const declared = new Set(profile.fields.map((f) => f.name));
  const ignored = [...new Set(rows.flatMap((r) => Object.keys(r)))].filter((c) => !declared.has(c)).sort();
  return db.transaction(async (sql) => {
    let stored = 0;
    const kept = await withoutErased(sql, profile, good, by.secret);
    for (let i = 0; i < kept.length; i += PORTION) {
      const part = kept.slice(i, i + PORTION);
      stored += await saveRows(sql, profile, part, by.now);
      await learnIdentifiers(
        sql,
        part.flatMap((r) => whoIn(profile, r.fields) ?? []),
      );
      await learnLinks(sql, linksOf(profile, part));
      await saveOrders(sql, profile, part);
    }
    await sql.query(
      `update persons set stale = true where id in (select person_id from identifiers i join records r
         on r.id_kind = i.kind and r.id_value = i.value where r.source = $1 and r.imported_at = $2)`,
      [source, new Date(by.now).toISOString()],
    );
    const report = {
      source,
      rows: rows.length,
      stored,
      unchanged: kept.length - stored,
      refused: refused.slice(0, TOLD) as ImportReport['refused'],
      ignored,
    };
    await addAudit(sql, by.secret, {
      at: by.now,
      actor: by.actor,
      action: 'import',
      target: source,
      detail: { rows: rows.length, stored, refused: refused.length },
    });
    return report;
  });
};

/** Completeness of what is stored, per source and overall; counted by the store (completeness.ts says the same row by row). */
export const completenessReport = async (
  sql: Sql,
): Promise<{ sources: Record<ImportSource, Completeness>; overall: Omit<Completeness, 'fields'> }> => {
  const totals = await sql.query<{ source: ImportSource; n: number }>(
    'select source, count(*)::int as n from records group by 1',
  );
  const filled = await sql.query<{ source: ImportSource; name: string; n: number }>(
    'select source, f.name, count(*)::int as n from records, jsonb_object_keys(fields) as f(name) group by 1, 2',
  );
  const sources = Object.fromEntries(
    SOURCES.map((source) => [
      source,
      completenessFrom(
        source,
        totals.find((t) => t.source === source)?.n ?? 0,
        new Map(filled.filter((f) => f.source === source).map((f) => [f.name, f.n])),
      ),
    ]),
  ) as Record<ImportSource, Completeness>;
  return { sources, overall: completenessOfAll(Object.values(sources)) };
};
