import type { Sql } from '../db/database.ts';
import { type Edge, kindOf, type Node, nodeOf, personsOf, valueIn } from './merge.ts';

/** Two identifiers said to be of one person, and where that was said. */
export interface Link {
  readonly a: Node;
  readonly b: Node;
  readonly evidence: string;
}

/** Merges, withdrawals and erasures happen one after the other. Always taken before the locks of single identifiers. */
const LOCK = 0x0ca2_0001;
export const lockPeople = (sql: Sql): Promise<unknown> =>
  sql.query('select pg_advisory_xact_lock($1)', [LOCK]);

const columns = (links: readonly Link[]): readonly unknown[] => {
  const sorted = links.map((l) => (l.a < l.b ? l : { ...l, a: l.b, b: l.a }));
  return [
    sorted.map((l) => kindOf(l.a)),
    sorted.map((l) => valueIn(l.a)),
    sorted.map((l) => kindOf(l.b)),
    sorted.map((l) => valueIn(l.b)),
    sorted.map((l) => l.evidence),
  ];
};

const INPUT = `select distinct on (ak, av, bk, bv) ak, av, bk, bv, ev
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as i(ak, av, bk, bv, ev)`;

/** Links that are not known yet. */
const newLinks = (sql: Sql, links: readonly Link[]): Promise<{ a: Node; b: Node }[]> =>
  sql.query(
    `select i.ak || ':' || i.av as a, i.bk || ':' || i.bv as b from (${INPUT}) i
     where not exists (select from identity_links l
       where (l.a_kind, l.a_value, l.b_kind, l.b_value) = (i.ak, i.av, i.bk, i.bv))`,
    columns(links),
  );

/** Everything that hangs together with some identifiers, however weakly: what a new link may change. */
const neighbourhood = (sql: Sql, nodes: readonly Node[]): Promise<{ a: Node; b: Node }[]> =>
  sql.query(
    `with recursive reached(kind, value) as (
       select k.kind, k.value from unnest($1::text[], $2::text[]) as k(kind, value)
       union
       select case when l.a_kind = r.kind and l.a_value = r.value then l.b_kind else l.a_kind end,
              case when l.a_kind = r.kind and l.a_value = r.value then l.b_value else l.a_value end
         from reached r
         join identity_links l on (l.a_kind = r.kind and l.a_value = r.value) or (l.b_kind = r.kind and l.b_value = r.value)
     )
     select l.a_kind || ':' || l.a_value as a, l.b_kind || ':' || l.b_value as b
       from identity_links l join reached r on l.a_kind = r.kind and l.a_value = r.value`,
    [nodes.map(kindOf), nodes.map(valueIn)],
  );

interface Held {
  readonly kind: string;
  readonly value: string;
  readonly person_id: string;
}

const held = async (sql: Sql, nodes: readonly Node[]): Promise<Map<Node, string>> => {
  const rows = await sql.query<Held>(
    'select kind, value, person_id from identifiers join unnest($1::text[], $2::text[]) as k(kind, value) using (kind, value)',
    [nodes.map(kindOf), nodes.map(valueIn)],
  );
  return new Map(rows.map((r) => [nodeOf(r.kind, r.value), r.person_id]));
};

const newPerson = async (sql: Sql): Promise<string> =>
  (await sql.query<{ id: string }>('insert into persons default values returning id'))[0]!.id;

/** Each group keeps the person that its first member had, unless another group has taken it; who has none gets a new one. */
const assign = async (
  sql: Sql,
  persons: ReadonlyMap<Node, Node>,
  before: ReadonlyMap<Node, string>,
): Promise<Map<Node, string>> => {
  const taken = new Set<string>();
  const ids = new Map<Node, string>();
  for (const group of [...new Set(persons.values())].sort()) {
    const own = before.get(group);
    const members = [...persons].filter(([, g]) => g === group).map(([n]) => before.get(n));
    const id = [own, ...members].find((x) => x !== undefined && !taken.has(x)) ?? (await newPerson(sql));
    taken.add(id);
    ids.set(group, id);
  }
  return new Map([...persons].map(([node, group]) => [node, ids.get(group)!]));
};

const settle = async (sql: Sql, nodes: readonly Node[], edges: readonly Edge[]): Promise<void> => {
  const persons = personsOf(nodes, edges);
  const before = await held(sql, [...persons.keys()]);
  const after = await assign(sql, persons, before);
  const moved = [...after].filter(([node, id]) => before.get(node) !== id);
  await sql.query(
    `insert into identifiers (kind, value, person_id) select * from unnest($1::text[], $2::text[], $3::uuid[])
     on conflict (kind, value) do update set person_id = excluded.person_id`,
    [moved.map(([n]) => kindOf(n)), moved.map(([n]) => valueIn(n)), moved.map(([, id]) => id)],
  );
  const touched = [...new Set([...before.values(), ...after.values()])];
  await sql.query('update persons set stale = true where id = any($1::uuid[])', [touched]);
  await sql.query(
    'delete from persons p where id = any($1::uuid[]) and not exists (select from identifiers i where i.person_id = p.id)',
    [touched],
  );
};

/** Learns links: the same set of links gives the same persons, in whatever order and portions it comes. */
export const learnLinks = async (sql: Sql, links: readonly Link[]): Promise<void> => {
  const real = links.filter((l) => l.a !== l.b);
  if (real.length === 0 || (await newLinks(sql, real)).length === 0) return;
  await lockPeople(sql);
  const fresh = await newLinks(sql, real);
  if (fresh.length === 0) return;
  await sql.query(
    `insert into identity_links (a_kind, a_value, b_kind, b_value, evidence) ${INPUT} on conflict do nothing`,
    columns(real),
  );
  const nodes = [...new Set(fresh.flatMap((l) => [l.a, l.b]))];
  const edges = await neighbourhood(sql, nodes);
  await settle(
    sql,
    nodes,
    edges.map((e): Edge => [e.a, e.b]),
  );
};

/** Knows identifiers that nothing is linked with yet. */
export const learnIdentifiers = async (sql: Sql, nodes: readonly Node[]): Promise<void> => {
  const unique = [...new Set(nodes)];
  const known = await held(sql, unique);
  if (unique.every((n) => known.has(n))) return;
  await lockPeople(sql);
  const now = await held(sql, unique);
  const missing = unique.filter((n) => !now.has(n));
  if (missing.length) await settle(sql, missing, []);
};

/** Who hangs together with some identifiers by any chain of links: told apart anew when those go. */
export const neighboursOf = async (sql: Sql, nodes: readonly Node[]): Promise<Node[]> => {
  const own = new Set(nodes);
  const edges = await neighbourhood(sql, nodes);
  return [...new Set(edges.flatMap((e) => [e.a, e.b]))].filter((n) => !own.has(n));
};

/** After links or identifiers were taken away: who remains is told apart anew. */
export const resettle = async (sql: Sql, nodes: readonly Node[]): Promise<void> => {
  const known = [...(await held(sql, nodes)).keys()];
  if (known.length === 0) return;
  const edges = await neighbourhood(sql, known);
  await settle(
    sql,
    known,
    edges.map((e): Edge => [e.a, e.b]),
  );
};

/** The person of an identifier; undefined when nobody is known under it. */
export const personOf = async (sql: Sql, kind: string, value: string): Promise<string | undefined> =>
  (
    await sql.query<{ person_id: string }>(
      'select person_id from identifiers where kind = $1 and value = $2',
      [kind, value],
    )
  )[0]?.person_id;

/** Every identifier of a person. */
export const identifiersOfPerson = async (sql: Sql, person: string): Promise<Node[]> =>
  (
    await sql.query<Held>(
      'select kind, value, person_id from identifiers where person_id = $1 order by kind, value',
      [person],
    )
  ).map((r) => nodeOf(r.kind, r.value));
